"""Digests of what something was made from, so that it is made again when that changes."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path


def digest(*parts: object) -> str:
    """Return the digest of objects whose ``repr`` shows their content."""
    return sha256(repr(parts).encode()).hexdigest()


def file_digest(path: Path) -> str:
    """Return the digest of the content of a file, empty if it cannot be read."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


@cache
def code_version() -> int:
    """Return a number that changes with the code of this package."""
    package = Path(__file__).parents[1]
    files = sorted(path for path in package.rglob("*.py") if path.is_file())
    parts = [(path.relative_to(package).as_posix(), path.read_bytes()) for path in files]
    return int(digest(*parts)[:15], 16)
