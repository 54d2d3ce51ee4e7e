"""The reports behind one row of the returns: who says what of it, and who repeats whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .house import (
    EDGE,
    ESTABLISHED,
    GROUND,
    HARM,
    MUTED,
    PARTIAL,
    PLAIN,
    RULE,
    SMALL,
    UNKNOWN,
    Sheet,
    height,
    table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

RELATIONS = {
    "first": ESTABLISHED,
    "agrees": ESTABLISHED,
    "part of": PARTIAL,
    "contradicts": PARTIAL,
    "does not confirm": HARM,
    "repeats": UNKNOWN,
}
"""The colour of each relation."""

VERBS = {
    "agrees": "agrees with",
    "part of": "counts a part of what is said by",
    "contradicts": "contradicts",
    "does not confirm": "does not confirm what is said by",
    "repeats": "repeats",
}
"""The words of each relation to another report."""

GROUPS = {
    "First, and those that agree": ("first", "agrees"),
    "Counts a part": ("part of",),
    "Contradicts": ("contradicts",),
    "Does not confirm": ("does not confirm",),
}
"""Groups in their order; a report that repeats another stands below it."""

STEP = 15
"""How far a report that repeats another is set in."""


class Report(NamedTuple):
    """A row of the table.

    :param values: the ends of its number, none if it gives none
    :param words: its number in words
    """

    id: str
    who: str
    relation: str
    of: str
    values: tuple[int, ...]
    words: str
    note: str

    @property
    def is_open(self) -> bool:
        """Whether its number is only the least."""
        return self.words.startswith(("at least", "more than"))


def reports(event: str) -> dict[str, Report]:
    """Return the reports of an event by their ids."""
    rows = (row for row in table("repatriation-reports") if row["event"] == event)
    return {row["id"]: _report(row) for row in rows}


def _report(row: dict[str, str]) -> Report:
    ends = [int(row[name]) for name in ("low", "high") if row[name]]
    values = tuple(sorted(set(ends)))
    number = "–".join(map(str, values))
    plain = row["word"] in ("number", "range")
    words = number if plain else f"{row['word']} {number}" if number else f"“{row['word']}”"
    who = row["observer"]
    return Report(
        row["id"], who[0].upper() + who[1:], row["relation"], row["of"], values, words, row["note"]
    )


def grouped(found: dict[str, Report]) -> Iterator[tuple[str, list[tuple[Report, bool]]]]:
    """Yield each group with its reports, and whether each repeats the one it stands below."""
    for name, relations in GROUPS.items():
        rows: list[tuple[Report, bool]] = []
        for report in found.values():
            if report.relation in relations:
                rows.append((report, False))
                rows += [
                    (other, True)
                    for other in found.values()
                    if other.relation == "repeats" and other.of == report.id
                ]
        if rows:
            yield name, rows


class Scale(NamedTuple):
    """The axis of numbers, from 0 to *most*."""

    left: float
    right: float
    most: int

    def at(self, value: float) -> float:
        """Return where a number is."""
        return self.left + (self.right - self.left) * value / self.most


def draw_reports(sheet: Sheet, event: str, ticks: range, most: int) -> None:
    """Draw the reports of an event, one below the other, beside an axis with *ticks*.

    On a phone the mark of a report stands below its words.

    :param most: where the axis ends
    """
    left = EDGE + 8 if sheet.narrow else 276
    scale = Scale(left, sheet.right - 100, most)
    found = reports(event)
    for tick in ticks:
        sheet.text(scale.at(tick), 29, str(tick), size=SMALL, anchor="middle", fill=MUTED)
    sheet.text(scale.left, 12, "People", size=SMALL, fill=MUTED)
    sheet.y = 34
    lines = len(sheet.parts)
    for name, rows in grouped(found):
        _head(sheet, name)
        above = 0.0
        for report, repeats in rows:
            start = above if repeats else None
            _row(sheet, report, scale, found, start)
            above = above if repeats else sheet.y
    if not sheet.narrow:
        grid = Sheet(sheet.width)
        for tick in ticks:
            grid.line(scale.at(tick), 34, scale.at(tick), sheet.y, stroke=RULE)
        sheet.parts[lines:lines] = grid.parts
    sheet.y += 2


def _head(sheet: Sheet, name: str) -> None:
    sheet.y += 6
    sheet.rule(sheet.y)
    colour = RELATIONS[GROUPS[name][0]]
    width = (sheet.right if sheet.narrow else 260) - EDGE
    sheet.box(EDGE, sheet.y + 1, width, 18, fill=GROUND, stroke="none", radius=0)
    sheet.y = sheet.lines(EDGE, sheet.y + 2, name, width, size=SMALL, fill=colour)


def _row(
    sheet: Sheet, report: Report, scale: Scale, found: dict[str, Report], above: float | None
) -> None:
    """Draw a report.

    :param above: where the report ends which it repeats, None if it repeats none
    """
    top = sheet.y + 5
    x = EDGE + (0 if above is None else STEP)
    width = (sheet.right if sheet.narrow else 262) - x
    note = _note(report, found)
    end = top + height(report.who, width, bold=True)
    end += height(note, width, sheet.size(SMALL)) if note else 0
    middle = top + 10
    if sheet.narrow:
        end += 20
        middle = end - 9
    with sheet.link(f"repatriation-reports#row-{report.id}", _said(report, found)):
        sheet.ground(EDGE, top, sheet.right - EDGE, end - top)
        below = sheet.lines(x, top, report.who, width, bold=True)
        if note:
            sheet.lines(x, below, note, width, size=SMALL, fill=MUTED)
        _value(sheet, report, scale, middle)
    if above is not None:
        y = top + 9
        sheet.add(
            "path", d=f"M{EDGE + 4} {above + 2:g}V{y:g}H{x - 3:g}", fill="none", stroke=MUTED,
            stroke_width=1.4,
        )  # fmt: skip
    sheet.y = end


def _value(sheet: Sheet, report: Report, scale: Scale, y: float) -> None:
    """Draw the number of a report on the axis, or its words where it gives none."""
    colour = RELATIONS[report.relation]
    hollow = report.relation == "repeats"
    if not report.values:
        sheet.label(scale.left + 6, y + 4, f"{report.words}, no number", size=PLAIN)
        return
    if sheet.narrow:
        sheet.line(scale.left, y, scale.right, y, stroke=RULE)
    places = [scale.at(value) for value in report.values]
    if len(places) > 1:
        sheet.line(places[0], y, places[-1], y, stroke=colour, width=4)
    for x in places:
        sheet.dot(x, y, 5.2, fill=GROUND if hollow else colour, stroke=colour)
    x = places[-1] + 11
    if report.is_open:
        sheet.add(
            "path", d=f"M{x - 4:g} {y:g}h16m-5 -4l5 4l-5 4", fill="none", stroke=colour,
            stroke_width=1.6,
        )  # fmt: skip
        x += 17
    sheet.label(x, y + 4, report.words, size=PLAIN)


def _note(report: Report, found: dict[str, Report]) -> str:
    """Return the note of a report, after whom it refers to if that is not the first one."""
    first = next(iter(found))
    if report.of in ("", first) or report.relation == "repeats":
        return report.note
    return f"It {_relation(report, found)}. {report.note}".strip()


def _relation(report: Report, found: dict[str, Report]) -> str:
    return f"{VERBS[report.relation]} {found[report.of].who}"


def _said(report: Report, found: dict[str, Report]) -> str:
    """Return a report in words."""
    number = report.words if report.values else f"{report.words}, no number"
    relation = f"; {_relation(report, found)}" if report.of else ""
    return f"{report.who}: {number}{relation}. {report.note}".strip()
