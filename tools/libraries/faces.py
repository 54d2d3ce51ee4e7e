"""Renew the faces of the theme from Source Serif, with its licence (needs npm).

They do not have its name, which the licence reserves.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ..errors import ToolError
from ..npm import from_npm

if TYPE_CHECKING:
    from argparse import Namespace

    from ..paths import Paths

SOURCE_SERIF = "source-serif@4.5.1"
ROOT = Path(__file__).parents[2]
TARGET = ROOT / "src/sphinx_evidence/theme/evidence/static/faces"

LATIN = "20-7E,A0,A3,A5,A7,A9,AB,AD,B0-B3,B6,B7,BB,C1,C4,C9,D6,DC,DF-E1,E4,E7-EA,ED,EE,F1,F3,F4"
LATIN += ",F6,FA,FC,2010-2014,2018-201A,201C-201E,2020-2022,2026,2032,2033,2039,203A,20AC,2122,2192"
LATIN += ",2212"
"""English, the letters that names in most chapters have, and the punctuation of the book."""

EXTENDED = (
    "BF,C0,C2,C3,C5-C8,CA-D5,D7-DB,DD,DE,E2,E3,E5,E6,EB,EC,EF,F0,F2,F5,F7-F9,FB,FD-17F,1CD-1DC"
)
"""Other letters of Latin, and those of romanisations; a page loads them if it has one."""

ROMAN, ITALIC = "wght=400:600", "wght=400"
FACES = {
    "serif": ("Roman", ROMAN, LATIN),
    "serif-italic": ("Italic", ITALIC, LATIN),
    "serif-extended": ("Roman", ROMAN, EXTENDED),
    "serif-extended-italic": ("Italic", ITALIC, EXTENDED),
}
"""The faces: style, weights and letters, by name."""

LAYOUT = ("--layout-features=kern,liga,ccmp,locl,pnum", "--no-hinting")
NAMES = ("--name-IDs=0,1,2,4,6,13,14", "--obfuscate-names")


def call(*words: str) -> None:
    """Run a program of fonttools.

    :raises ToolError: if it fails
    """
    if subprocess.run(words, check=False).returncode:
        raise ToolError("the faces were not renewed, as is said above")


def cut(source: Path, target: Path, weights: str, letters: str, folder: Path) -> None:
    """Write a face with some letters and weights, in a size for running text.

    :param folder: for what lies between
    :raises ToolError: if fonttools fails
    """
    subset, instance = folder / "subset.ttf", folder / "cut.ttf"
    chosen = (f"--unicodes={letters}", *LAYOUT, *NAMES)
    call("pyftsubset", str(source), *chosen, f"--output-file={subset}")
    axes = ("opsz=14", weights, "--no-recalc-timestamp", "-o", str(instance))
    call("fonttools", "varLib.instancer", str(subset), *axes)
    call("fonttools", "ttLib.woff2", "compress", str(instance), "-o", str(target))


def run(paths: Paths, options: Namespace) -> int:
    """Write faces and licence into the engine; return 0.

    :raises ToolError: if npm or fonttools fails
    """
    package = from_npm(paths, SOURCE_SERIF) / "source-serif"
    TARGET.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        for name, (style, weights, letters) in FACES.items():
            source = package / "VAR" / f"SourceSerif4Variable-{style}.ttf"
            cut(source, TARGET / f"{name}.woff2", weights, letters, Path(folder))
    licence = (package / "LICENSE.md").read_text("utf-8").strip() + "\n"
    for path in (TARGET / "OFL.txt", ROOT / "LICENSES" / "OFL-1.1.txt"):
        path.write_text(licence, "utf-8")
    return 0
