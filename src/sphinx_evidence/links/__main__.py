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


class UnreadableOutput(Exception):
    """Where the output of the link check is unreadable, and why."""


def read_output(path: Path) -> list[str]:
    """Return the lines of the output of the link check.

    :raises UnreadableOutput: if the file cannot be read
    """
    try:
        return path.read_text("utf-8").splitlines()
    except OSError as error:
        raise UnreadableOutput(f"{path}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise UnreadableOutput(f"{path}: is not UTF-8") from None


def run(
    output: Path,
    target: Path,
    root: Path,
    look_up: Callable[[str], str | None],
) -> str:
    """Write the report, or delete an old one if nothing is dead; return its first line.

    A line of the output that is none of the link check is named on the terminal, and left out.

    :raises UnreadableOutput: if nothing can be read; then an old report stays
    """
    refusing = frozenset(read_lines(root / REFUSING)[0].values())
    outcomes, odd = read_outcomes(read_output(output))
    if odd and not outcomes:
        raise UnreadableOutput(f"{output}:{odd[0]}: no line of it is one of Sphinx's link check")
    keys: Mapping[str, tuple[str, ...]] = keys_by_address(root)
    dead = [
        DeadLink(keys.get(item.address, (item.place,)), item.address, reason, look_up(item.address))
        for item in sorted(outcomes, key=lambda item: item.address)
        if (reason := why_dead(item, refusing))
    ]
    text = report(dead, len(outcomes), sum(is_unknown(item, refusing) for item in outcomes))
    for number in odd:
        print(f"{output}:{number}: the line is none of the link check: left out", file=sys.stderr)
    if dead:
        target.write_text(text, "utf-8")
    else:
        target.unlink(missing_ok=True)
    return text.partition("\n")[0]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the report and print its first line; return 1 if there is nothing to report on."""
    parser = argparse.ArgumentParser(prog="python -m sphinx_evidence.links", description=__doc__)
    parser.add_argument("output", type=Path, help="output.json of the builder linkcheck")
    parser.add_argument("target", type=Path, help="the file to write")
    options = parser.parse_args(arguments)
    try:
        print(run(options.output, options.target, Path(), archived_copy))
    except UnreadableOutput as error:
        print(f"{error}: run the link check again", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
