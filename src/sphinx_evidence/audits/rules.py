"""The rule on verdicts: what was found faulty does not stand unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.diagnostics import Problem, Rule
from .model import ACCEPTED, is_fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from .model import Audit


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
