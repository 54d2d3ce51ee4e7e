"""``python -m sphinx_evidence.checks FOLDER``: the checks that need no build."""

from __future__ import annotations

import sys
from pathlib import Path

from ..citations.bibfile import read_bibfile
from ..citations.model import read_sources
from ..citations.publishers import read_publishers
from ..datasets.model import read_package
from ..problem import Problem
from .addresses import private_name, unsafe_host
from .bibliography import check_entries, sound
from .care import careless_data

UNSAFE_HOSTS = Path("data", "unsafe-hosts.txt")
WITHHELD_NAMES = Path("data", "withheld-names.txt")
BORDER_TOWNS = Path("data", "border-towns.txt")


def _lines(path: Path) -> set[str]:
    """Return the lines of *path* that are neither empty nor comments."""
    lines = path.read_text("utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def check_folder(root: Path) -> list[Problem]:
    """Return what is wrong with the bibliography, the data and the pages below *root*."""
    bibliography = root / "references.bib"
    bibfile = read_bibfile(bibliography)
    publishers, problems = read_publishers(root / "data" / "publishers.csv")
    problems += bibfile.problems
    entries = sound(bibfile.data.entries, bibfile.broken)
    sources = read_sources(entries)
    problems += check_entries(str(bibliography), entries, sources, bibfile.lines, publishers)
    datasets, slips = read_package(root / "data" / "datapackage.json")
    problems += slips
    problems += careless_data(datasets.values(), _lines(root / BORDER_TOWNS))
    hosts, names = _lines(root / UNSAFE_HOSTS), _lines(root / WITHHELD_NAMES)
    files = [bibliography, *root.glob("data/**/*.*"), *root.glob("docs/**/*.md")]
    for path in sorted(files):
        text = path.read_text("utf-8", errors="replace")
        problems += unsafe_host(str(path), text, hosts)
        problems += private_name(str(path), text, names)
    return sorted(problems)


def main() -> int:
    """Print one line for each problem; return 1 if there are any."""
    problems = check_folder(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems" if problems else "bibliography, addresses and data in order")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
