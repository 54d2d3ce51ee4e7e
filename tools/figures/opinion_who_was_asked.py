"""How many people each survey of opinion in North Korea asked, inside or after they had left."""

from __future__ import annotations

from math import log10
from typing import NamedTuple

from sphinx_evidence.charts.frame import SAFETY, text_width

from .house import EDGE, ESTABLISHED, GROUND, MUTED, PARTIAL, RULE, SMALL, Sheet


class Survey(NamedTuple):
    """A survey, with how many were asked and whether they were in the North."""

    when: str
    who: str
    how: str
    asked: int
    inside: bool = False


SURVEYS = (
    Survey("2016", "CSIS, Washington", "In ordinary talk", 36, inside=True),
    Survey("2022", "Unification Media Group", "By telephone", 50, inside=True),
    Survey("2022", "Unification Media Group", "Lately left, face to face", 100),
    Survey("2010", "InterMedia", "Refugees and travellers", 250),
    Survey("2008", "Haggard and Noland", "Refugees in South Korea", 300),
    Survey("2023", "An experiment", "Former residents", 313),
    Survey("2011–20", "Seoul National University", "Newcomers, yearly", 1242),
    Survey("2013–22", "Unification Ministry", "Newcomers", 6351),
)
ELSEWHERE = {
    "InterMedia": "#most-asked-had-seen-foreign-media",
    "An experiment": "#trust-decides-what-is-passed-on",
    "Unification Ministry": "#newcomers-thought-ill-of-kim-in-the-north",
    "Seoul National University": "#young-report-more-support-for-kim",
}
"""The claims on surveys of which the section on who was asked says little."""

LEAST, MOST = 1, 4
"""The ends of the scale as powers of ten."""


def draw(sheet: Sheet) -> None:
    """Draw a mark for each survey on a scale of people asked."""
    left = EDGE + 10 if sheet.narrow else 300
    right = sheet.right - 26
    sheet.dot(EDGE + 6, 9, 4, fill=ESTABLISHED)
    sheet.text(EDGE + 17, 13, "asked in North Korea", size=SMALL)
    sheet.dot(EDGE + 162, 9, 4, fill=GROUND, stroke=PARTIAL)
    sheet.text(EDGE + 173, 13, "asked outside the North", size=SMALL)
    sheet.y = 36
    for power in range(LEAST, MOST + 1):
        x = left + (right - left) * (power - LEAST) / (MOST - LEAST)
        sheet.text(x, sheet.y, f"{10**power:,}", size=SMALL, anchor="middle", fill=MUTED)
    sheet.y += 6
    sheet.rule(sheet.y, strong=True)
    for survey in SURVEYS:
        top, target = sheet.y, ELSEWHERE.get(survey.who, "#who-was-asked-about-opinion")
        words = f"{survey.when}, {survey.who}: {survey.asked:,} people, {survey.how.lower()}"
        with sheet.link(target, words):
            _survey(sheet, survey, left, right)
            sheet.ground(EDGE, top + 2, sheet.right - EDGE, sheet.y - top - 4)
        sheet.rule(sheet.y)


def _survey(sheet: Sheet, survey: Survey, left: float, right: float) -> None:
    top = sheet.y + 5
    room = (sheet.right if sheet.narrow else left - 20) - EDGE
    sheet.text(EDGE, top + 14, survey.when, size=SMALL)
    end = sheet.lines(EDGE + 62, top, survey.who, room - 62, bold=True, size=SMALL)
    end = sheet.lines(EDGE + 62, end, survey.how, room - 62, size=SMALL)
    y = end + 11 if sheet.narrow else top + 18
    x = left + (right - left) * (log10(survey.asked) - LEAST) / (MOST - LEAST)
    colour = ESTABLISHED if survey.inside else PARTIAL
    sheet.line(left, y, right, y, stroke=RULE, width=1.4)
    sheet.line(left, y, x, y, stroke=colour, width=2)
    sheet.dot(x, y, 4.5, fill=colour if survey.inside else GROUND, stroke=colour)
    words = f"{survey.asked:,}"
    if x + 10 + text_width(words, SMALL) / SAFETY < sheet.right:
        sheet.label(x + 10, y + 4, words)
    else:
        sheet.label(x - 10, y + 4, words, anchor="end")
    sheet.y = max(end, y + 8) + 5
