"""Record a form: turn its answers into rows of the table of audits, or say what is wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_evidence.claims.audit_model import (
    CLAIM,
    NOT_SEEN,
    NOTES,
    PAGE,
    PAIR,
    Audit,
    is_fault,
    short_id,
)
from sphinx_evidence.claims.audit_table import is_nothing, unknown_words, unseen
from sphinx_evidence.core.text import checksum

from .forms import BLANKS, FIRST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .forms import Answer, Form

Mistake = tuple[int, str]
"""Line and message."""

AFTER = "; after the notes: "
"""What joins what was written before the notes were seen and what was written after."""


def record(form: Form, audits: Sequence[Audit], day: str) -> tuple[list[Audit], list[Mistake]]:
    """Return the table of audits with what a form adds to it, and the mistakes of the form.

    What is not filled in is left out, and what was recorded before is left as it is. A first
    verdict cannot be given again in other words, as the judge may have seen the notes by then.

    :param day: today, in ISO format
    """
    table, mistakes = list(audits), list[Mistake]()
    places = {
        (audit.kind, audit.id): number
        for number, audit in enumerate(table)
        if audit.seed == form.seed and is_recorded(audit)
    }
    for answer in form.answers:
        if not any(answer[name] for name in BLANKS[form.stage]):
            continue
        place = places.get((answer["kind"], answer.id))
        known = None if place is None else table[place]
        if form.stage == FIRST:
            row = _first_row(answer, form.seed, day)
            mistakes += _wrong_first(answer, row, known)
            if known is None:
                table.append(row)
        elif place is None or known is None:
            mistakes.append((answer.line, "it has no first verdict yet: record the first form"))
        else:
            mistakes += _wrong_final(answer, known)
            table[place] = _final_row(answer, known)
    return table, mistakes


def is_recorded(audit: Audit) -> bool:
    """Return whether a verdict was given on a form, and not in one of the earlier draws."""
    return audit.standard == PAGE or audit.kind == PAIR


def _first_row(answer: Answer, seed: str, day: str) -> Audit:
    kind, text = answer["kind"], answer["text"]
    return Audit(
        *(checksum(text), answer["page"].partition(" ¶ ")[0], kind, text),
        *(NOTES if kind == PAIR else PAGE, answer["verdict"], answer["seen"], answer["grade"]),
        *(answer["standing"], answer["note"], answer["remark"], "", day, seed),
    )


def _wrong_first(answer: Answer, row: Audit, known: Audit | None) -> Iterator[Mistake]:
    """Yield the mistakes in a first verdict."""
    if short_id(row.sha256, row.note) != answer.id:
        yield answer.line, f"{answer.id} is not the id of its text: restore both"
    elif not row.verdict:
        yield answer.at("verdict"), "it has an answer and no verdict: write one, or delete the rest"
    elif known and (known.verdict, known.grade) != (row.verdict, row.grade):
        yield (
            answer.at("verdict"),
            f"it was judged {' '.join(filter(None, (known.verdict, known.grade)))!r} on "
            f"{known.date}, and a first verdict stays: write another into the form with the notes",
        )
    else:
        yield from ((answer.at("verdict"), message) for message in unknown_words(row))
        yield from _unsupported(answer, row)


def _unsupported(answer: Answer, row: Audit) -> Iterator[Mistake]:
    """Yield what a first verdict leaves out, and what does not belong to it."""
    if row.standard == PAGE:
        yield from ((answer.at("seen"), message) for message in unseen(row.verdict, row.seen))
    if row.kind == CLAIM and row.verdict != NOT_SEEN and not row.grade:
        yield answer.at("grade"), "the claim has no grade: write accepted, too high or too low"
    if row.kind != CLAIM and row.grade:
        yield answer.at("grade"), f"only a claim has a grade, and this is a {row.kind}: delete it"
    if is_fault(row.verdict) and not row.remark:
        yield answer.at("remark"), f"{row.verdict!r} has no remark: write what the work says, where"


def _final_row(answer: Answer, known: Audit) -> Audit:
    """Return a row with its final verdict; one that is the first again changes nothing."""
    if known.final or answer["final"] == known.verdict:
        return known
    seen, remark = (
        AFTER.join(filter(None, (before, answer[name])))
        for name, before in (("seen", known.seen), ("remark", known.remark))
    )
    return replace(known, final=answer["final"], seen=seen, remark=remark)


def _wrong_final(answer: Answer, known: Audit) -> Iterator[Mistake]:
    """Yield the mistakes in a final verdict."""
    final = answer["final"]
    if not final:
        yield answer.at("final"), "it has a remark and no final verdict: write one, or delete it"
    elif known.final and known.final != final:
        yield answer.at("final"), f"its final verdict is {known.final!r} already: delete this one"
    elif final != NOT_SEEN and is_nothing(known.seen) and not answer["seen"]:
        yield answer.at("seen"), "nothing was seen of it: write after 'seen:' what you opened now"
    else:
        row = replace(known, final=final)
        yield from ((answer.at("final"), message) for message in unknown_words(row))
        if is_fault(final) and not (answer["remark"] or known.remark):
            yield answer.at("remark"), f"{final!r} has no remark: write what the work says, where"
