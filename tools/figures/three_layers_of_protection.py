"""The three layers of the rule against return: what each covers, and what China says of it."""

from __future__ import annotations

from typing import NamedTuple

from .house import EDGE, ESTABLISHED, HARM, MUTED, PLAIN, SMALL, Sheet

HEADS = ("Covers", "Exception", "China")


class Layer(NamedTuple):
    """A layer.

    :param target: the claim or the section on it
    :param reach: the length of its bar, as a share; it stands for an order, not for numbers
    :param cells: as in :data:`HEADS`
    """

    name: str
    target: str
    binds: str
    reach: float
    cells: tuple[str, str, str]


LAYERS = (
    Layer(
        "Refugee Convention, article 33",
        "#who-counts-as-a-refugee",
        "binds China since 1982",
        0.4,
        (
            "Refugees: people who fear persecution for one of five reasons",
            "For a refugee who counts as a danger",
            "Not sufficient grounds to call these people refugees",
        ),
    ),
    Layer(
        "Convention against Torture, article 3",
        "#torture-convention-protects-everyone",
        "binds China since 1988",
        0.7,
        (
            "Anyone in danger of torture, refugee or not",
            "None",
            "At present no clear evidence of torture, so it cannot be applied",
        ),
    ),
    Layer(
        "Custom",
        "#peremptory-rank-of-non-return-argued",
        "binds states without a treaty",
        1,
        (
            "Everyone, whatever their status, say UN experts",
            "Not settled whether it can be set aside",
            "Nothing on custom found; keeps such norms already, two accounts say",
        ),
    ),
)


def draw(sheet: Sheet) -> None:
    """Draw a bar for each layer, each longer than the one above it, with what it holds below."""
    room = sheet.right - EDGE
    for number, layer in enumerate(LAYERS, 1):
        sheet.box(
            EDGE, sheet.y + 4, room * layer.reach, 9, fill=ESTABLISHED, stroke=ESTABLISHED, radius=0
        )
        if number > 1:
            before = LAYERS[number - 2].reach * room
            middle = EDGE + (before + layer.reach * room) / 2
            sheet.arrow(middle, sheet.y - 22, sheet.y + 3, dash="3 2")
        sheet.y += 15
        top = sheet.y
        with sheet.link(layer.target, f"{layer.name}: {layer.binds}"):
            _layer(sheet, number, layer, room)
            sheet.ground(EDGE, top - 12, room, sheet.y - top + 14)
        sheet.y += 8
        if number < len(LAYERS):
            sheet.y += 8
            right = EDGE + (layer.reach + LAYERS[number].reach) / 2 * room - 8
            sheet.text(
                right, sheet.y + 6, "whom this one misses", size=SMALL, italic=True,
                anchor="end", fill=HARM,
            )  # fmt: skip
            sheet.y += 16


def _layer(sheet: Sheet, number: int, layer: Layer, room: float) -> None:
    name = f"{number}  {layer.name}"
    if sheet.narrow:
        sheet.y = sheet.lines(EDGE, sheet.y, name, room, bold=True)
        sheet.y = sheet.lines(EDGE + 15, sheet.y, layer.binds, room, size=SMALL)
    else:
        sheet.y = sheet.lines(EDGE, sheet.y, f"{name}: {layer.binds}", room, bold=True)
    (_list if sheet.narrow else _columns)(sheet, layer)


def _columns(sheet: Sheet, layer: Layer) -> None:
    left = EDGE + 15
    room = (sheet.right - left) / len(HEADS)
    ends = []
    for number, (head, cell) in enumerate(zip(HEADS, layer.cells, strict=True)):
        x = left + number * room
        sheet.text(x, sheet.y + SMALL + 1, head, size=SMALL, fill=MUTED)
        ends.append(sheet.lines(x, sheet.y + PLAIN + 2, cell, room - 14, size=SMALL))
    sheet.y = max(ends)


def _list(sheet: Sheet, layer: Layer) -> None:
    left = EDGE + 15
    for head, cell in zip(HEADS, layer.cells, strict=True):
        sheet.text(left, sheet.y + SMALL + 2, head, size=SMALL, fill=MUTED)
        sheet.y = sheet.lines(left + 68, sheet.y + 1, cell, sheet.right - left - 68, size=SMALL)
