"""What a site holds, kept from one build to the next beside the pickled pages. No Sphinx here."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TextIO

from ..core.files import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

UNFINISHED = ".evidence-unfinished"
"""File at the top of a site that names what a build has begun to write, until the build is done."""


class OutsideError(ValueError):
    """A path of a site would lead out of it."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What builds have written into one folder.

    :param files: paths of files from the top of the site, with slashes
    :param pages: digest of what each page was made of, by the name of the page
    """

    files: frozenset[str] = frozenset()
    pages: Mapping[str, str] = field(default_factory=dict)

    def without(self, unfinished: Mapping[str, str]) -> Manifest:
        """Return what may be believed after a build that was stopped.

        :param unfinished: what :func:`read_unfinished` returned
        """
        pages = {name: made_of for name, made_of in self.pages.items() if name not in unfinished}
        return Manifest(self.files.union(unfinished.values()) - {""}, pages)


def _is_local(name: object) -> bool:
    """Whether something is a path that leads down from the top of a site."""
    if not isinstance(name, str) or "\0" in name:
        return False
    return not any(part in ("", ".", "..") for part in name.split("/"))


def read_manifest(path: Path) -> Manifest:
    """Return what was kept; a missing or broken file is as good as an empty one."""
    with suppress(FileNotFoundError, ValueError, KeyError, TypeError, RecursionError):
        data = json.loads(path.read_text("utf-8"))
        files, pages = data["files"], data["pages"]
        kinds = isinstance(files, list) and isinstance(pages, dict)
        if kinds and all(map(_is_local, files)) and all(isinstance(x, str) for x in pages.values()):
            return Manifest(frozenset(files), pages)
    return Manifest()


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Keep it for the next build."""
    data = {"files": sorted(manifest.files), "pages": dict(sorted(manifest.pages.items()))}
    replace_file(path, json.dumps(data).encode())


class Unfinished:
    """What a build has begun to write; left behind in the site by a build that is stopped.

    :param site: the folder that is built into
    """

    def __init__(self, site: Path) -> None:
        self.path = site / UNFINISHED
        self.noted = read_unfinished(site)
        self._file: TextIO | None = None

    def note(self, key: str, file: str) -> None:
        """Note what is written next, before it is.

        :param key: name of the page, or the path of a file that is no page
        :param file: its path from the top of the site, or nothing if that is not known
        """
        if key not in self.noted:
            if self._file is None:  # each line reaches the file at once
                self._file = self.path.open("a", encoding="utf-8", buffering=1)
            self._file.write(json.dumps([key, file]) + "\n")
            self.noted[key] = file

    def close(self) -> None:
        """Close the file, and leave it where it is."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def forget(self) -> None:
        """Say that all is written."""
        self.close()
        self.path.unlink(missing_ok=True)
        self.noted = {}


def read_unfinished(site: Path) -> dict[str, str]:
    """Return what a build had begun to write when it was stopped: path by name."""
    found: dict[str, str] = {}
    with suppress(FileNotFoundError):
        for line in (site / UNFINISHED).read_text("utf-8", "replace").splitlines():
            with suppress(ValueError, TypeError):
                key, file = json.loads(line)
                if isinstance(key, str) and (file == "" or _is_local(file)):
                    found[key] = file
    return found


def _stays(site: str, name: str) -> bool:
    """Whether no symbolic link on the way to a file leads out of its site."""
    place = site
    for part in name.split("/"):
        place = f"{place}/{part}"
        if os.path.islink(place):
            top = os.path.realpath(site)
            return os.path.commonpath([top, os.path.realpath(f"{site}/{name}")]) == top
    return True


def inside(site: Path, name: str) -> Path:
    """Return where a file of a site is.

    :raises OutsideError: if that is not in the site
    """
    if not _is_local(name) or not _stays(os.fspath(site), name):
        message = (
            f"{name!r} would be a file outside of the site {site}: take out '..', a slash at the"
            " beginning, or the symbolic link that leads there"
        )
        raise OutsideError(message)
    return site / name


def write_if_changed(site: Path, name: str, data: bytes) -> None:
    """Have a file with these bytes in a site; leave an equal one alone.

    :raises OutsideError: if it would not be in the site
    """
    with suppress(OSError, ValueError):
        if _is_local(name) and (site / name).read_bytes() == data:
            return
    path = inside(site, name)  # asks the disk about each folder, so only if something is written
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def delete_files(site: Path, files: Iterable[str]) -> None:
    """Delete files of a site, and the folders that are empty then.

    :raises OutsideError: if one is not in the site; nothing is deleted then
    """
    for path in [inside(site, name) for name in files]:
        with suppress(NotADirectoryError):
            path.unlink(missing_ok=True)
        with suppress(OSError):  # not empty, or gone already
            for folder in path.parents:
                if folder == site:
                    break
                folder.rmdir()
