"""The packed index, which a build keeps for the next one, since to make and pack it takes long.

It is kept in a file among the doctrees. One that is damaged is as good as none.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any
from zlib import crc32

from ..core.digests import code_version, digest
from ..core.files import replace_file
from .model import TITLES, to_json, to_script

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE = "search-index.json"


@dataclass(frozen=True, slots=True)
class Kept:
    """A packed index.

    :param inputs: digest of what it was made from
    :param digests: of each part by name, the digest of its data and of the code that packs it
    :param scripts: of each part by name, its script
    """

    inputs: str = ""
    digests: dict[str, str] = field(default_factory=dict)
    scripts: dict[str, str] = field(default_factory=dict)


def pack(parts: Mapping[str, Any], inputs: str, last: Kept) -> Kept:
    """Pack an index, except for the parts whose data are those of the last build.

    The titles come first and get a checksum of all other scripts. A page asks for these by it, so
    that a browser takes none from another build.
    """
    digests: dict[str, str] = {}
    scripts: dict[str, str] = {TITLES: ""}
    for name, part in parts.items():
        if name != TITLES:
            text = to_json(part)
            digests[name] = digest(code_version(), text)
            is_same = last.digests.get(name) == digests[name]
            scripts[name] = last.scripts[name] if is_same else to_script(name, text)
    checksum = f"{crc32(''.join(scripts.values()).encode()):08x}"
    scripts[TITLES] = to_script(TITLES, to_json({**parts[TITLES], "checksum": checksum}))
    return Kept(inputs, digests, scripts)


def read_kept(path: Path) -> Kept:
    """Return the index of the last build, or an empty one."""
    try:
        kept = Kept(**json.loads(path.read_text("utf-8")))
        return kept if kept.digests.keys() | {TITLES} == kept.scripts.keys() else Kept()
    except (OSError, AttributeError, TypeError, ValueError):
        return Kept()


def write_kept(path: Path, kept: Kept) -> None:
    """Keep an index for the next build.

    :raises OSError: if the file cannot be written
    """
    replace_file(path, json.dumps(asdict(kept), ensure_ascii=False).encode())
