"""The table of audits, and the rule that what was found faulty does not stand unchanged."""

from __future__ import annotations

import csv
from dataclasses import astuple, fields
from typing import TYPE_CHECKING

from ..core.dates import is_day
from ..core.diagnostics import Problem, Rule
from ..core.tables import read_table
from ..core.text import checksum
from .audit_model import (
    ACCEPTED,
    GRADES,
    KINDS,
    NOTHING,
    PAGE,
    PAIR,
    STANDARDS,
    UNDECIDED,
    Audit,
    is_fault,
    verdicts_for,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

COLUMNS = tuple(field.name for field in fields(Audit))[:-1]
"""The columns of the table, all but the line that a row is on."""


def unknown_words(audit: Audit) -> Iterator[str]:
    """Yield each word of a verdict that is none of those known, with these."""
    words = {"kind": (*KINDS, PAIR), "standard": STANDARDS, "grade": ("", *GRADES)}
    verdicts = tuple(verdicts_for(audit.kind, audit.standard))
    words |= {"verdict": verdicts, "final": ("", *verdicts)}
    for name, known in words.items():
        if (word := getattr(audit, name)) not in known:
            yield f"the {name} {word!r} is unknown: use one of {', '.join(filter(None, known))}"


def is_nothing(seen: str) -> bool:
    """Return whether what was seen is nothing, however that is typed."""
    return seen.rstrip(".").casefold() == NOTHING


def unseen(verdict: str, seen: str) -> Iterator[str]:
    """Yield a message if a verdict does not say what was seen, or says more than that allows."""
    if not seen:
        yield (
            f"the verdict {verdict!r} does not say what was seen: write the address that was "
            "opened, or what other copy, or 'nothing' with the verdict 'not-seen'"
        )
    elif is_nothing(seen) and verdict not in UNDECIDED:
        yield f"the verdict {verdict!r} rests on nothing seen: write 'not-seen', or what was seen"


def read_audits(path: Path) -> tuple[list[Audit], list[Problem]]:
    """Read the table of audits.

    :return: the rows without a mistake, and the problems of the file
    """
    audits = []
    records, problems = read_table(path, COLUMNS)
    for record in records or ():
        audit = Audit(*record.cells, line=record.line)
        messages = [*unknown_words(audit)]
        if audit.standard == PAGE:
            messages += unseen(audit.verdict, audit.seen)
        if audit.sentence and audit.sha256 != checksum(audit.sentence):  # none: taken out for harm
            messages.append("the checksum is not that of the text: record the verdict anew")
        if not audit.seed.isdecimal():
            messages.append(f"the seed {audit.seed!r} is not the number of a draw: correct it")
        for day in (audit.date, *filter(None, [audit.mended])):
            if not is_day(day):
                messages.append(f"the date {day!r} is not a day such as 2026-11-26")
        if messages:
            where = (str(path), record.line, Rule.MALFORMED_TABLE)
            problems += [Problem(*where, message) for message in messages]
        else:
            audits.append(audit)
    return audits, problems


def write_audits(path: Path, audits: Iterable[Audit]) -> None:
    """Write the table of audits."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(astuple(audit)[:-1] for audit in audits)


def stale_audit(
    path: Path, audits: Iterable[Audit], present: Mapping[str, str]
) -> Iterator[Problem]:
    """What was found faulty, a text or the standing of a claim, has been changed.

    The last verdict on a text counts, and binds no other text: one that was found sound may change.

    :param present: the standing of each text of the book, empty for all but claims, by checksum
    """
    for audit in {(audit.sha256, audit.note): audit for audit in audits}.values():
        if audit.sha256 not in present or audit.mended:
            continue
        if is_fault(audit.last):
            found = repr(audit.last)
        elif audit.grade not in ("", ACCEPTED) and audit.standing == present[audit.sha256]:
            found = f"to have a grade that is {audit.grade}"
        else:
            continue
        remark = f" ({audit.remark})" if audit.remark else ""
        message = (
            f"'{audit.sentence[:60]} …' was judged {found} on {audit.date} and still stands on "
            f"{audit.page}: correct it, or write the day in 'mended' if what was wrong stood "
            f"beside it{remark}"
        )
        yield Problem(str(path), audit.line, Rule.STALE_AUDIT, message)
