"""The form that a judge fills in: its grammar, and how it is read.

A form is plain text. Lines that begin with ``#`` and empty lines are for readers. ``form:`` and
``seed:`` come first; then each item begins with ``=== ID SEAL`` and has a field on each line, such
as ``verdict: exact``. A line that begins with a space goes on with the field above it. The seal
shows whether what was printed is unchanged, so that a form can be recorded without the book.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_evidence.core.text import checksum, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


FIRST, FINAL = STAGES = ("first", "final")
"""A form for verdicts before the judge has seen a note, and one for verdicts after."""

PRINTED = ("kind", "page", "standing", "note", "text")
"""The fields that are recorded as they were printed; the seal is made of them."""

SHOWN = ("cited", "asides", "cites", "says", "caveat", "judged", "notes")
"""The fields that are printed for the judge only."""

BLANKS = {
    FIRST: ("verdict", "seen", "grade", "remark"),
    FINAL: ("final", "seen", "remark"),
}
"""The fields that the judge fills in."""

_HEAD = re.compile(r"=== (\S+) ([0-9a-f]{8})")
_FIELD = re.compile(r"([a-z]+):(?: (.*))?")


@dataclass(frozen=True, slots=True)
class Answer:
    """One item of a form.

    :param id: the start of its checksum, for a pair with the id of the note
    :param line: the line on which it begins
    :param fields: its fields without those that are empty
    :param lines: the line of each field
    """

    id: str
    line: int
    fields: Mapping[str, str]
    lines: Mapping[str, int] = field(repr=False, compare=False)

    def __getitem__(self, name: str) -> str:
        """Return a field, empty if it is not filled in."""
        return self.fields.get(name, "")

    def at(self, name: str) -> int:
        """Return the line of a field, or else of the item."""
        return self.lines.get(name, self.line)


@dataclass(frozen=True, slots=True)
class Form:
    """A form as read.

    :param stage: one of :data:`STAGES`
    :param seed: the seed of the draw
    :param answers: its items
    """

    stage: str
    seed: str
    answers: tuple[Answer, ...]


def seal(seed: str, name: str, fields: Mapping[str, str]) -> str:
    """Return eight digits of a checksum of what is printed of an item."""
    return checksum("\n".join((seed, name, *(fields.get(one, "") for one in PRINTED))))[:8]


def printed(kind: str, page: str, standing: str, note: str, text: str) -> dict[str, str]:
    """Return the fields of an item that are recorded as printed, without those that are empty."""
    values = (kind, page, standing, note, one_line(text))
    return {name: value for name, value in zip(PRINTED, values, strict=True) if value}


def head(seed: str, name: str, fields: Mapping[str, str]) -> str:
    """Return the line with which an item begins."""
    return f"=== {name} {seal(seed, name, fields)}"


def read_form(text: str) -> tuple[Form, list[tuple[int, str]]]:
    """Read a form.

    :return: the form, and line and message of each mistake; with mistakes it is not whole
    """
    blocks, mistakes = _blocks(text)
    first = blocks[0][2]
    stage, seed = first.get("form", (0, ""))[1], first.get("seed", (0, ""))[1]
    if stage not in STAGES:
        mistakes.append((1, f"the form is {stage!r}: the line 'form: first' or 'form: final'"))
    if not re.fullmatch(r"-?\d+", seed):
        mistakes.append((1, f"the seed is {seed!r}: write the line 'seed:' as it was printed"))
    answers = []
    for line, title, found in blocks[1:]:
        name, _, sign = title.partition(" ")
        fields = {one: value for one, (_line, value) in found.items() if value}
        answer = Answer(name, line, fields, {one: at for one, (at, _value) in found.items()})
        mistakes += _strange(answer, stage)
        if sign != seal(seed, name, fields):
            changed = f"what was printed of {name} was changed: restore {', '.join(PRINTED)}"
            mistakes.append((line, changed))
        answers.append(answer)
    for answer in answers:
        if [one.id for one in answers].count(answer.id) > 1:
            mistakes.append((answer.line, f"{answer.id} is in the form twice: keep one"))
    return Form(stage, seed, tuple(answers)), sorted(mistakes)


def _strange(answer: Answer, stage: str) -> Iterator[tuple[int, str]]:
    """Yield line and message of each field that a form of its stage does not have."""
    known = (*PRINTED, *SHOWN, *BLANKS.get(stage, ()))
    for name, line in answer.lines.items():
        if name not in known:
            yield line, f"{name!r} is no field: use {', '.join(BLANKS.get(stage, known))}"


Block = tuple[int, str, dict[str, tuple[int, str]]]
"""The line and the title of a part of a form, and line and value of each of its fields."""


def _blocks(text: str) -> tuple[list[Block], list[tuple[int, str]]]:
    """Return the parts of a form, the first without a title, and the mistakes in its lines."""
    blocks: list[Block] = [(1, "", {})]
    mistakes: list[tuple[int, str]] = []
    last = ""  # the field that an indented line goes on with
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        fields = blocks[-1][2]
        if not line.strip() or line.startswith("#"):
            continue
        if line[0].isspace():
            if not last:
                mistakes.append((number, "the line is indented, and no field is above it"))
                continue
            at, value = fields[last]
            fields[last] = at, f"{value} {line.strip()}".strip()
        elif match := _HEAD.fullmatch(line.rstrip()):
            blocks.append((number, f"{match[1]} {match[2]}", {}))
            last = ""
        elif (match := _FIELD.fullmatch(line.rstrip())) and match[1] not in fields:
            last = match[1]
            fields[last] = number, (match[2] or "").strip()
        else:
            mistakes.append((number, _wrong_line(line, match)))
    return blocks, mistakes


def _wrong_line(line: str, match: re.Match[str] | None) -> str:
    """Return what is wrong with a line that is neither a head nor the first of its field."""
    if match:
        return f"{match[1]!r} is there twice: keep one"
    if line.startswith("=="):
        return f"{line[:40]!r} is no head of an item: restore it as it was printed"
    return f"{line[:40]!r} is no field: write 'name: text', and indent a line that goes on"


def list_mistakes(mistakes: Iterable[tuple[int, str]]) -> str:
    """Return mistakes one a line, each with its place."""
    return "\n".join(f"line {line}: {message}" for line, message in mistakes)
