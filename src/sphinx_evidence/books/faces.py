"""The faces of the theme, for books."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "theme" / "evidence" / "static" / "faces"


@cache
def faces() -> dict[str, bytes]:
    """Return the files of the faces, with their licence, by their path in a volume."""
    return {
        f"faces/{path.name}": path.read_bytes()
        for path in sorted(FOLDER.iterdir())
        if path.suffix in (".woff2", ".txt")
    }
