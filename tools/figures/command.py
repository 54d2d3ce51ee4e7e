"""Draw the diagrams of the book again, or those that are named."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from .house import NARROW, WIDE, Sheet

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from ..paths import Paths


def drawings() -> Iterator[tuple[str, str]]:
    """Yield name and content of each file."""
    for module in iter_modules([str(Path(__file__).parent)]):
        if module.name not in ("house", "command", "borders", "lanes", "reports"):
            program = import_module(f"{__package__}.{module.name}")
            for width, suffix in ((WIDE, ""), (NARROW, "-narrow")):
                sheet = Sheet(width)
                program.draw(sheet)
                yield f"{module.name.replace('_', '-')}{suffix}.svg", sheet.svg()


def add_options(parser: ArgumentParser) -> None:
    """Add what may be typed."""
    parser.add_argument("names", nargs="*", metavar="NAME", help="draw those that begin so")


def run(paths: Paths, options: Namespace) -> int:
    """Write the files; return 0."""
    target = paths.text / "figures"
    target.mkdir(exist_ok=True)
    for name, content in drawings():
        if not options.names or any(name.startswith(start) for start in options.names):
            (target / name).write_text(content, "utf-8")
    return 0
