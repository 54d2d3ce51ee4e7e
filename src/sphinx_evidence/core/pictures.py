"""Pictures from SVG: PNG files by the library that draws the charts, kept between builds."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from typing import TYPE_CHECKING
from zlib import compress, crc32, decompress

from .extras import CHARTS
from .files import replace_file

if TYPE_CHECKING:
    from pathlib import Path

_LEVEL = 7
"""Of zlib: 9 makes pictures smaller by 1.6% in four times the time."""

_PNG, _PNG_END = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"


def drawing_version() -> str:
    """Return the version of vl-convert; the drawings of another one may differ.

    :raises importlib.metadata.PackageNotFoundError: if it is not installed
    """
    return version(CHARTS.package)


def picture_cached(name: str, file: str, cache: Path, scale: float = 2) -> bytes:
    """Return a drawing as PNG, from the cache if the drawing is equal.

    :param name: name of the drawing, unique in the cache
    :param file: the drawing as an SVG file
    :param cache: folder with the last picture of each drawing, named by its digest
    :param scale: pixels for each CSS pixel of the drawing
    :raises ValueError: if it is no SVG
    :raises importlib.metadata.PackageNotFoundError: if the extra ``charts`` is not installed
    """
    digest = sha256(f"{drawing_version()} {scale} {file}".encode()).hexdigest()
    path = cache / f"{name}.{digest}.png"
    with suppress(OSError):
        content = path.read_bytes()
        if content.startswith(_PNG) and content.endswith(_PNG_END):
            return content
    content = _recompressed(bytes(CHARTS.load().svg_to_png(file, scale=scale)))
    keep(path, content, f"{name}.*.png")
    return content


def _recompressed(png: bytes) -> bytes:
    """Return a PNG with its pixels compressed again, to about a quarter."""
    chunks: list[tuple[bytes, bytes]] = []
    start = len(_PNG)
    while start < len(png):
        end = start + 8 + int.from_bytes(png[start : start + 4], "big")
        chunks.append((png[start + 4 : start + 8], png[start + 8 : end]))
        start = end + 4
    pixels = decompress(b"".join(data for kind, data in chunks if kind == b"IDAT"))
    kept = {kind: data for kind, data in chunks if kind in (b"IHDR", b"pHYs")}
    parts = {**kept, b"IDAT": compress(pixels, _LEVEL), b"IEND": b""}.items()
    return _PNG + b"".join(
        len(data).to_bytes(4, "big") + kind + data + crc32(kind + data).to_bytes(4, "big")
        for kind, data in parts
    )


def keep(path: Path, content: bytes, others: str) -> None:
    """Write a file of the cache in place of others; without a cache it is made again each time."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, content)
        for older in path.parent.glob(others):
            if older != path:
                older.unlink(missing_ok=True)
