"""Gather what is published with an edition, by its tag: `v2026.1`.

That is the frozen edition, made again, the book and its data as archives, and the volumes if they
were made before, with the checksums of all.
"""

from __future__ import annotations

from hashlib import sha256
from shutil import copy, rmtree
from typing import TYPE_CHECKING

from ..build import whole_site
from ..offline import pack
from .reproduce import reproduce

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from pathlib import Path

    from ..paths import Paths

RELEASE = "release"
"""The folder that is written, among what is built."""


def gather(paths: Paths, edition: Path, site: Path, folder: Path) -> None:
    """Write all that is published into a folder; what lay there is deleted.

    :param edition: the folder of the frozen edition
    :param site: the folder of the newest book
    :raises ToolError: if one of them cannot be packed
    """
    rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for source, name, part in (
        (edition, edition.name, ""),
        (site, paths.name, ""),
        (site, f"{paths.name}-data", "data/book"),
    ):
        pack(source, folder, name, part)
    volumes = paths.setting("evidence_books")
    for volume in sorted(volumes.glob("*.*")) if volumes else ():
        copy(volume, folder)
    for checksum in folder.glob("*.sha256"):
        checksum.unlink()  # SHA256SUMS has them all
    files = sorted(folder.iterdir())
    sums = "".join(f"{sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)
    (folder / "SHA256SUMS").write_text(sums, "utf-8")


def add_options(parser: ArgumentParser) -> None:
    """Add what may be typed."""
    parser.add_argument("tag", help="v and the version, such as v2026.1")


def run(paths: Paths, options: Namespace) -> int:
    """Gather the files; return 0.

    :raises ToolError: if the edition cannot be made again, or the book not be built
    """
    edition = reproduce(paths, options.tag, paths.editions)
    folder = paths.built / RELEASE
    gather(paths, edition, whole_site(paths, None), folder)
    print(f"{folder} has all that is published with {options.tag}.")
    return 0
