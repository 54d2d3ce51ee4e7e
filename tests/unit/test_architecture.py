"""The page of the architecture names every folder of the package, and only files that exist."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from test_imports import graph

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "sphinx_evidence"
TEXT = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
DRAWING = re.search(r"```mermaid\n(.*?)```", TEXT, re.DOTALL)[1]
FOLDERS = sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))


def arrows() -> set[tuple[str, str]]:
    """Return the arrows of the drawing, which may join several folders by ``&``."""
    found = set()
    for line in DRAWING.splitlines():
        ends = [end.strip().split(" & ") for end in line.split("-->")]
        if len(ends) == 2:
            found |= {(start, end) for start in ends[0] for end in ends[1]}
    return found


def reached(start: str) -> set[str]:
    """Return the folders that arrows lead to, directly or through others."""
    direct = {end for first, end in arrows() if first == start}
    return direct.union(*map(reached, direct))


def test_each_folder_has_its_row_in_the_table():
    rows = Counter(re.findall(r"^\| `([\w-]+)/` \|", TEXT, re.MULTILINE))
    assert {folder: rows[folder] for folder in FOLDERS} == dict.fromkeys(FOLDERS, 1)


def test_the_arrows_of_a_folder_lead_to_what_it_imports():
    imported = {folder: set() for folder in FOLDERS}
    for name, others in graph().items():
        folder = name.partition(".")[0]
        if folder in imported:
            imported[folder] |= {other.partition(".")[0] for other in others} & set(FOLDERS)
    missing = {folder: found - {folder} - reached(folder) for folder, found in imported.items()}
    assert {folder: found for folder, found in missing.items() if found} == {}


def test_a_file_that_the_page_names_exists():
    """A path begins at the top of the repository or in the package; a bare name is anywhere."""
    paths = {path.as_posix() for path in PACKAGE.rglob("*.py")}
    named = set(re.findall(r"`([\w./-]+\.py)`", TEXT))
    gone = [
        name
        for name in named
        if not (ROOT / name).is_file() and not any(path.endswith(f"/{name}") for path in paths)
    ]
    assert named
    assert gone == []


def test_each_folder_of_tools_is_named():
    (said,) = re.findall(r"^Its folders: (.*)$", TEXT, re.MULTILINE)
    folders = {path.name for path in (ROOT / "tools").iterdir() if any(path.glob("*.py"))}
    assert set(re.findall(r"`(\w+)/`", said)) == folders


def test_the_page_is_one_page():
    assert len(TEXT.splitlines()) <= 140
