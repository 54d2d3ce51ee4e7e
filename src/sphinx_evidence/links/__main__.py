"""Report the dead addresses of a link check: ``python -m sphinx_evidence.links OUTPUT_JSON FILE``.

It is run in the folder of the book. FILE is written if an address is dead, and else deleted.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from ..lint.lists import read_lines
from ..sources.bibfile import read_bibfile
from ..sources.copies import read_copies
from .archive import archived_copy
from .markdown import DeadLink, report
from .outcomes import is_unknown, read_outcomes, why_dead

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

REFUSING = Path("data/checks/refusing-hosts.txt")
"""Hosts that answer robots with errors, so that nothing follows from what they answer."""


def keys_by_address(root: Path) -> dict[str, tuple[str, ...]]:
    """Return the works that each address belongs to, from the bibliography and the copies."""
    found = defaultdict(set)
    for key, entry in read_bibfile(root / "references.bib").data.entries.items():
        found[entry.fields.get("url", "")].add(key)
    for copy in read_copies(root / "data" / "copies.csv")[0].values():
        found[copy.url].add(copy.work)
    return {address: tuple(sorted(keys)) for address, keys in found.items() if address}


def run(
    output: Path,
    target: Path,
    root: Path,
    look_up: Callable[[str], str | None],
) -> str:
    """Write the report, or delete an old one if nothing is dead; return its first line."""
    refusing = frozenset(read_lines(root / REFUSING)[0].values())
    outcomes = read_outcomes(output.read_text("utf-8").splitlines())
    keys: Mapping[str, tuple[str, ...]] = keys_by_address(root)
    dead = [
        DeadLink(keys.get(item.address, (item.place,)), item.address, reason, look_up(item.address))
        for item in sorted(outcomes, key=lambda item: item.address)
        if (reason := why_dead(item, refusing))
    ]
    text = report(dead, len(outcomes), sum(is_unknown(item, refusing) for item in outcomes))
    if dead:
        target.write_text(text, "utf-8")
    else:
        target.unlink(missing_ok=True)
    return text.partition("\n")[0]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the report and print its first line; return 0."""
    parser = argparse.ArgumentParser(prog="python -m sphinx_evidence.links", description=__doc__)
    parser.add_argument("output", type=Path, help="output.json of the builder linkcheck")
    parser.add_argument("target", type=Path, help="the file to write")
    options = parser.parse_args(arguments)
    print(run(options.output, options.target, Path(), archived_copy))
    return 0


if __name__ == "__main__":
    sys.exit(main())
