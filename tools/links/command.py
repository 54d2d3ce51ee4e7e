"""Check the cited addresses, and report the dead ones with their archived copies.

The report is written while an address is dead, and else deleted. This needs the network, and asks
one address after the other.
"""

from __future__ import annotations

import subprocess
from collections import defaultdict
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
    from argparse import Namespace
    from collections.abc import Callable
    from pathlib import Path

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


def write_report(
    paths: Paths, output: Path, target: Path, look_up: Callable[[str], str | None]
) -> str:
    """Write the report, or delete an old one if nothing is dead; return its first line.

    :param output: what Sphinx's link check has written
    """
    refusing = frozenset(read_lines(paths.checks / REFUSING)[0].values())
    outcomes = read_outcomes(output.read_text("utf-8"))
    keys = keys_by_address(paths)
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


def run(paths: Paths, options: Namespace) -> int:
    """Write the report and print its first line; return 0.

    :raises ToolError: if no address was asked; then an old report stays
    """
    folder = paths.built / "linkcheck"
    output = folder / "output.json"
    output.unlink(missing_ok=True)
    settings = [f"-D{name}={value}" for name, value in SETTINGS.items()]
    settings.append(f"-Duser_agent={paths.name} link check")
    # it fails if an address did not answer, which may be for another reason than its death
    subprocess.run(sphinx(paths, "linkcheck", folder, "-E", "-q", *settings), check=False)
    if not output.is_file():
        raise ToolError("no address was asked: correct what is said above, and repeat")
    print(write_report(paths, output, paths.built / "links.md", archived_copy))
    return 0
