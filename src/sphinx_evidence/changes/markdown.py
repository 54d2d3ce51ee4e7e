"""The report on a change, as Markdown."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .compare import GRADES, new_without_place, pairs, paragraph_pairs, word_diff

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .compare import Book, Row

NOTE_COLUMNS = ("label", "locator", "says", "caveat", "observer", "basis")
"""The columns of a note whose change is told."""

LONGEST = 12
"""Most lines of one list of the report; the rest is counted."""


def report(old: Book, new: Book, warnings: Sequence[str] = ()) -> str:
    """Return the report on the change from one book to another.

    :param warnings: the warnings of the build of the new book
    """
    blocks = [
        ("Warnings of the build", [f"`{line}`" for line in warnings]),
        ("Claims", list(_claims(old, new))),
        ("Ids at risk", list(_ids(old, new))),
        ("Works", list(_works(old, new))),
        ("Notes", list(_notes(old, new))),
        ("New citations without a place", list(_placeless(old, new))),
        ("Paragraphs", list(_paragraphs(old, new))),
        ("Pages to look at", list(_pages(old, new))),
    ]
    shown = [(title, lines) for title, lines in blocks if lines]
    if not shown:
        return "# What this change does\n\nNothing that a reader would see in text or sources.\n"
    summary = ", ".join(f"{title.lower()}: {len(lines)}" for title, lines in shown)
    parts = ["# What this change does", f"{summary[0].upper()}{summary[1:]}."]
    for title, lines in shown:
        items = [f"- {line}" for line in lines[:LONGEST]]
        if len(lines) > LONGEST:
            items.append(f"- … and {len(lines) - LONGEST} more")
        parts.append(f"## {title}\n\n" + "\n".join(items))
    return "\n\n".join(parts) + "\n"


def _grade(claim: Row) -> str:
    return ", ".join(claim[name] for name in GRADES if claim[name]) or "no grade"


def _claims(old: Book, new: Book) -> Iterator[str]:
    found = pairs(old["claims"], new["claims"], "text", "kind", *GRADES)
    for row in found.removed:
        yield f"**withdrawn** `{row['id']}`: {row['text']}"
    for before, after in found.changed:
        if _grade(before) != _grade(after):
            yield f"**regraded** `{after['id']}`: {_grade(before)} → {_grade(after)}"
        if before["text"] != after["text"]:
            yield f"**changed** `{after['id']}`: {word_diff(before['text'], after['text'])}"
        if before["kind"] != after["kind"]:
            yield f"**another kind** `{after['id']}`: {before['kind']} → {after['kind']}"
    for row in found.added:
        yield f"**added** `{row['id']}` ({row['kind']}; {_grade(row)}): {row['text']}"


def _ids(old: Book, new: Book) -> Iterator[str]:
    now = {*new["sections"], *new["claims"]}
    for kind in ("sections", "claims"):
        for key in sorted(old[kind].keys() - now):
            yield f"`{key}` ({kind[:-1]}) is gone: `permalinks.csv` must say what became of it"


def _works(old: Book, new: Book) -> Iterator[str]:
    found = pairs(old["works"], new["works"], "title", "issued", "tier", "publisher", "status")
    for row in found.added:
        copies = [copy for copy in new["copies"].values() if copy["work"] == row["key"]]
        read = "; ".join(f"{copy['kind']}: {copy['read'] or 'nothing'}" for copy in copies)
        how = read or "known only from others"
        yield f"**added** `{row['key']}`, {row['label']}, *{row['title']}* ({row['tier']}; {how})"
    for row in found.removed:
        yield f"**removed** `{row['key']}`, {row['label']}, *{row['title']}*"
    for _, after in found.changed:
        yield f"**changed** `{after['key']}`, {after['label']}"


def _notes(old: Book, new: Book) -> Iterator[str]:
    found = pairs(old["notes"], new["notes"], *NOTE_COLUMNS)
    for row in found.added:
        place = f" {row['label']} {row['locator']}" if row["locator"] else ""
        yield f"**added** `{row['id']}` on `{row['work']}`{place}: {row['says']}"
    for row in found.removed:
        yield f"**removed** `{row['id']}` on `{row['work']}`: {row['says']}"
    for before, after in found.changed:
        words = [
            f"{name}: {word_diff(before[name], after[name])}"
            for name in NOTE_COLUMNS
            if before[name] != after[name]
        ]
        yield f"**changed** `{after['id']}`, {'; '.join(words)}"


def _placeless(old: Book, new: Book) -> Iterator[str]:
    for row in new_without_place(old, new):
        yield f"`{row['work']}` on {row['page']}"


def _paragraphs(old: Book, new: Book) -> Iterator[str]:
    found = paragraph_pairs(old["paragraphs"], new["paragraphs"])
    for before, after in found.changed:
        yield f"{_where(after)}: {word_diff(before['text'], after['text'])}"
    for row in found.added:
        yield f"{_where(row)} **added**: {row['text']}"
    for row in found.removed:
        yield f"{_where(row)} **removed**: {row['text']}"


def _where(row: Row) -> str:
    return f"{row['page']} ¶ {row['number']}"


def _pages(old: Book, new: Book) -> Iterator[str]:
    """Yield the pages with the most changes first."""
    count = Counter[str]()
    found = paragraph_pairs(old["paragraphs"], new["paragraphs"])
    count.update(row["page"] for row in (*found.added, *found.removed))
    count.update(after["page"] for _, after in found.changed)
    claims = pairs(old["claims"], new["claims"], "text", *GRADES)
    count.update(row["page"] for row in (*claims.added, *claims.removed))
    count.update(after["page"] for _, after in claims.changed)
    for page, number in count.most_common():
        yield f"`{page}.html` ({number})"
