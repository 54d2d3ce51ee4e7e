"""Shares of North Koreans who named hunger or hardship as why they left, survey by survey."""

from __future__ import annotations

from typing import NamedTuple

from sphinx_evidence.charts.frame import SAFETY, text_width

from .house import EDGE, ESTABLISHED, GROUND, MUTED, RULE, SMALL, Sheet


class Survey(NamedTuple):
    """A survey, or a register.

    :param share: the share in per cent, or the two ends of a share that is not printed exactly
    :param food: whether the answer was on food alone
    """

    when: str
    whom: str
    answer: str
    share: tuple[float, ...]
    words: str
    food: bool = False


SURVEYS = (
    Survey("1998–99", "Nearly 3,000, in China", "Looking for food", (30,), "over 30", food=True),
    Survey("up to 2001", "Newcomers to Seoul", "Hunger and hardship", (69,), "nearly 70"),
    Survey("2008", "300, in Seoul", "State of the economy", (56.7,), "56.7"),
    Survey("to 2015", "Records on some 28,000 arrivals", "Hardship", (52,), "about half"),
    Survey("2014–16", "Newcomers to Seoul", "Hunger and hardship", (10, 14), "low teens"),
    Survey("2016", "Who left the centre that year", "Hardship", (56,), "56"),
    Survey("2020", "Probably settled people", "Lack of food", (22.8,), "22.8", food=True),
    Survey("2022", "284, south of Seoul", "Lack of food", (24.64,), "24.6", food=True),
    Survey("by 2024", "Probably settled people", "Lack of food", (21.4,), "21.4", food=True),
)
SURVEYS_AS_SUCH, YEAR_2016 = (
    "#what-surveys-of-motives-can-say",
    "#two-shares-for-hardship-in-2016",
)
MOST = 80


def draw(sheet: Sheet) -> None:
    """Draw a mark on a line of per cent for each survey."""
    left = EDGE + 8 if sheet.narrow else 312
    right = sheet.right - 14
    sheet.dot(EDGE + 6, 9, 4, fill=ESTABLISHED)
    sheet.text(EDGE + 17, 13, "food alone", size=SMALL)
    sheet.dot(EDGE + 106, 9, 4, fill=GROUND, stroke=ESTABLISHED)
    sheet.text(EDGE + 117, 13, "hardship or the economy", size=SMALL)
    sheet.y = 36
    for number in range(0, MOST + 1, 20):
        x = left + (right - left) * number / MOST
        words = f"{number} %" if number else "0"
        sheet.text(x, sheet.y, words, size=SMALL, anchor="middle", fill=MUTED)
    sheet.y += 6
    sheet.rule(sheet.y, strong=True)
    for survey in SURVEYS:
        top = sheet.y
        target = YEAR_2016 if survey.when == "2016" else SURVEYS_AS_SUCH
        words = f"{survey.when}, {survey.whom}: {survey.words} per cent, {survey.answer.lower()}"
        with sheet.link(target, words.replace("half per cent", "half")):
            _survey(sheet, survey, left, right)
            sheet.ground(EDGE, top + 2, sheet.right - EDGE, sheet.y - top - 4)
        sheet.rule(sheet.y)


def _survey(sheet: Sheet, survey: Survey, left: float, right: float) -> None:
    def at(share: float) -> float:
        return left + (right - left) * share / MOST

    top = sheet.y + 5
    room = (sheet.right if sheet.narrow else left - 20) - EDGE
    sheet.text(EDGE, top + 14, survey.when, size=SMALL)
    end = sheet.lines(EDGE + 78, top, survey.whom, room - 78, bold=True, size=SMALL)
    end = sheet.lines(EDGE + 78, end, survey.answer, room - 78, size=SMALL)
    y = end + 11 if sheet.narrow else top + 18
    colour = ESTABLISHED
    sheet.line(left, y, right, y, stroke=RULE, width=1.4)
    if len(survey.share) > 1:
        room = at(survey.share[1]) - at(survey.share[0])
        fill = colour if survey.food else GROUND
        sheet.box(at(survey.share[0]), y - 3, room, 6, fill=fill, stroke=colour, weight=1.6)
    else:
        fill = colour if survey.food else GROUND
        sheet.dot(at(survey.share[0]), y, 4.5, fill=fill, stroke=colour)
    last = at(survey.share[-1])
    if last + 10 + text_width(survey.words, SMALL) / SAFETY < sheet.right:
        sheet.label(last + 10, y + 4, survey.words)
    else:
        sheet.label(last - 10, y + 4, survey.words, anchor="end")
    sheet.y = max(end, y + 8) + 5
