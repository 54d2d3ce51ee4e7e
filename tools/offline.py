"""Pack the built book into a zip archive for reading offline.

The same site gives the same bytes, so that a copy can be verified by its checksum.
"""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sphinx_evidence.core.files import files_below, replace_file
from sphinx_evidence.core.paths import BUILD_FILES
from sphinx_evidence.core.text import visible
from sphinx_evidence.site.manifest import UNFINISHED

from .build import whole_site
from .errors import ToolError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from .paths import Paths

EXCLUDED = {".doctrees", *BUILD_FILES, ".nojekyll"}
"""Files for the next build, and for the host of the site."""

TIMESTAMP = (1980, 1, 1, 0, 0, 0)
"""Of every file: the earliest that zip can store, since a real one would change the archive."""


def pack(site: Path, folder: Path, name: str, part: str = "") -> Path:
    """Write the archive, with ``SHA256SUMS`` of its files, and its own checksum next to it.

    :param site: the output folder of Sphinx
    :param folder: the folder to write to
    :param name: name of the file without its suffix, and of the folder in it
    :param part: the folder of the site that is packed, such as ``data/book``, or all
    :return: path of the archive
    :raises ToolError: if *site* is not a finished site or has a link in it, whose target may not be
        for others, or if *folder* is within it
    :raises OSError: if the archive cannot be written; no incomplete file is left
    """
    if not (site / "index.html").is_file():
        raise ToolError(f"{site} has no index.html: build the book first")
    if (site / UNFINISHED).exists():
        raise ToolError(f"the last build of {site} was interrupted: build the book again first")
    if folder.resolve().is_relative_to(site.resolve()):
        raise ToolError(f"{folder} is part of {site}: choose a folder outside of the site")
    top = site / part
    if not top.is_dir():
        raise ToolError(f"{site} has no folder {part}")
    found, others = files_below(top)
    if odd := [name for name in others if _is_packed(name)]:
        message = f"{visible(str(top / odd[0]))} is neither a file nor a folder: put a file there"
        raise ToolError(message)
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


def add_options(parser: ArgumentParser) -> None:
    """Add what may be typed."""
    words = "a built book; without it the book is built"
    parser.add_argument("--site", type=Path, metavar="FOLDER", help=words)
    words = "folder for the archive and its checksum; default: beside the built book"
    parser.add_argument("--output", type=Path, metavar="FOLDER", help=words)


def run(paths: Paths, options: Namespace) -> int:
    """Pack a site; return 0.

    :raises ToolError: if it cannot be packed
    """
    site = whole_site(paths, options.site)
    archive = pack(site, options.output or paths.built, paths.name)
    print(f"{archive}: {archive.stat().st_size / 1e6:.1f} MB. Unpack it and open index.html.")
    return 0
