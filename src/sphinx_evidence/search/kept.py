"""The index, which a build keeps for the next one, since to make it takes long.

It is kept in a file among the doctrees, with the segments that it was made from. Like doctrees it
is pickled, which takes a tenth of the time of JSON. One that is damaged, or that another version of
the code wrote, is as good as none.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zlib import crc32

from ..core.digests import code_version, digest
from ..core.files import replace_file
from .model import TITLES, WORDS, from_script, to_json, to_parts, to_script
from .segments import Segment, changed_words, merge, numbers_of
from .shards import asian_shards, shard_count, shard_of, to_shards

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from .model import Inputs
    from .shards import Shard

FILE = "search-index.pickle"

CHECKSUM = 4
"""Length of the checksum before all else, in bytes."""

Segments = dict[str, Segment]
"""The segments of an index by the digests of what they were made from, in their order."""


@dataclass(frozen=True, slots=True)
class Written:
    """The scripts of an index.

    :param inputs: digest of what it was made from
    :param digests: of each part by name, the digest of its data
    :param scripts: of each part by name, its script
    """

    inputs: str = ""
    digests: dict[str, str] = field(default_factory=dict)
    scripts: dict[str, str] = field(default_factory=dict)


def make_scripts(inputs: Inputs, path: Path) -> dict[str, str]:
    """Return the scripts of an index by name, made again only where something has changed.

    :param path: where the index is kept from one build to the next
    :raises OSError: if it cannot be kept
    """
    digests = [digest(sorted(inputs.spoken), run) for run in inputs.runs]
    whole = digest(digests, inputs.pages, inputs.addresses, inputs.everyday)
    last, pickled = read_kept(path)
    if last.inputs == whole:
        return last.scripts
    old: Segments = pickle.loads(pickled) if pickled else {}
    made = zip(digests, inputs.runs, strict=True)
    new = {name: old.get(name) or inputs.segment(run) for name, run in made}
    segments = list(new.values())
    count = shard_count(numbers_of(segments))
    shards = changed_shards(list(old.values()), segments, count, last)
    written = write(to_parts(inputs, segments, count, shards), whole, last)
    write_kept(path, written, new)
    return written.scripts


def changed_shards(
    old: Sequence[Segment], new: Sequence[Segment], count: int, last: Written
) -> dict[int, Shard]:
    """Return the shards of words that are not those of the last build, by number.

    If only a few words have changed, the others of their shards are taken from it.

    :param old: the segments of the last build
    :param new: the segments of this one
    :param count: the number of shards
    """
    every = range(count + asian_shards(count))
    names = {f"{WORDS}{number}" for number in every}
    changed = changed_words(old, new)
    if changed is None or names != {name for name in last.scripts if name.startswith(WORDS)}:
        return to_shards(merge(new), count, every)
    wanted = {shard_of(word, count) for word in changed}
    kept = (from_script(last.scripts[f"{WORDS}{number}"]) for number in wanted)
    rows = (row for shard in kept for row in zip(*shard.values(), strict=True))
    others = [row for row in rows if row[0] not in changed]
    return to_shards(sorted([*others, *merge(new, changed)]), count, wanted)


def write(parts: Mapping[str, Any], inputs: str, last: Written) -> Written:
    """Write the scripts of an index, except for the parts whose data are those of the last build.

    The titles come first and get a checksum of all other scripts. A page asks for these by it, so
    that a browser takes none from another build.

    :param parts: the data of each part; None if they are known to be those of the last build
    """
    digests: dict[str, str] = {}
    scripts: dict[str, str] = {TITLES: ""}
    for name, part in parts.items():
        if name != TITLES:
            text = "" if part is None else to_json(part)
            own = last.digests[name] if part is None else digest(text)
            digests[name] = own
            is_same = last.digests.get(name) == own
            scripts[name] = last.scripts[name] if is_same else to_script(name, text)
    checksum = f"{crc32(''.join(scripts.values()).encode()):08x}"
    scripts[TITLES] = to_script(TITLES, to_json({**parts[TITLES], "checksum": checksum}))
    return Written(inputs, digests, scripts)


def read_kept(path: Path) -> tuple[Written, bytes]:
    """Return the scripts of the last build, and its segments, pickled; both empty if none is.

    The segments are not needed where nothing has changed.
    """
    try:
        data = path.read_bytes()
    except OSError:
        data = b""
    if data[:CHECKSUM] != checksum(memoryview(data)[CHECKSUM:]):
        return Written(), b""
    file = BytesIO(data)
    file.seek(CHECKSUM)
    return pickle.load(file), file.read()


def write_kept(path: Path, written: Written, segments: Segments) -> None:
    """Keep an index for the next build.

    :raises OSError: if the file cannot be written
    """
    file = BytesIO(bytes(CHECKSUM))
    file.seek(CHECKSUM)
    for one in (written, segments):
        pickle.dump(one, file)
    data = file.getbuffer()
    data[:CHECKSUM] = checksum(data[CHECKSUM:])
    replace_file(path, data)


def checksum(data: memoryview) -> bytes:
    """Return the checksum of an index, which is that of no index by another version of the code."""
    return crc32(data, code_version() & 0xFFFFFFFF).to_bytes(CHECKSUM)
