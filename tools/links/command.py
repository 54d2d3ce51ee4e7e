"""Check the cited addresses, and report the dead ones with their archived copies.

The report is written while an address is dead, and else deleted. This needs the network, and asks
one address after the other; ``--output`` reports on a check that was made before.
"""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_evidence.sources.bibfile import read_bibfile
from sphinx_evidence.sources.copies import read_copies

from ..build import sphinx
from ..errors import ToolError
from ..lint.lists import read_lines
from .archive import archived_copy
from .markdown import DeadLink, report
from .outcomes import is_unknown, read_outcomes, why_dead

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Mapping

    from ..paths import Paths

REFUSING = "refusing-hosts.txt"
"""Hosts that answer robots with errors, so that nothing follows from what they answer."""

SETTINGS = {
    "linkcheck_workers": "1",
    "linkcheck_anchors": "0",
    "linkcheck_retries": "2",
    "linkcheck_timeout": "30",
    "linkcheck_ignore": r"https?://(web\.)?archive\.org/",
}
"""One address is asked after the other, and not the archive for copies that are linked."""


def keys_by_address(paths: Paths) -> dict[str, tuple[str, ...]]:
    """Return the works that each address belongs to, from the bibliography and the copies."""
    found = defaultdict(set)
    for key, entry in read_bibfile(paths.bibliography).data.entries.items():
        found[entry.fields.get("url", "")].add(key)
    for copy in read_copies(paths.copies)[0].values():
        found[copy.url].add(copy.work)
    return {address: tuple(sorted(keys)) for address, keys in found.items() if address}


AGAIN = "run the link check again"


class UnreadableOutput(ToolError):
    """Where the output of the link check is unreadable, and why."""


def read_output(path: Path) -> list[str]:
    """Return the lines of the output of the link check.

    :raises UnreadableOutput: if the file cannot be read
    """
    try:
        return path.read_text("utf-8").splitlines()
    except OSError as error:
        raise UnreadableOutput(f"{path}: cannot be read ({error.strerror}): {AGAIN}") from None
    except UnicodeDecodeError:
        raise UnreadableOutput(f"{path}: is not UTF-8: {AGAIN}") from None


def write_report(
    paths: Paths,
    output: Path,
    target: Path,
    look_up: Callable[[str], str | None],
) -> str:
    """Write the report, or delete an old one if nothing is dead; return its first line.

    A line of the output that is none of the link check is named on the terminal, and left out.

    :raises UnreadableOutput: if nothing can be read; then an old report stays
    """
    refusing = frozenset(read_lines(paths.checks / REFUSING)[0].values())
    outcomes, odd = read_outcomes(read_output(output))
    if odd and not outcomes:
        odd_line = f"{output}:{odd[0]}: no line of it is one of Sphinx's link check"
        raise UnreadableOutput(f"{odd_line}: {AGAIN}")
    keys: Mapping[str, tuple[str, ...]] = keys_by_address(paths)
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


def add_options(parser: ArgumentParser) -> None:
    """Add what may be typed."""
    words = "output.json of Sphinx's link check; without it the addresses are asked"
    parser.add_argument("--output", type=Path, metavar="FILE", help=words)
    words = "the file to write; default: links.md beside what is built"
    parser.add_argument("--report", type=Path, metavar="FILE", help=words)


def run(paths: Paths, options: Namespace) -> int:
    """Write the report and print its first line; return 0.

    :raises UnreadableOutput: if there is nothing to report on
    """
    output = options.output
    if output is None:
        settings = [f"-D{name}={value}" for name, value in SETTINGS.items()]
        settings.append(f"-Duser_agent={paths.name} link check")
        folder = paths.built / "linkcheck"
        # it fails if an address did not answer, which may be for another reason than its death
        subprocess.run(sphinx(paths, "linkcheck", folder, "-E", "-q", *settings), check=False)
        output = folder / "output.json"
    print(write_report(paths, output, options.report or paths.built / "links.md", archived_copy))
    return 0
