"""The manifest of a frozen edition: every file with its size and checksum."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .model import Record

NAME = "manifest.json"
"""Name of the file, at the top of the folder of an edition; it does not list itself."""

VERSION = 1
"""Version of the format: increase it when a field changes its name or meaning."""


class ManifestError(Exception):
    """There is no manifest, or it cannot be read; the message is for the user."""


def file_data(folder: Path) -> dict[str, dict[str, Any]]:
    """Return size in bytes and SHA-256 of every file of a folder by its path, but the manifest."""
    paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    return {
        name: {
            "sha256": sha256(paths[name].read_bytes()).hexdigest(),
            "size": paths[name].stat().st_size,
        }
        for name in sorted(paths)
        if paths[name].is_file() and name != NAME
    }


def to_json(folder: Path, record: Record, commit: str) -> str:
    """Return the manifest of an edition in a folder.

    :param commit: id of the commit it was made from, empty if that is not known
    """
    data = {
        "format": VERSION,
        "version": record.version,
        "date": record.date,
        "identifier": record.identifier or None,
        "commit": commit or None,
        "files": file_data(folder),
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def verify(folder: Path) -> tuple[str, int, list[str]]:
    """Return version and number of files of a frozen edition, and each file that differs.

    :raises ManifestError: if there is no manifest that can be read
    :raises OSError: if a file cannot be read
    """
    path = folder / NAME
    try:
        data = json.loads(path.read_text("utf-8"))
        listed, version = dict(data["files"]), str(data["version"])
        is_known = data["format"] == VERSION
    except FileNotFoundError as error:
        message = f"{path} does not exist: give the folder of an edition, such as editions/2026.1"
        raise ManifestError(message) from error
    except (ValueError, KeyError, TypeError) as error:
        message = f"{path} is no manifest of an edition: get the edition again"
        raise ManifestError(message) from error
    if not is_known:
        message = f"{path} has format {data['format']!r}, and this program knows {VERSION}"
        raise ManifestError(message)
    return version, len(listed), list(_differences(listed, file_data(folder)))


def _differences(listed: dict[str, Any], found: dict[str, dict[str, Any]]) -> Iterator[str]:
    for name in sorted(listed.keys() | found.keys()):
        if name not in found:
            yield f"{name}: is missing"
        elif name not in listed:
            yield f"{name}: is not in the manifest"
        elif listed[name] != found[name]:
            yield f"{name}: has changed"
