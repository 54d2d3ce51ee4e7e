"""Write files so that other processes never read a part."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def replace_file(path: Path, data: bytes | memoryview) -> None:
    """Write a file in one step: other processes see the old content or the new, never a part.

    :raises OSError: if it cannot be written; the old file is then unchanged
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def overwrite(path: Path, place: int, data: bytes) -> None:
    """Write a few bytes over as many in a file, in one step.

    :param place: the position of the first, in bytes
    :raises OSError: if it cannot be written
    """
    with path.open("r+b", buffering=0) as file:
        file.seek(place)
        file.write(data)
