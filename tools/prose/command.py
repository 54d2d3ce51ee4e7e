"""Print what an author should read once more.

It prints forms that no editor would let stand, how often a chapter infers and says *known*, and
findings that are said twice. It stops nothing: what a chapter is worth, readers say.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .forms import forbidden_forms, known_count
from .reading import read_chapter
from .repeats import said_in, said_twice

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable, Iterator

    from ..paths import Paths
    from .model import Chapter


def chapters_in(paths: Iterable[Path]) -> Iterator[Chapter]:
    """Yield the chapters of files and folders: the pages that list their own claims."""
    for path in paths:
        files = sorted(path.rglob("*.md")) if path.is_dir() else [path]
        for file in files:
            text = file.read_text("utf-8")
            if file.stem != "index" and "-in-brief)=" in text and ":here:" in text:
                yield read_chapter(str(file), text)


def counts(chapter: Chapter) -> str:
    """Return the figures of a chapter in one line."""
    words = sum(len(passage.text.split()) for passage in chapter.text)
    return (
        f"{words:5} words  {chapter.inferences:3} ◇ ({chapter.opening} at the head of a paragraph, "
        f"{chapter.alone} alone)  {known_count(chapter):2} known  {chapter.name}"
    )


def remarks_on(paths: Iterable[Path]) -> Iterator[str]:
    """Yield each sentence of files and folders that has a forbidden form, with its cure."""
    for chapter in chapters_in(paths):
        for remark in forbidden_forms(chapter):
            yield f"{remark.sentence} ({remark.text})"


def add_options(parser: ArgumentParser) -> None:
    """Add what may be typed."""
    words = "chapters, or folders with some; default: all"
    parser.add_argument("pages", nargs="*", type=Path, metavar="PAGE", help=words)


def run(paths: Paths, options: Namespace) -> int:
    """Print the report; return 0."""
    chapters = list(chapters_in(options.pages or [paths.text]))
    for chapter in chapters:
        print(counts(chapter))
    for chapter in chapters:
        for remark in forbidden_forms(chapter):
            print(f"{chapter.name}:{remark.line}: {remark.text}\n    {remark.sentence}")
    for one, other in said_twice(said_in(chapters)):
        print(f"{other.page}:{other.line}: said in {one.page}:{one.line} too\n    {other.text}")
    return 0
