"""Names for North Koreans abroad: who used them, and when."""

from __future__ import annotations

from typing import NamedTuple

from .house import EDGE, ESTABLISHED, GROUND, HARM, MUTED, RULE, SMALL, Sheet

FIRST, LAST = 1950, 2026


class Name(NamedTuple):
    """A name.

    :param words: the name, with what it means
    :param target: the claim or the section that says it
    :param when: its year or years as they are printed
    :param start: the year of its mark
    :param end: the year to which it was used, 0 for one year
    :param refused: whether the mark stands for a name that is refused
    """

    words: str
    target: str
    when: str
    start: int
    end: int = 0
    refused: bool = False


TRACKS = {
    "South Korea": (
        Name("Gwisunja, surrenderer", "#from-surrender-to-departure", "Cold War", 1950, 1990),
        Name("Talbukja, one who got out", "#from-surrender-to-departure", "about 1994", 1994),
        Name(
            "Bukhanitaljumin, resident who left, by statute",
            "#seoul-statute-defines-by-ties-not-persecution",
            "from 1997",
            1997,
            LAST,
        ),
        Name("Saeteomin, people of a new home", "#names-chosen-in-seoul", "2005–2008", 2005, 2008),
        Name("Talbungmin, people who got out", "#names-chosen-in-seoul", "by 2016", 2016),
        Name(
            "Bukhyangmin, people of northern home",
            "#seoul-announced-bukhyangmin-for-2026",
            "from 2026",
            2026,
        ),
    ),
    "China": (
        Name(
            "People who cross illegally (minute with North Korea)", "#names-in-china", "1955", 1955
        ),
        Name("Not refugees", "#names-in-china", "1998", 1998, refused=True),
        Name(
            "Nor escapees",
            "#china-rejected-both-names-by-2008",
            "published 2008",
            2008,
            refused=True,
        ),
        Name("“So-called tuobeizhe”", "#names-in-china", "2012", 2012),
        Name(
            "No so-called tuobeizhe, or defectors",
            "#names-in-china",
            "2023, 2024",
            2023,
            refused=True,
        ),
    ),
    "North Korea": (
        Name("Criminals and traitors", "#north-korean-council-called-them-traitors", "2010", 2010),
        Name(
            "Women who left through hardship or traffickers", "#words-in-north-korea", "2017", 2017
        ),
    ),
    "In English": (
        Name(
            "North Korean refugee, Seoul’s foreign ministry",
            "#seoul-foreign-ministry-chose-refugee-in-english",
            "2008",
            2008,
        ),
        Name("Escapees, UN experts", "#defector-escapee-refugee", "2023", 2023),
        Name(
            "North Korean-born citizens, Seoul’s ministry",
            "#defector-escapee-refugee",
            "2026",
            2026,
        ),
    ),
}


def draw(sheet: Sheet) -> None:
    """Draw a line of time for each name, in four groups; hollow marks are names refused.

    In a column a name stands on its line, before or after its mark.
    """
    left = 200.0 if sheet.narrow else EDGE + 8
    right = sheet.right - (8 if sheet.narrow else 12)
    sheet.dot(EDGE + 6, 9, 4, fill=GROUND, stroke=HARM)
    sheet.text(EDGE + 17, 13, "hollow: a name refused", size=SMALL)
    sheet.y = 18
    for track, names in TRACKS.items():
        sheet.y += 18
        sheet.text(EDGE, sheet.y, track.upper(), size=11, fill=MUTED, spacing=1)
        for year in (1950, 1975, 2000, LAST):
            if year != 1950 and not (sheet.narrow and year != LAST):
                x = left + (right - left) * (year - FIRST) / (LAST - FIRST)
                anchor = "end" if year == LAST else "middle"
                sheet.text(x + 4, sheet.y, str(year), size=11, anchor=anchor, fill=MUTED)
        sheet.y += 6
        sheet.rule(sheet.y, strong=True)
        for name in names:
            top = sheet.y
            refused = " refused" if name.refused else ""
            with sheet.link(name.target, f"{name.words}: {name.when}{refused}"):
                _name(sheet, name, left, right)
                sheet.ground(EDGE, top + 1, sheet.right - EDGE, sheet.y - top - 2)
            if sheet.narrow:
                sheet.rule(sheet.y)
        sheet.y += 2


def _name(sheet: Sheet, name: Name, left: float, right: float) -> None:
    def at(year: int) -> float:
        return left + (right - left) * (year - FIRST) / (LAST - FIRST)

    top = sheet.y + 3
    y, end = top + 9.0, top + 18.0
    sheet.line(left, y, right, y, stroke=RULE, width=1.2)
    if sheet.narrow:
        room = left - 18 - EDGE
        end = sheet.lines(EDGE, top, name.words, room, size=SMALL)
        end = sheet.lines(EDGE, end, name.when, room, size=SMALL, fill=MUTED)
    elif at(name.start) - left > (right - left) / 2:
        sheet.label(at(name.start) - 10, y + 4, f"{name.words}: {name.when}", anchor="end")
    else:
        sheet.label(at(name.end or name.start) + 10, y + 4, f"{name.words}: {name.when}")
    colour = HARM if name.refused else ESTABLISHED
    if name.end:
        sheet.line(at(name.start), y, at(name.end), y, stroke=colour, width=5)
    else:
        sheet.dot(at(name.start), y, 4, fill=GROUND if name.refused else colour, stroke=colour)
    sheet.y = end + 3
