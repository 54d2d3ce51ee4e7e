"""Freeze an edition, make a published one again, or verify one.

``python -m sphinx_evidence.editions release`` makes the edition that ``CITATION.cff`` names;
``python -m sphinx_evidence.editions reproduce TAG`` makes that of a tag, and compares its record;
``python -m sphinx_evidence.editions verify FOLDER`` compares its files with their manifest.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.text import visible
from .manifest import ManifestError, verify
from .release import ReleaseError, freeze, prepare
from .reproduce import reproduce

if TYPE_CHECKING:
    from collections.abc import Sequence


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command."""
    main = argparse.ArgumentParser(prog="python -m sphinx_evidence.editions", description=__doc__)
    commands = main.add_subparsers(dest="command", required=True)
    release = commands.add_parser("release", help="freeze the edition that CITATION.cff names")
    release.add_argument("--root", type=Path, default=Path(), help="folder of conf.py")
    release.add_argument("--source", type=Path, help="folder of the text; default: docs in it")
    release.add_argument("--output", type=Path, help="folder of all editions; default: _build/…")
    again = commands.add_parser("reproduce", help="make the edition of a tag again")
    again.add_argument("tag", help="v and the version, such as v2026.1")
    again.add_argument("--root", type=Path, default=Path(), help="folder of conf.py")
    again.add_argument("--output", type=Path, help="folder of all editions; default: _build/…")
    check = commands.add_parser("verify", help="compare frozen editions with their manifests")
    check.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    return main


def release(root: Path, source: Path, output: Path) -> int:
    """Freeze an edition and say what to do next; return 0."""
    plan = prepare(root, source, output)
    count = freeze(plan)
    print(f"Edition {plan.version} is in {plan.target}: {count} files.")
    print(f"Now commit {plan.record} and permalinks.csv, and tag the commit v{plan.version}.")
    return 0


def verify_all(folders: Sequence[Path]) -> int:
    """Print what differs in frozen editions; return 1 if anything does."""
    status = 0
    for folder in folders:
        version, count, differences = verify(folder)
        shown = visible(str(folder))
        for line in differences:
            print(f"{shown}/{line}")
        if differences:
            status = 1
        else:
            print(f"{shown}: edition {version}: {count} files, all as published.")
    return status


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0, 1 if an edition is not as published, or 2 after an error."""
    options = parser().parse_args(arguments)
    try:
        if options.command == "verify":
            return verify_all(options.folders)
        root = options.root
        output = options.output or root / "_build" / "editions"
        if options.command == "reproduce":
            print(f"{reproduce(root, options.tag, output)} is as its tag has it.")
            return 0
        return release(root, options.source or root / "docs", output)
    except (ReleaseError, ManifestError) as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(f"{visible(str(error.filename))}: {error.strerror}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
