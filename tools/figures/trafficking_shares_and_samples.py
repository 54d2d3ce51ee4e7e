"""Published shares of people trafficked, beside how many people each was drawn from."""

from __future__ import annotations

from dataclasses import dataclass

from .house import EDGE, GROUND, HARM, INK, MUTED, RULE, SMALL, Sheet, table


@dataclass(frozen=True)
class Share:
    """A published share.

    :param year: of publication, empty if it is not known
    :param words: who is counted, and as what
    :param low: in per cent, and *high*; None at an end that is open
    :param row: its row in the dataset, empty if it has none
    :param asked: how many people were asked, 0 if that is not stated
    """

    year: str
    words: str
    low: float | None
    high: float | None
    asked: int = 0
    row: str = ""


def shares() -> list[Share]:
    """Return the shares; those of the dataset by its rows, the others from notes on the works."""
    data = {row["id"]: row for row in table("trafficking-figures")}

    def of(row: str, words: str, asked: int = 0) -> Share:
        low, high = data[row]["low"], data[row]["high"]
        return Share(
            data[row]["start"][:4],
            words,
            float(low) if low else None,
            float(high) if high else None,
            asked,
            row,
        )

    return [
        Share("2011", "Women and men asked in China that year: trafficked", 51, 51, 126),
        of("t18", "47 women, 11 men asked in South Korea: marriage, sex or labour", 58),
        of("t42", "People asked in South Korea who had come through China: trafficked there", 200),
        of("t21", "Women, after rescuers: sex trade, forced marriage included"),
        of(
            "t13",
            "That autumn, of an estimated 28,472 people in three northern provinces: women "
            "sold as wives or for sex",
        ),
        Share("2005", "Refugees, above all women and children", 80, 90),
        Share("2005", "People who cross in a year", 30, 50),
        of("t14", "Women: marriage, sex or labour"),
        of("t15", "Women, by one aid worker"),
        of("t16", "Women; into what is not said"),
        Share("2023", "Women: sex trade", 70, 80),
    ]


SHARES = "#much-quoted-shares"
"""The section on the shares that have no row."""


def draw(sheet: Sheet) -> None:
    """Draw one row a share: a mark on a line of 0 to 100 per cent, and a dot for each one asked."""
    left = EDGE if sheet.narrow else 262
    right = 205 if sheet.narrow else 432
    people = right + (26 if sheet.narrow else 32)
    room = sheet.right - people
    words_room = sheet.right - EDGE - 44 if sheet.narrow else left - EDGE - 54
    sheet.y = 15
    for per_cent in (0, 50, 100):
        x = left + (right - left) * per_cent / 100
        anchor = "start" if sheet.narrow and not per_cent else "middle"
        sheet.text(x, sheet.y, f"{per_cent}%", size=SMALL, anchor=anchor, fill=MUTED)
    sheet.text(people, sheet.y, "People asked", size=SMALL, fill=MUTED)
    sheet.y += 6
    sheet.rule(sheet.y, strong=True)
    for share in shares():
        top = sheet.y + 5
        sheet.text(EDGE, top + 14, share.year, bold=True)
        end = sheet.lines(EDGE + 44, top, share.words, words_room, size=SMALL)
        middle = end + 10 if sheet.narrow else top + 10
        target = f"trafficking-figures#row-{share.row}" if share.row else SHARES
        with sheet.link(target, f"{_name(share)}: {share.words}"):
            low = _bar(sheet, share, left, right, middle)
        ends = _people(sheet, share, people, middle - 7, room)
        sheet.y = max(end, middle + 8, ends, low) + 5
        sheet.rule(sheet.y)
    sheet.y += 4


def _bar(sheet: Sheet, share: Share, left: float, right: float, y: float) -> float:
    def at(per_cent: float) -> float:
        return left + (right - left) * per_cent / 100

    sheet.line(left, y, right, y, stroke=RULE, width=1.4)
    known = bool(share.asked)
    low, high = share.low, share.high
    if low is not None and high is not None and low != high:
        sheet.line(at(low), y, at(high), y, stroke=HARM, width=2.4)
    for value in {low, high} - {None}:
        assert value is not None
        sheet.dot(at(value), y, 4.5, fill=HARM if known else GROUND, stroke=HARM)
    if high is None and low is not None:
        sheet.line(at(low) + 4.5, y, right, y, stroke=HARM, width=2.4)
    name = _name(share)
    far = at(high if high is not None else 100 if low is None else low)
    if at(low or 0) - left > 62:
        sheet.label(at(low or 0) - 10, y + 4, name, anchor="end")
    else:
        sheet.label(far + 10, y + 4, name)
    return y + 8


def _name(share: Share) -> str:
    if share.high is None:
        return f"over {share.low:g}%"
    if share.low == share.high:
        return f"{share.low:g}%"
    return f"{share.low:g}–{share.high:g}%"


def _people(sheet: Sheet, share: Share, x: float, top: float, room: float) -> float:
    """Draw a dot for each person asked, ten to a column's height of three."""
    if not share.asked:
        sheet.text(x, top + 11, "not stated", size=SMALL, italic=True, fill=MUTED)
        return top + 14
    sheet.text(x, top + 11, str(share.asked), size=SMALL, bold=True)
    step, start = 4.6, x + 36
    per_row = int((room - (start - x)) // step)
    sheet.crowd(start + 2, top + 4, range(share.asked), per_row, step, colour=INK)
    return top + 4 + (share.asked // per_row + 1) * step
