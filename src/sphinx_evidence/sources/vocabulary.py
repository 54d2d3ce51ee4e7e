"""What a book calls the kinds of its sources, and the people who were asked for what they say.

Both are data of the book, in tables with fixed names. A book without a table has the words here.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ..core.diagnostics import Problem, Rule
from ..core.paths import SOURCE_GROUPS, SOURCE_KINDS, WITNESSES
from ..core.tables import read_keyed, read_table
from ..core.text import N_

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ..core.tables import Record
    from .model import Source


class Role(StrEnum):
    """What a kind of source is as evidence: which rules it follows."""

    RECORD = "record"
    """An act or a statement of whoever publishes it."""

    TREATY = "treaty"
    """The same, and legislation of this kind is cited as a treaty."""

    STUDY = "study"
    """What it says was observed by its authors, and it has an abstract in front."""

    REPORT = "report"
    """What it says was observed by the body that publishes it, with a summary in front."""

    PRESS = "press"
    """It passes on what others say, and its articles are those of a newspaper."""

    BACKGROUND = "background"
    """It is no evidence, and is not counted."""


@dataclass(frozen=True, slots=True)
class SourceKind:
    """A kind of source.

    :param tier: the value of the field ``tier`` in the bibliography
    :param name: its name for readers
    :param role: what it is as evidence
    """

    tier: str
    name: str
    role: Role = Role.RECORD


@dataclass(frozen=True)
class Vocabulary:
    """The words of a book for its sources.

    :param kinds: the kinds of source by tier, in the order in which readers choose among them
    :param groups: the headings above the sources of a chapter, in their order, each with tiers
    :param witnesses: the pools of people who were asked, for readers, by id
    :param is_complete: whether all rows of the tables could be read; otherwise no word counts as
        unknown, since a row that could not be read may have it
    """

    kinds: Mapping[str, SourceKind]
    groups: Mapping[str, Collection[str]]
    witnesses: Mapping[str, str]
    is_complete: bool = True

    def kind(self, tier: str) -> SourceKind:
        """Return the kind of source with a tier; one that is unknown has its tier as its name."""
        return self.kinds.get(tier) or SourceKind(tier, tier)

    def grouped(self, sources: Iterable[Source]) -> Iterator[tuple[str, list[Source]]]:
        """Yield headings and the sources under each; what is in no group is under :data:`OTHER`."""
        headings = {tier: heading for heading, tiers in self.groups.items() for tier in tiers}
        found: defaultdict[str, list[Source]] = defaultdict(list)
        for source in sources:
            found[headings.get(source.tier, OTHER)].append(source)
        for heading in dict.fromkeys((*self.groups, OTHER)):
            if heading in found:
                yield heading, found[heading]


OTHER = N_("Other")
"""The heading above the sources whose kind is in no group."""

GENERAL = Vocabulary(
    {
        kind.tier: kind
        for kind in (
            SourceKind("treaty", N_("Treaties"), Role.TREATY),
            SourceKind("law", N_("Laws")),
            SourceKind("court", N_("Courts")),
            SourceKind("government", N_("Governments")),
            SourceKind("intergovernmental", N_("International bodies")),
            SourceKind("ngo", N_("Organisations"), Role.REPORT),
            SourceKind("research", N_("Research"), Role.STUDY),
            SourceKind("news", N_("Press"), Role.PRESS),
            SourceKind("testimony", N_("Testimony")),
            SourceKind("reference", N_("Reference works"), Role.BACKGROUND),
            SourceKind("other", N_("Other"), Role.BACKGROUND),
        )
    },
    {
        N_("Law, courts, governments, international bodies"): (
            *("treaty", "law", "court", "government", "intergovernmental"),
        ),
        N_("Research"): ("research",),
        N_("Organisations"): ("ngo",),
        N_("Press"): ("news",),
        N_("Testimony"): ("testimony",),
        OTHER: ("reference", "other"),
    },
    {
        "officials": N_("officials"),
        "residents": N_("people who live there"),
        "former-residents": N_("people who lived there and have left"),
    },
)
"""The words of a book without tables of its own."""


def read_vocabulary(folder: Path | None) -> tuple[Vocabulary, list[Problem]]:
    """Read the tables of words, each of which may be missing.

    Without a table of groups, each kind in that of the book has a heading of its own.

    :param folder: the folder of data, None in a book without
    :return: the words of the rows that can be read, and the problems of the files
    """
    kinds, groups, witnesses = GENERAL.kinds, GENERAL.groups, GENERAL.witnesses
    if folder is None:
        return GENERAL, []
    problems: list[Problem] = []
    if (path := folder / SOURCE_KINDS).exists():
        found_kinds, problems = _read_kinds(path)
        kinds = found_kinds or kinds
        groups = {
            kind.name: [tier for tier, other in kinds.items() if other.name == kind.name]
            for kind in kinds.values()
        }
    if (path := folder / SOURCE_GROUPS).exists():
        groups, found = _read_groups(path, None if problems else kinds)
        problems += found
    if (path := folder / WITNESSES).exists():
        rows, found = _read_rows(path, ("id", "name"))
        problems += found
        witnesses = {key: row.cells[1] for key, row in rows.items()} or witnesses
    return Vocabulary(kinds, groups, witnesses, is_complete=not problems), problems


def _read_rows(path: Path, columns: Sequence[str]) -> tuple[dict[str, Record], list[Problem]]:
    """Read a table by the id of its rows, of which it must have some."""
    rows, problems = read_keyed(path, columns)
    if not rows and not problems:
        message = "the table has no rows: add some, or delete the file"
        problems.append(Problem(str(path), 0, Rule.MALFORMED_TABLE, message))
    return rows, problems


def _read_kinds(path: Path) -> tuple[dict[str, SourceKind], list[Problem]]:
    """Read the table of kinds; one whose role is unknown is a problem, and counts as a record."""
    rows, problems = _read_rows(path, ("tier", "name", "role"))
    kinds: dict[str, SourceKind] = {}
    for tier, row in rows.items():
        _tier, name, role = row.cells
        if role not in [*Role]:
            message = f"the role {role!r} is unknown: use one of {', '.join(Role)}"
            problems.append(Problem(str(path), row.line, Rule.MALFORMED_TABLE, message))
            role = Role.RECORD
        kinds[tier] = SourceKind(tier, name, Role(role))
    return kinds, sorted(problems)


def _read_groups(
    path: Path, kinds: Collection[str] | None
) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """Read the table of groups.

    :param kinds: the tiers of all kinds, None if some could not be read
    """
    records, problems = read_table(path, ("name", "tiers"))
    groups: dict[str, tuple[str, ...]] = {}
    above: set[str] = set()
    for record in records or ():
        name = record.cells[0].strip()
        tiers = tuple(filter(None, map(str.strip, record.cells[1].split(";"))))
        message = ""
        if not name or not tiers:
            message = "the name or the tiers are missing: add them, or delete the row"
        elif name in groups:
            message = f"the group {name!r} has a row above: put these tiers there"
        elif kinds is not None and (unknown := [tier for tier in tiers if tier not in kinds]):
            message = f"no kind of source has the tier {unknown[0]!r}: use {', '.join(kinds)}"
        elif twice := above.intersection(tiers):
            message = f"the tier {min(twice)!r} is in a group above: keep it in one of the two"
        if message:
            problems.append(Problem(str(path), record.line, Rule.MALFORMED_TABLE, message))
        if name:
            groups.setdefault(name, tiers)
        above.update(tiers)
    return groups, sorted(problems)
