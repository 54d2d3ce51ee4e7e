"""The manifest: the files and pages of a site, stored between builds among the doctrees."""

from __future__ import annotations

import json
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..core.files import replace_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

UNFINISHED = ".evidence-unfinished"
"""File in the root of a site that lists what a build in progress has begun to write, a file in each
line; an interrupted build leaves it behind."""


class OutsideError(ValueError):
    """A path leads out of the site."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files and pages that builds have written to one folder.

    :param files: paths of files from the root of the site, with slashes
    :param pages: digest of the inputs of each page, by the name of the page
    """

    files: frozenset[str] = frozenset()
    pages: Mapping[str, str] = field(default_factory=dict)


def _is_local(name: object) -> bool:
    """Whether an object is a relative path without ``.`` and ``..``."""
    if not isinstance(name, str) or "\0" in name:
        return False
    return not any(part in ("", ".", "..") for part in name.split("/"))


def read_manifest(path: Path) -> Manifest:
    """Return the stored manifest, or an empty one if the file is missing or broken."""
    with suppress(FileNotFoundError, ValueError, KeyError, TypeError, RecursionError):
        data = json.loads(path.read_text("utf-8"))
        files, pages = frozenset(data["files"]), dict(data["pages"])
        if all(map(_is_local, files)):
            return Manifest(files, pages)
    return Manifest()


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Store the manifest for the next build."""
    data = {"files": sorted(manifest.files), "pages": manifest.pages}
    replace_file(path, json.dumps(data, sort_keys=True).encode())


@contextmanager
def journal(site: Path) -> Iterator[Callable[[str], object]]:
    """Yield a function that lists a file in :data:`UNFINISHED` before it is written."""
    with (site / UNFINISHED).open("a", buffering=1, encoding="utf-8") as begun:
        yield lambda name: begun.write(f"{name}\n")


def recovered(manifest: Manifest, site: Path) -> Manifest:
    """Return a manifest as it is to be believed after an interrupted build: no page is finished.

    What that build has begun to write is among the files, so that it can be deleted.
    """
    with suppress(FileNotFoundError):
        *begun, _cut = (site / UNFINISHED).read_text("utf-8", "replace").split("\n")
        return Manifest(manifest.files.union(filter(_is_local, begun)), {})
    return manifest


def inside(site: Path, name: str) -> Path:
    """Return the path of a file of a site, in which no symbolic link leads out of it.

    :raises OutsideError: if it is outside of the site
    """
    if not _is_local(name):
        message = f"{name!r} would be a file outside of the site {site}: remove '..' or the slash"
        raise OutsideError(message)
    return site / name


def write_if_changed(site: Path, name: str, content: str | bytes) -> None:
    """Write a file of a site unless it already has this content.

    :raises OutsideError: if it would be outside of the site
    """
    path, data = inside(site, name), content.encode() if isinstance(content, str) else content
    with suppress(OSError):
        if path.read_bytes() == data:
            return
    try:
        path.write_bytes(data)
    except FileNotFoundError:
        path.parent.mkdir(parents=True)
        path.write_bytes(data)


def delete_files(site: Path, files: Iterable[str]) -> None:
    """Delete files of a site, and folders that become empty.

    :raises OutsideError: if one is outside of the site; then nothing is deleted
    """
    for path in [inside(site, name) for name in files]:
        with suppress(NotADirectoryError):
            path.unlink(missing_ok=True)
        with suppress(OSError):  # not empty, or gone already
            for folder in path.parents:
                if folder == site:
                    break
                folder.rmdir()
