"""Pack a built site into one file that opens from a disk: ``python -m sphinx_evidence.offline``.

The same site gives the same bytes, so that a copy can be held against its checksum.
"""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

NAME = "across-the-tumen"
"""Name of the file, and of the folder in it."""

KEPT_BACK = {".doctrees", ".buildinfo", ".nojekyll"}
"""What Sphinx keeps for its next run, and a host of pages asks for."""

OLDEST = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can name; that of the build would change each copy."""


def pack(site: Path, folder: Path) -> Path:
    """Write the archive, ``SHA256SUMS`` of every file in it, and its own checksum beside it.

    :param site: what Sphinx has written
    :param folder: where the archive goes
    :return: path of the archive
    :raises FileNotFoundError: if there is no cover in *site*
    """
    if not (site / "index.html").is_file():
        message = f"{site} holds no index.html: build the book first"
        raise FileNotFoundError(message)
    paths = sorted(path for path in site.rglob("*") if path.is_file())
    names = {path.relative_to(site): path for path in paths}
    files = {
        name.as_posix(): path.read_bytes()
        for name, path in names.items()
        if name.parts[0] not in KEPT_BACK
    }
    sums = "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    archive = folder / f"{NAME}.zip"
    with ZipFile(archive, "w", ZIP_DEFLATED, compresslevel=9) as packed:
        for name, data in {**files, "SHA256SUMS": sums.encode()}.items():
            info = ZipInfo(f"{NAME}/{name}", OLDEST)
            info.external_attr = 0o644 << 16
            info.compress_type = ZIP_DEFLATED
            packed.writestr(info, data)
    digest = sha256(archive.read_bytes()).hexdigest()
    archive.with_suffix(".zip.sha256").write_text(f"{digest}  {archive.name}\n", "utf-8")
    return archive


def main(arguments: list[str]) -> int:
    """Pack a site; return 0, or 2 with one line if there is none."""
    site, folder = map(Path, arguments)
    try:
        archive = pack(site, folder)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{archive}: {archive.stat().st_size / 1e6:.1f} MB. Unpack it and open index.html.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
