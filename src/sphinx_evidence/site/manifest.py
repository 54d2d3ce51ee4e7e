"""What a site holds, kept from one build to the next beside the pickled pages. No Sphinx here."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Manifest:
    """What builds have written into one folder.

    :param files: paths of files from the top of the site, with slashes
    :param pages: digest of what each page was made of, by the name of the page
    """

    files: frozenset[str] = frozenset()
    pages: Mapping[str, str] = field(default_factory=dict)


def read_manifest(path: Path) -> Manifest:
    """Return what was kept; a missing or broken file is as good as an empty one."""
    with suppress(FileNotFoundError, ValueError, KeyError, TypeError):
        data = json.loads(path.read_text("utf-8"))
        return Manifest(frozenset(data["files"]), data["pages"])
    return Manifest()


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Keep it for the next build."""
    data = {"files": sorted(manifest.files), "pages": dict(sorted(manifest.pages.items()))}
    path.write_text(json.dumps(data), "utf-8")


def put(path: Path, data: bytes) -> None:
    """Have a file with these bytes; leave an equal one alone."""
    try:
        if path.read_bytes() == data:
            return
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def remove(site: Path, files: Iterable[str]) -> None:
    """Delete files of a site, and the folders that are empty then."""
    for name in files:
        path = site / name
        path.unlink(missing_ok=True)
        with suppress(OSError):  # not empty, or gone already
            for folder in path.parents:
                if folder == site:
                    break
                folder.rmdir()
