"""The report on a change, as Markdown for a pull request: what to decide first, details folded."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from .compare import (
    ABOUT,
    GRADES,
    ROWS,
    cell_diff,
    escape,
    new_without_place,
    pairs,
    paragraph_pairs,
    word_diff,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from .compare import Book, Pairs, Row

NOTE_COLUMNS = ("label", "locator", "says", "caveat", "observer", "basis")
"""The columns of a note whose change is told."""

WORK_COLUMNS = ("title", "issued", "tier", "publisher", "status")
"""The columns of a work whose change is told."""

BOLD = "**"

OPEN = 8
"""Most lines of a list that is not folded."""

ROOM = 8_000
"""Most characters of a list; the rest is counted."""

MOST = 60_000
"""Most characters of a report, so that it fits into a comment of 65,536."""


@dataclass(frozen=True, slots=True)
class Checks:
    """What was found besides the differences of two books.

    :param warnings: the warnings of the build of the new book
    :param problems: what the checks that need no build find in it
    :param remarks: sentences of the new book that the tool for authors would have read again
    :param pictures: the names of the pages of which pictures were taken
    :param stale: what is translated and has other English now
    """

    warnings: Sequence[str] = ()
    problems: Sequence[str] = ()
    remarks: Sequence[str] = ()
    pictures: Collection[str] = ()
    stale: Sequence[str] = ()


def report(old: Book, new: Book, checks: Checks) -> str:
    """Return the report on the change from one book to another."""
    found = Found.of(old, new)
    first = [
        ("Warnings of the build", [f"`{line}`" for line in checks.warnings]),
        ("Problems that the checks find", [f"`{line}`" for line in checks.problems]),
        ("Ids at risk", list(_ids(old, new))),
        ("Claims", list(_claims(found.claims))),
        ("New citations without a place", list(_placeless(old, new))),
        ("New sentences without a source", list(_unsupported(found.paragraphs))),
        ("Translations that are older than the English now", checks.stale),
        ("Pages to look at", list(_pages(found, checks.pictures))),
    ]
    details = [
        ("Sentences to read once more", [escape(line) for line in checks.remarks]),
        ("Works", list(_told(found.works, partial(_work, old, new), WORK_COLUMNS))),
        ("Notes", list(_told(found.notes, _note, NOTE_COLUMNS))),
        ("Rows of datasets", list(_told(found.rows, _row))),
    ]
    blocks = [_block(title, lines) for title, lines in (*first, *details) if lines]
    blocks += _paragraphs(found.paragraphs, MOST - len("".join(blocks)))
    if not blocks:
        return (
            "# What this change does\n\nNothing that a reader would see in text, data or sources."
            f"\n\n{_results(new, checks)}\n"
        )
    return (
        "\n\n".join(["# What this change does", found.table(), _results(new, checks), *blocks])
        + "\n"
    )


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of each kind that differ."""

    claims: Pairs
    works: Pairs
    notes: Pairs
    rows: Pairs
    paragraphs: Pairs

    @classmethod
    def of(cls, old: Book, new: Book) -> Found:
        """Return what differs between two books."""
        return cls(
            pairs(old["claims"], new["claims"], ("text", "kind", *GRADES)),
            pairs(old["works"], new["works"], WORK_COLUMNS),
            pairs(old["notes"], new["notes"], NOTE_COLUMNS),
            pairs(old[ROWS], new[ROWS]),
            paragraph_pairs(old["paragraphs"], new["paragraphs"]),
        )

    def table(self) -> str:
        """Return how many there are of each kind."""
        regraded = sum(_grade(old) != _grade(new) for old, new in self.claims.changed)
        kinds = {
            "claims": self.claims,
            "works": self.works,
            "notes": self.notes,
            "rows of datasets": self.rows,
            "paragraphs": self.paragraphs,
        }
        lines = ["| | added | changed | removed |", "| --- | ---: | ---: | ---: |"]
        for name, found in kinds.items():
            changed = str(len(found.changed))
            if name == "claims" and regraded:
                changed += f" ({regraded} regraded)"
            lines.append(f"| {name} | {len(found.added)} | {changed} | {len(found.removed)} |")
        return "\n".join(lines)


def _results(new: Book, checks: Checks) -> str:
    """Return in one line what build and checks said, and what is counted and stops nothing."""
    built = _count(len(checks.warnings), "warning")
    problems = _count(len(checks.problems), "problem")
    bare = sum(len(_bare(row)) for row in new["paragraphs"].values())
    counted = f"{_plural(bare, 'sentence')} of the book without source, link or ◇"
    return f"Strict build: {built}. Checks that need no build: {problems}. Counted: {counted}."


def _count(number: int, noun: str) -> str:
    return f"{BOLD}{_plural(number, noun)}{BOLD}" if number else f"no {noun}"


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _block(title: str, lines: Sequence[str]) -> str:
    """Return a list below a heading; a long one is folded, and a very long one is cut."""
    shown = list(_fitting(lines))
    items = [f"- {line}" for line in shown]
    if len(lines) > len(shown):
        items.append(f"- … and {len(lines) - len(shown)} more")
    text = "\n".join(items)
    heading = f"## {title}"
    return f"{heading}\n\n{text}" if len(lines) <= OPEN else f"{heading}\n\n{_fold(lines, text)}"


def _fitting(lines: Iterable[str]) -> Iterator[str]:
    room = ROOM
    for line in lines:
        room -= len(line)
        if room < 0:
            return
        yield line


def _fold(lines: Sequence[str], text: str, name: str = "") -> str:
    summary = f"{name}: {len(lines)}" if name else f"All {len(lines)}"
    return f"<details><summary>{summary}</summary>\n\n{text}\n\n</details>"


