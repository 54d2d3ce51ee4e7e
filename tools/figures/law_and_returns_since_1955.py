"""Agreements on handing over, treaties, laws and returns on record, on one line of time."""

from __future__ import annotations

from typing import NamedTuple

from .house import EDGE, ESTABLISHED, GROUND, HARM, MUTED, RULE, SMALL, Sheet, table

FIRST, LAST = 1955, 2026


class Track(NamedTuple):
    """A row of marks.

    :param marks: a year each, with its label; an empty label draws the mark alone
    :param hollow: the years that are known from the press only
    :param rows: the row that the mark of a year leads to, and how many the year has
    :param said: what a mark with rows says
    :param remark: what sets a mark apart, in small type below the name
    """

    name: str
    marks: dict[int, str]
    colour: str
    hollow: frozenset[int] = frozenset()
    remark: str = ""
    rows: tuple[tuple[int, str, int], ...] = ()
    said: str = ""


def tracks() -> tuple[Track, ...]:
    """Return the tracks, returns and statements by the datasets."""
    events = [
        row
        for row in table("repatriation-events")
        if row["kind"] == "return" or (row["kind"] == "total" and row["precision"] != "years")
    ]
    returns = _by_year("repatriation-events", events, "start")
    said = _by_year("statements-by-china", table("statements-by-china"), "date")
    return (
        Track(
            "Agreed on people without papers",
            {1955: "1955", 1964: "1964", 1986: "1986", 1998: "1998"},
            HARM,
            frozenset({1986, 1998}),
        ),
        Track("Joined treaties that limit return", {1982: "1982", 1988: "1988"}, ESTABLISHED),
        Track(
            "Made laws on it",
            {2000: "2000", 2012: "2012"},
            ESTABLISHED,
        ),
        Track(
            "Spoke of it in public",
            {year: "" for year, *_ in said},
            MUTED,
            rows=said,
            said="{year}: {count} made",
        ),
        Track(
            "Returns, as published",
            {year: "" for year, *_ in returns},
            HARM,
            rows=returns,
            said="{year}: {count} published",
        ),
        Track(
            "Asked by UN bodies to stop",
            dict.fromkeys((2000, 2005, 2013, 2014, 2015, 2023), ""),
            ESTABLISHED,
            remark="2023: UN experts voiced alarm",
        ),
    )


def _by_year(
    dataset: str, rows: list[dict[str, str]], column: str
) -> tuple[tuple[int, str, int], ...]:
    """Return for each year the first of its rows, and how many it has."""
    years: dict[int, list[str]] = {}
    for row in sorted(rows, key=lambda row: row[column]):
        if row[column]:
            years.setdefault(int(row[column][:4]), []).append(row["id"])
    return tuple((year, f"{dataset}#row-{ids[0]}", len(ids)) for year, ids in years.items())


def draw(sheet: Sheet) -> None:
    """Draw a line of time for each track."""
    left = EDGE + 8 if sheet.narrow else 266
    right = sheet.right - 12
    step = (right - left) / (LAST - FIRST)
    radius = 3.4 if sheet.narrow else 4.4
    sheet.dot(EDGE + 6, 9, 4, fill=GROUND, stroke=HARM)
    sheet.text(EDGE + 17, 13, "hollow: known from the press only", size=SMALL)
    sheet.y = 22
    for track in tracks():
        top = sheet.y + 4
        if sheet.narrow:
            y = sheet.lines(EDGE, top, track.name, sheet.right, bold=True)
            if track.remark:
                y = sheet.lines(EDGE, y, track.remark, sheet.right, size=SMALL)
            y += 9
        else:
            y = top + 14
            sheet.text(EDGE, y + 4.5, track.name, bold=True)
            if track.remark:
                sheet.text(EDGE, y + 21, track.remark, size=SMALL)
        sheet.line(left, y, right, y, stroke=RULE, width=1.4)
        leads = {
            year: (target, sheet.say(track.said, year=year, count=count))
            for year, target, count in track.rows
        }
        for year, words in track.marks.items():
            x = left + (year - FIRST) * step
            fill = GROUND if year in track.hollow else track.colour
            target, title = leads.get(year, ("", ""))
            with sheet.link(target, title):
                if target:  # years in a row must not hide each other
                    sheet.box(x - 1.6, y - 7, 3.2, 14, fill=fill, stroke="none", radius=0)
                else:
                    sheet.dot(x, y, radius, fill=fill, stroke=track.colour)
            if words:
                anchor = {1955: "start", 1964: "start", 1982: "end", 1988: "start"}.get(
                    year, "middle"
                )
                shift = {"start": -4, "end": 4}.get(anchor, 0)
                sheet.text(x + shift, y + 18, words, size=11, anchor=anchor, fill=MUTED)
        sheet.y = y + (
            24 if any(track.marks.values()) or (track.remark and not sheet.narrow) else 12
        )
        sheet.rule(sheet.y)
    for year in (1955, 1980, 2000, 2026):
        x = left + (year - FIRST) * step
        anchor = "start" if year == FIRST else "end" if year == LAST else "middle"
        sheet.text(x, sheet.y + 16, str(year), size=SMALL, anchor=anchor, fill=MUTED)
    sheet.y += 22
