"""Print what a page says beside the notes that its citations reach, and what limits each note.

It takes pages, folders of pages, or ``all``.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_evidence.claims.audit_model import ENTRY

from ..build import FRESH, built_site
from .items import notes_of, read_items, read_notes
from .printing import note_lines

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable, Iterator, Mapping

    from ..paths import Paths
    from .items import Item, NoteRow

WARNINGS = (
    *("one source", "unnamed", "as of", "provisional", "incomplete", "does not name", "mixed"),
    "before 2017",
)
"""Words in a caveat that most often belong in the sentence too."""

_WARNING = re.compile(rf"\b(?:{'|'.join(WARNINGS)})\b", re.IGNORECASE)


def warning_words(caveat: str) -> list[str]:
    """Return the :data:`WARNINGS` that a caveat holds, each once, in the order of its text."""
    return list(dict.fromkeys(match.lower() for match in _WARNING.findall(caveat)))


def chosen(items: Iterable[Item], pages: Iterable[str]) -> list[Item]:
    """Return the passages of some pages.

    :param pages: names or files of pages, such as ``part/page`` or ``part/page.md``, folders of
        pages, or ``all``
    """
    names = [page.removesuffix(".md").rstrip("/") for page in pages]
    return [
        item
        for item in items
        if item.kind != ENTRY
        and any(name == "all" or f"{item.page}/".startswith(f"{name}/") for name in names)
    ]


def caveat_lines(item: Item, notes: Mapping[str, NoteRow], only: str = "") -> Iterator[str]:
    """Yield a passage and, below each of its citations, the notes with their caveats.

    :param only: leave out notes whose caveat has another answer, and passages without any
    """
    found = [
        (place, [note for note in reached if _answers(note, only)])
        for place, reached in notes_of(item, notes)
    ]
    if only and not any(reached for _place, reached in found):
        return
    standing = f"  [{item.standing}]" if item.standing else ""
    yield f"{item.place}  {item.kind}{standing}"
    yield f"  {item.marked or item.text}"
    yield from (f"  {part}: {text}" for part, text in item.asides)
    for number, (place, reached) in enumerate(found, 1):
        if only and not reached:
            continue
        yield f"  [{number}] {place}"
        for note in reached:
            words = ", ".join(warning_words(note["caveat"]))
            yield from (f"      {line}" for line in note_lines(note))
            if words:
                yield f"        !! {words}"
    yield ""


def _answers(note: NoteRow, only: str) -> bool:
    answer = note.get("answer") or ""
    return not only or (bool(note["caveat"]) and answer.partition(":")[0] == only)


def add_options(parser: ArgumentParser) -> None:
    """Add what may be typed."""
    parser.add_argument("pages", nargs="+", metavar="PAGE", help="a page, a folder, or all")
    answers, words = ("sentence", "shown", "waived"), "only caveats with this answer"
    parser.add_argument("--only", choices=answers, default="", help=words)
    words = "a built book; without it the book is built"
    parser.add_argument("--site", type=Path, metavar="FOLDER", help=words)


def run(paths: Paths, options: Namespace) -> int:
    """Print what was asked for; return 1 if no page of that name has a passage."""
    site = built_site(paths, options.site, FRESH)
    names = [page.removeprefix(f"{paths.source}/") for page in options.pages]
    items = chosen(read_items(site), names)
    if not items:
        print(f"no such page cites anything: {', '.join(options.pages)}", file=sys.stderr)
        return 1
    notes = read_notes(paths.notes)
    for item in items:
        for line in caveat_lines(item, notes, options.only):
            print(line)
    return 0
