"""Draw the diagrams of the book again, or those that are named."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from sphinx_evidence.charts.diagram import FOLDER, in_language

from .house import NARROW, WIDE, Sheet
from .words import Words, read_words

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator, Mapping
    from types import ModuleType

    from ..paths import Paths

HELPERS = ("house", "command", "borders", "lanes", "reports", "template", "words")
"""The modules that draw nothing."""


def programs() -> Iterator[tuple[str, ModuleType]]:
    """Yield the name of each diagram, and the module that draws it."""
    for module in iter_modules([str(Path(__file__).parent)]):
        if module.name not in HELPERS:
            name = module.name.replace("_", "-")
            yield name, import_module(f"{__package__}.{module.name}")


def drawn(program: ModuleType, words: Words) -> Iterator[tuple[str, str]]:
    """Yield the end of the name and the content of each file of a diagram."""
    for width, suffix in ((WIDE, ""), (NARROW, "-narrow")):
        sheet = Sheet(width, words=words)
        program.draw(sheet)
        yield f"{suffix}.svg", sheet.svg()


def drawings(languages: Mapping[str, Mapping[str, str]] | None = None) -> Iterator[tuple[str, str]]:
    """Yield name and content of each file, in English and in the languages that have all its words.

    :param languages: what drawings say in each language, by their English
    """
    for name, program in programs():
        for end, content in drawn(program, Words()):
            yield f"{name}{end}", content
        for language, known in (languages or {}).items():
            words = Words(known)
            files = list(drawn(program, words))
            if not words.lacking:
                for end, content in files:
                    yield in_language(Path(f"{name}{end}"), language).name, content


def add_options(parser: ArgumentParser) -> None:
    """Add what may be typed."""
    parser.add_argument("names", nargs="*", metavar="NAME", help="draw those that begin so")


def run(paths: Paths, options: Namespace) -> int:
    """Write the files, and delete those of words that a language has no more; return 0.

    :raises ToolError: if catalogs of their words cannot be read
    """
    target = paths.text / FOLDER
    target.mkdir(exist_ok=True)
    languages = read_words(paths.locales)
    starts = tuple(options.names) or ("",)
    found = {name: content for name, content in drawings(languages) if name.startswith(starts)}
    for name, content in found.items():
        (target / name).write_text(content, "utf-8")
    for old in target.glob("*.*.svg"):
        if old.name.startswith(starts) and old.name not in found:
            old.unlink()
            print(f"{old.name} is deleted, since the catalog lacks some of its words")
    return 0
