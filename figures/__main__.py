"""Draw all diagrams, or those that are named: ``python -m figures [NAME …]``."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from .house import NARROW, ROOT, WIDE, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

TARGET = ROOT / "docs" / "figures"


def drawings() -> Iterator[tuple[str, str]]:
    """Yield name and content of each file."""
    for module in iter_modules([str(Path(__file__).parent)]):
        if module.name not in ("house", "__main__", "borders"):
            program = import_module(f"figures.{module.name}")
            for width, suffix in ((WIDE, ""), (NARROW, "-narrow")):
                sheet = Sheet(width)
                program.draw(sheet)
                yield f"{module.name.replace('_', '-')}{suffix}.svg", sheet.svg()


def main() -> None:
    """Write the files."""
    TARGET.mkdir(exist_ok=True)
    for name, content in drawings():
        if not sys.argv[1:] or any(name.startswith(start) for start in sys.argv[1:]):
            (TARGET / name).write_text(content, "utf-8")


if __name__ == "__main__":
    main()
