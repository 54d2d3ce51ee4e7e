"""Pack a built site, or a folder of it, into a zip archive for reading offline.

``python -m sphinx_evidence.site.offline`` writes the same bytes for the same site, so that a copy
can be verified by its checksum.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ..core.files import files_below, replace_file
from ..core.paths import BUILD_FILES
from ..core.text import visible
from .manifest import UNFINISHED

if TYPE_CHECKING:
    from collections.abc import Sequence

EXCLUDED = {".doctrees", *BUILD_FILES, ".nojekyll"}
"""Files for the next build, and for the host of the site."""

TIMESTAMP = (1980, 1, 1, 0, 0, 0)
"""Of every file: the earliest that zip can store, since a real one would change the archive."""


class SiteError(Exception):
    """The site cannot be packed, or not into that folder."""


def pack(site: Path, folder: Path, name: str, part: str = "") -> Path:
    """Write the archive, with ``SHA256SUMS`` of its files, and its own checksum next to it.

    :param site: the output folder of Sphinx
    :param folder: the folder to write to
    :param name: name of the file without its suffix, and of the folder in it
    :param part: the folder of the site that is packed, such as ``data/book``, or all
    :return: path of the archive
    :raises SiteError: if *site* is not a finished site or has a link in it, whose target may not be
        for others, or if *folder* is within it
    :raises OSError: if the archive cannot be written; no incomplete file is left
    """
    if not (site / "index.html").is_file():
        message = f"{site} has no index.html: build the book first"
        raise SiteError(message)
    if (site / UNFINISHED).exists():
        message = f"the last build of {site} was interrupted: build the book again first"
        raise SiteError(message)
    if folder.resolve().is_relative_to(site.resolve()):
        message = f"{folder} is part of {site}: choose a folder outside of the site"
        raise SiteError(message)
    top = site / part
    if not (top.is_dir() and top.resolve().is_relative_to(site.resolve())):
        message = f"{site} has no folder {part}"
        raise SiteError(message)
    found, others = files_below(top)
    if odd := [name for name in others if _is_packed(name)]:
        message = f"{visible(str(top / odd[0]))} is neither a file nor a folder: put a file there"
        raise SiteError(message)
    files = {name: path.read_bytes() for name, path in found.items() if _is_packed(name)}
    sums = "".join(f"{sha256(data).hexdigest()}  {path}\n" for path, data in files.items())
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for path, data in {**files, "SHA256SUMS": sums.encode()}.items():
            info = ZipInfo(f"{name}/{path}", TIMESTAMP)
            info.external_attr = 0o644 << 16
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, data)
    target, digest = folder / f"{name}.zip", sha256(packed.getvalue()).hexdigest()
    replace_file(target, packed.getvalue())
    replace_file(folder / f"{name}.zip.sha256", f"{digest}  {target.name}\n".encode())
    return target


def _is_packed(name: str) -> bool:
    """Whether a file of the site is part of the archive, by its path."""
    return name.partition("/")[0] not in EXCLUDED


def _file_name(text: str) -> str:
    """Return the name of an archive.

    :raises ArgumentTypeError: if it is not a plain file name
    """
    if not text or text.startswith(".") or Path(text).name != text or "\\" in text:
        message = f"{text!r} is not a file name: give one such as my-book"
        raise ArgumentTypeError(message)
    return text


def main(arguments: Sequence[str] | None = None) -> int:
    """Pack a site; return 0, or 2 after printing the reason if that is not possible."""
    parser = ArgumentParser(
        prog="python -m sphinx_evidence.site.offline",
        description="Pack a built site into a zip archive for reading offline.",
    )
    parser.add_argument("site", type=Path, help="the output folder of the build")
    parser.add_argument("folder", type=Path, help="the folder for the archive and its checksum")
    parser.add_argument(
        "--name",
        type=_file_name,
        help="name of the archive without .zip, and of the folder in it; default: that of the site",
    )
    parser.add_argument("--part", default="", help="pack this folder of the site only")
    options = parser.parse_args(arguments)
    name = options.name or options.site.resolve().name
    try:
        archive = pack(options.site, options.folder, name, options.part)
    except SiteError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{error.filename or options.folder}: {error.strerror}", file=sys.stderr)
        return 2
    advice = "" if options.part else " Unpack it and open index.html."
    print(f"{archive}: {archive.stat().st_size / 1e6:.1f} MB.{advice}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
