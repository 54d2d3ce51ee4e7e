"""The manifest of a frozen edition: every file with its size and checksum."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sphinx_evidence.core.files import files_below
from sphinx_evidence.core.text import visible
from sphinx_evidence.permalinks.register import EDITION

from ..errors import ToolError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sphinx_evidence.site.edition_records import Record

NAME = "manifest.json"
"""Name of the file, at the top of the folder of an edition; it does not list itself."""

VERSION = 1
"""Version of the format: increase it when a field changes its name or meaning."""


def file_data(files: Mapping[str, Path]) -> dict[str, dict[str, Any]]:
    """Return size in bytes and SHA-256 of every file by its path, but the manifest."""
    return {
        name: {
            "sha256": sha256(path.read_bytes()).hexdigest(),
            "size": path.stat().st_size,
        }
        for name, path in files.items()
        if name != NAME
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
        "files": file_data(files_below(folder)[0]),
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def read_manifest(folder: Path) -> tuple[str, dict[str, Any]]:
    """Return the version of a frozen edition, and what its manifest lists, by path.

    :raises ToolError: if there is no manifest that can be read
    :raises OSError: if the file cannot be read
    """
    path = folder / NAME
    shown = visible(str(path))
    if path.is_symlink() or not path.is_file():
        message = f"{shown} is no file: give the folder of an edition, such as editions/2026.1"
        raise ToolError(message)
    broken = f"{shown} is no manifest of an edition: get the edition again"
    try:
        data = json.loads(path.read_text("utf-8"))
        known, version, listed = data["format"], data["version"], data["files"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ToolError(broken) from error
    if known != VERSION:
        raise ToolError(f"{shown} has format {known!r}, and this program knows {VERSION}")
    if not (isinstance(version, str) and EDITION.fullmatch(version) and isinstance(listed, dict)):
        raise ToolError(broken)
    return version, listed


def verify(folder: Path) -> tuple[str, int, list[str]]:
    """Return version and number of files of a frozen edition, and what is wrong with it.

    That is each file that differs from the manifest, and whatever else lies there.

    :raises ToolError: if there is no manifest that can be read
    :raises OSError: if a file cannot be read
    """
    version, listed = read_manifest(folder)
    files, others = files_below(folder)
    wrong = _differences(listed, file_data(files))
    wrong |= {name: "is neither a file nor a folder" for name in others}
    return version, len(listed), [f"{visible(name)}: {wrong[name]}" for name in sorted(wrong)]


def _differences(listed: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, str]:
    """Return what is wrong with files, by path."""
    wrong = {name: "is missing" for name in listed if name not in found}
    for name, data in found.items():
        if name not in listed:
            wrong[name] = "is not in the manifest"
        elif data != listed[name]:
            wrong[name] = "has changed"
    return wrong
