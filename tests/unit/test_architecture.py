"""The page of the architecture names every folder of the package; no page names a lost file."""

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


def test_a_file_that_a_page_or_a_record_names_exists():
    """A path begins anywhere, and so does that of a folder of the package or of the tools."""
    code = [path for top in ("src", "tools", "tests") for path in (ROOT / top).rglob("*.*")]
    files = {path.as_posix() for path in [*code, *ROOT.glob("*.py")]}
    folders = {f"{path.parent.as_posix()}/" for path in code}
    rooms = "|".join({*FOLDERS} - {"data"})  # a name that a folder of the book has too
    own = re.compile(rf"`([\w./-]+\.py|(?:tools|{rooms})/(?:\w+/)+)`")
    texts = [ROOT / "ARCHITECTURE.md", *(ROOT / "docs" / "contributing").rglob("*.md")]
    named = {(path, name) for path in texts for name in own.findall(path.read_text("utf-8"))}
    gone = [
        (path.name, name)
        for path, name in sorted(named)
        if not any(each.endswith(f"/{name}") for each in files | folders)
    ]
    assert len(named) > 50
    assert gone == []


def test_each_folder_of_tools_is_named():
    (said,) = re.findall(r"^Its folders: (.*)$", TEXT, re.MULTILINE)
    folders = {path.name for path in (ROOT / "tools").iterdir() if any(path.glob("*.py"))}
    assert set(re.findall(r"`(\w+)/`", said)) == folders


def test_the_page_is_one_page():
    assert len(TEXT.splitlines()) <= 140
