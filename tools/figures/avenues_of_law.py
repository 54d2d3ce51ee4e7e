"""Ten roads of law over returns from China: which bind, which are open, what has come."""

from __future__ import annotations

from .house import EDGE, MUTED, Sheet, Sign, legend, matrix

HEADS = ("Open?", "What has come")
BINDING = (
    (
        "Criminal Court, by the Security Council",
        "tries persons",
        Sign("no", "China has a veto"),
        "No referral of North Korea found",
    ),
    (
        "Criminal Court, through a party",
        "tries persons",
        Sign("part", "needs an act on a party’s soil, or an accused of its nationality"),
        "Korea examined and closed (2014); most acts alleged against Uyghurs outside (2020)",
    ),
    (
        "World Court, a state against China",
        "binds states",
        Sign("part", "China excluded it in at least seven treaties; one argument is left"),
        "No case found",
    ),
    (
        "Arbitration, UNHCR and China",
        "would bind both, one organisation holds",
        Sign("part", "UNHCR would have to begin it"),
        "None found",
    ),
    (
        "Criminal courts of other states",
        "try persons",
        Sign("part", "feasibility uncertain"),
        "No case over returns found",
    ),
)
NOT_BINDING = (
    (
        "Complaint to the torture committee",
        "asks a state",
        Sign("no", "no declaration of China found"),
        "None found",
    ),
    (
        "Working Group on Arbitrary Detention",
        "asks a state",
        Sign("yes", "needs no consent of China"),
        "Opinions on both states, 2018 and 2024",
    ),
    (
        "Letters of UN experts",
        "ask a state",
        Sign("yes", "need no consent of China"),
        "A letter on five people (2020); an answer from China (2023)",
    ),
    (
        "Civil suits against North Korea",
        "order it to pay",
        Sign("yes", "in Seoul and Tokyo; no response to those of Seoul"),
        "Judgments of 2020, 2023 and 2026, none on return from China",
    ),
    (
        "Listings by single states",
        "freeze out persons",
        Sign("yes", "each state decides alone"),
        "Two North Korean officials (2017); no Chinese person found",
    ),
)


def draw(sheet: Sheet) -> None:
    """Draw two tables: roads that could bind China, and those that do not."""
    legend(sheet, (("yes", "open"), ("part", "open in part"), ("no", "closed")))
    for title, rows in (
        ("COULD BIND CHINA, OR TRY ITS OFFICIALS", BINDING),
        ("DO NOT BIND CHINA", NOT_BINDING),
    ):
        sheet.y += 18
        sheet.text(EDGE, sheet.y, title, size=11, fill=MUTED, spacing=1)
        sheet.y += 4
        signs = [(name, what, (access, Sign("", came))) for name, what, access, came in rows]
        matrix(sheet, HEADS, signs, (36, 32, 34))
