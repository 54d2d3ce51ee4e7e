"""Whom studies of distress and recovery asked, where and when."""

from __future__ import annotations

from typing import NamedTuple

from .house import EDGE, ESTABLISHED, MUTED, PARTIAL, RULE, SMALL, Sheet

FIRST, LAST = 1998, 2026


class Asked(NamedTuple):
    """People whom a study asked.

    :param year: of the answers, or of publication
    :param target: the claim, the section or the chapter on the study
    """

    year: float
    people: int
    target: str


GROUPS = {
    "In China": (
        Asked(1999, 170, "#distress-in-china"),
        Asked(2004.5, 1346, "#distress-in-china"),
        Asked(2008, 65, "#distress-in-china"),
    ),
    "Sent back, and not out again": (),
    "In South Korea": (
        Asked(2001, 200, "#whether-time-heals"),
        Asked(2011, 701, "#resilience"),
        Asked(2012, 154, "#risk-and-protection"),
        Asked(2014.5, 383, "#resilience"),
        Asked(2016, 294, "#psychiatric-disorders-within-three-years"),
        Asked(2018, 300, "#return-and-separation"),
        Asked(2019, 698, "#return-goes-with-more-distress"),
        Asked(2020, 212, "#growth-higher-with-stress"),
        Asked(2021, 64, "#whether-time-heals"),
        Asked(2024, 448, "#return-and-separation"),
    ),
}


def draw(sheet: Sheet) -> None:
    """Draw a circle for each study, as large as the number of people asked."""
    left = EDGE + 18 if sheet.narrow else 160
    right = sheet.right - 20
    step = (right - left) / (LAST - FIRST)
    size = 0.62 if sheet.narrow else 0.8
    for name, studies in GROUPS.items():
        reach = max((asked.people**0.5 * size for asked in studies), default=14)
        top, room = sheet.y + 6, 16 if name == "In China" else 4
        if sheet.narrow:
            end = sheet.lines(EDGE, top, name, sheet.right - EDGE, bold=True)
            y = end + reach + room
        else:
            y = top + reach + room
            sheet.lines(EDGE, y - 16, name, left - EDGE - 34, bold=True)
        sheet.line(left, y, right, y, stroke=RULE, width=1.4)
        colour = PARTIAL if name == "In China" else ESTABLISHED
        for asked in studies:
            x = left + (asked.year - FIRST) * step
            radius = asked.people**0.5 * size
            words = sheet.say(
                "{group}, {year}: {count} people",
                group=sheet.say(name),
                year=int(asked.year),
                count=f"{asked.people:,}",
            )
            with sheet.link(asked.target, words):
                sheet.add("circle", cx=x, cy=y, r=radius, fill=colour, fill_opacity=0.35,
                          stroke=colour)  # fmt: skip
            if name == "In China":
                sheet.text(x, y - radius - 4, f"{asked.people:,}", size=SMALL, anchor="middle")
        if name == "In China":
            x = left + (2009 - FIRST) * step
            sheet.label(x + 4, y + 4, "no study found since")
        elif not studies:
            sheet.label(left + 4, y + 4, "nobody can be asked from outside")
        sheet.y = y + reach + 8
        sheet.rule(sheet.y)
    for year in (1998, 2008, 2018, 2026):
        x = left + (year - FIRST) * step
        anchor = "end" if year == LAST else "middle"
        sheet.text(x + (8 if year == LAST else 0), sheet.y + 16, str(year), size=SMALL,
                   anchor=anchor, fill=MUTED)  # fmt: skip
    sheet.y += 22