def _grade(claim: Row) -> str:
    if claim["evidence"]:
        grade = f"{claim['evidence']} evidence, {claim['agreement']} agreement"
        return f"{grade}: {claim['confidence']} confidence"
    return claim["standing"] or "no grade"


def _claims(found: Pairs) -> Iterator[str]:
    for row in found.removed:
        yield f"**withdrawn** `{row['id']}`: {escape(row['text'])}"
    for before, after in found.changed:
        if _grade(before) != _grade(after):
            yield f"**regraded** `{after['id']}`: {_grade(before)} → {_grade(after)}"
    for before, after in found.changed:
        if before["kind"] != after["kind"]:
            yield f"**another kind** `{after['id']}`: {before['kind']} → {after['kind']}"
        if before["text"] != after["text"]:
            yield f"**changed** `{after['id']}`: {word_diff(before['text'], after['text'])}"
    for row in found.added:
        yield f"**added** `{row['id']}` ({row['kind']}; {_grade(row)}): {escape(row['text'])}"


def _ids(old: Book, new: Book) -> Iterator[str]:
    now = {*new["sections"], *new["claims"]}
    for kind in ("sections", "claims"):
        for key in sorted(old[kind].keys() - now):
            yield f"`{key}` ({kind[:-1]}) is gone: `permalinks.csv` must say what became of it"


def _told(
    found: Pairs, name: Callable[[Row], tuple[str, str]], columns: Sequence[str] = ()
) -> Iterator[str]:
    """Yield what went, what changed in some columns, and what came.

    :param name: returns the name of a row, and what it says
    """
    for row in found.removed:
        yield f"**removed** {': '.join(name(row))}"
    for before, after in found.changed:
        yield f"**changed** {name(after)[0]}, {cell_diff(before, after, columns)}"
    for row in found.added:
        yield f"**added** {': '.join(name(row))}"


def _work(old: Book, new: Book, row: Row) -> tuple[str, str]:
    book = new if row["key"] in new["works"] else old
    copies = [copy for copy in book["copies"].values() if copy["work"] == row["key"]]
    read = "; ".join(f"{copy['kind']}: {copy['read'] or 'nothing'}" for copy in copies)
    title = f"*{escape(row['title'])}* ({row['tier']}; {read or 'known only from others'})"
    return f"`{row['key']}`, {row['label']}", title


def _note(row: Row) -> tuple[str, str]:
    place = f" {row['label']} {row['locator']}" if row["locator"] else ""
    return f"`{row['id']}` on `{row['work']}`{place}", escape(row["says"])


def _row(row: Row) -> tuple[str, str]:
    dataset, key, _page = ABOUT
    named = {name: cell for name, cell in row.items() if cell and name not in (*ABOUT, "id")}
    cells = "; ".join(f"{name} {escape(cell)}" for name, cell in named.items())
    return f"`{row[dataset]}:{row[key]}`", cells


def _placeless(old: Book, new: Book) -> Iterator[str]:
    for row in new_without_place(old, new):
        yield f"`{row['work']}` on {row['page']}"


def _unsupported(found: Pairs) -> Iterator[str]:
    """Yield new sentences that cite nothing, link to nothing and are not marked as the authors'."""
    for before, after in (*((None, row) for row in found.added), *found.changed):
        known = _bare(before) if before else []
        for sentence in _bare(after):
            if sentence not in known:
                yield f"`{after['page']}` ¶ {after['number']}: {escape(sentence)}"


def _bare(paragraph: Row) -> list[str]:
    """Return the sentences of a paragraph without a source; an older book does not tell them."""
    return paragraph.get("unsupported", "").splitlines()


def _paragraphs(found: Pairs, room: int) -> list[str]:
    """Return the paragraphs that differ, page by page, each page folded.

    :param room: the most characters of all of them; the rest is counted
    """
    lines: dict[str, list[str]] = {}
    for before, after in found.changed:
        text = f"¶ {after['number']}: {word_diff(before['text'], after['text'])}"
        lines.setdefault(after["page"], []).append(text)
    for kind, rows in (("added", found.added), ("removed", found.removed)):
        for row in rows:
            text = f"¶ {row['number']} **{kind}**: {escape(row['text'])}"
            lines.setdefault(row["page"], []).append(text)
    if not lines:
        return []
    blocks, left_out = ["## Paragraphs"], 0
    for page, texts in lines.items():
        text = "\n".join(f"- {line}" for line in texts)
        room -= len(text)
        if room < 0:
            left_out += 1
        else:
            blocks.append(_fold(texts, text, f"<code>{page}</code>"))
    if left_out:
        blocks.append(f"… and those of {_plural(left_out, 'more page')}.")
    return blocks


def changed_pages(old: Book, new: Book) -> list[str]:
    """Return the names of the pages that differ, those with the most changes first."""
    return list(_page_counts(Found.of(old, new)))


def _page_counts(found: Found) -> dict[str, int]:
    count = Counter[str]()
    for one in (found.paragraphs, found.claims):
        count.update(row["page"] for row in (*one.added, *one.removed))
        count.update(after["page"] for _, after in one.changed)
    page = ABOUT[-1]
    count.update(row[page] for row in (*found.rows.added, *found.rows.removed))
    count.update(after[page] for _, after in found.rows.changed)
    return dict(count.most_common())


def _pages(found: Found, pictures: Collection[str]) -> Iterator[str]:
    for page, number in _page_counts(found).items():
        shown = ", with pictures" if page in pictures else ""
        yield f"`{page}.html` ({_plural(number, 'change')}{shown})"
