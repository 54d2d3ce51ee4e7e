"""Which bodies of the United Nations named China, what they asked on return, and its answer."""

from __future__ import annotations

from .house import EDGE, MUTED, Sheet, Sign, legend, matrix

HEADS = ("China named?", "On return", "Answer")
REVIEW = (
    (
        "Commission of Inquiry",
        "2014",
        "Send nobody back until monitors find treatment clearly improved",
        "They come for economic reasons; called the charges unfounded",
    ),
    (
        "Committee on the Rights of the Child",
        "2005, 2013",
        "Cease arrests and returns, above all of children and of women with children by "
        "Chinese men (2013)",
        "None found",
    ),
    (
        "Committee against Torture",
        "2015",
        "Cease the returns at once, in a newspaper’s report",
        "Did not say, when asked, whether people can reach UNHCR",
    ),
    (
        "Committee on racial discrimination",
        "2001, 2018",
        "Objective criteria for asylum; concern at returns",
        "None found",
    ),
    (
        "Committee on women’s rights",
        "2023",
        "Regularise the status of women from the North, by a newspaper",
        "Most came for economic reasons; no data, a delegate said",
    ),
    (
        "Working Group on Arbitrary Detention",
        "2024",
        "Arrest and return of one person arbitrary",
        "She broke its law on entry, by a digest of a news report",
    ),
    (
        "UN experts",
        "2023",
        "The rule protects everybody, whatever the status",
        "At present no clear evidence of torture, in a letter of that year",
    ),
    (
        "Two states, in China’s review",
        "2024",
        "Protection, and no returns",
        "Refused both; accepted one on norms, two accounts say",
    ),
)
STATES = (
    (
        "Human Rights Council",
        "2014, 2024",
        "States to respect the rule against return",
        "Voted against in 2014; outside the consensus in 2024",
    ),
    (
        "General Assembly",
        "to 2025",
        "All states to respect the rule against return",
        "Voted against to 2015; outside the consensus in 2012, 2013 and 2018",
    ),
    (
        "Security Council",
        "2014–2024",
        "Met on North Korea; no request on return found",
        "Voted against meetings (2014, 2024)",
    ),
)


def draw(sheet: Sheet) -> None:
    """Draw two tables, of bodies that review China and of bodies of states."""
    legend(sheet, (("yes", "named"), ("unknown", "not found to be named")))
    for title, rows, named in (
        ("REVIEWS, INQUIRIES AND EXPERTS", REVIEW, "yes"),
        ("BODIES OF STATES, IN WHAT THEY ADOPT", STATES, "unknown"),
    ):
        sheet.y += 18
        sheet.text(EDGE, sheet.y, title, size=11, fill=MUTED, spacing=1)
        sheet.y += 4
        signs = [
            (name, year, (Sign(named), Sign("", asked), Sign("", answer)))
            for name, year, asked, answer in rows
        ]
        matrix(sheet, HEADS, signs, (33, 14, 30, 29))
