"""Freeze the edition that CITATION.cff names.

It is checked, its ids are registered, it is built, and its manifest and record are written.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import ConfigError

from sphinx_evidence.core.edition import parse_citation_file
from sphinx_evidence.core.files import replace_file
from sphinx_evidence.core.paths import BUILD_FILES
from sphinx_evidence.permalinks.register import EDITION
from sphinx_evidence.site.edition_records import from_json, read_records, version_order

from .. import git
from ..build import STRICT, sphinx
from ..errors import ToolError
from .manifest import NAME, to_json, verify

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from ..paths import Paths


@dataclass(frozen=True, slots=True)
class Plan:
    """An edition that may be frozen.

    :param paths: the files of the book
    :param target: the folder of the frozen edition, which does not exist yet
    :param version: its version
    :param date: its ISO date
    :param commit: id of the commit it is made from, empty without Git
    """

    paths: Paths
    target: Path
    version: str
    date: str
    commit: str

    @property
    def record(self) -> Path:
        """The path of its record."""
        return record_path(self.paths, self.version)


def record_path(paths: Paths, version: str) -> Path:
    """Return the path of the record of an edition.

    :raises ToolError: if no setting names the folder of records
    """
    return paths.needed("evidence_editions") / f"{version}.json"


def prepare(paths: Paths, output: Path) -> Plan:
    """Check that the edition of ``CITATION.cff`` may be frozen.

    :param output: the folder of all frozen editions
    :raises ToolError: if it may not; nothing was written
    """
    cff = paths.citation
    try:
        citation = parse_citation_file(cff)
    except ConfigError as error:
        raise ToolError(str(error)) from error
    version, date = citation.version, citation.date
    number, dev, _rest = version.partition(".dev")
    if dev:
        raise ToolError(f'{cff}: {version} is a working copy: set version: "{number}" and the date')
    if not EDITION.fullmatch(version):
        message = "version must begin with a digit and have no spaces, such as 2026.1 or 1.4"
        raise ToolError(f"{cff}: {message}")
    records, problems = read_records(paths.needed("evidence_editions"))
    if problems:
        raise ToolError(str(problems[0]))
    target = output / version
    record = record_path(paths, version)
    if found := next((path for path in (record, target) if path.exists()), None):
        message = (
            f"{cff}: edition {version} exists already: editions never change, so take the next "
            f"number; if it was never published, delete {found}"
        )
        raise ToolError(message)
    if records and version_order(version) < records[-1].order:
        message = f"{cff}: version {version} is not newer than {records[-1].version}"
        raise ToolError(f"{message}: take the next one")
    if records and date < records[-1].date:
        message = f"{cff}: date-released {date} is before {records[-1].date}, the date of edition"
        raise ToolError(f"{message} {records[-1].version}: correct it")
    return Plan(paths, target, version, date, _commit(paths.root))


def _commit(root: Path) -> str:
    """Return the id of the commit of a clean work tree, or nothing without Git.

    :raises ToolError: if the work tree has changes, or no commit
    """
    if shutil.which("git") is None or git.call(root, "rev-parse", "--git-dir").returncode:
        return ""
    if changes := git.answer(root, "status", "--porcelain", "--", ".").decode().splitlines():
        names = ", ".join(line[3:] for line in changes[:3])
        more = f" and {len(changes) - 3} more" if len(changes) > 3 else ""
        message = f"{root} has changes that are not committed ({names}{more}): commit them first"
        raise ToolError(message)
    if (head := git.object_id(root, "HEAD")) is None:
        raise ToolError(f"{root} has no commit yet: commit the book first")
    return head


def freeze(plan: Plan) -> int:
    """Make the edition; return its number of files.

    If a step fails, the register of ids is as before and nothing else is left.

    :raises ToolError: if a build fails, whose messages are printed above
    :raises OSError: if a file cannot be written
    """
    register = plan.paths.setting("evidence_register")
    before = register.read_bytes() if register and register.is_file() else None
    part = plan.target.with_name(f".{plan.version}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        if before is not None:
            _build(plan, "register", part / "register")
        site = part / "site"
        _build(plan, "html", site)
        record = from_json((site / "edition.json").read_text("utf-8"))
        for name in BUILD_FILES:
            (site / name).unlink(missing_ok=True)
        (site / NAME).write_text(to_json(site, record, plan.commit), "utf-8")
        _version, count, wrong = verify(site)
        if wrong:
            message = f"edition {plan.version} was not made: {wrong[0]}: report it as a fault"
            raise ToolError(message)
        plan.record.parent.mkdir(exist_ok=True)
        replace_file(plan.record, (site / "edition.json").read_bytes())
        site.rename(plan.target)
    except BaseException:
        plan.record.unlink(missing_ok=True)
        if register and before is not None and register.read_bytes() != before:
            replace_file(register, before)
        raise
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return count


def _build(plan: Plan, builder: str, folder: Path) -> None:
    """Build strictly: any warning is an error. Dates of files are those of the edition.

    :raises ToolError: if the build fails
    """
    settings = ("-D", "evidence_frozen=1", "-d", f"{folder}-doctrees")
    command = sphinx(plan.paths, builder, folder, *STRICT, *settings)
    moment = int(datetime.fromisoformat(plan.date).replace(tzinfo=UTC).timestamp())
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(moment)}
    if subprocess.run(command, env=environment, check=False).returncode:
        message = f"edition {plan.version} was not made: correct what is said above, commit, repeat"
        raise ToolError(message)


def add_options(parser: ArgumentParser) -> None:
    """Add what may be typed."""
    words = "folder of all frozen editions; default: editions beside what is built"
    parser.add_argument("--output", type=Path, metavar="FOLDER", help=words)


def run(paths: Paths, options: Namespace) -> int:
    """Freeze the edition and say what to do next; return 0.

    :raises ToolError: if it cannot be frozen
    """
    plan = prepare(paths, options.output or paths.editions)
    count = freeze(plan)
    register = paths.setting("evidence_register")
    changed = f"{plan.record} and {register}" if register else plan.record
    print(f"Edition {plan.version} is in {plan.target}: {count} files.")
    print(f"Now commit {changed}, and tag the commit v{plan.version}.")
    return 0
