"""Read a ``.bib`` file: every slip becomes a message with a line, nothing is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pybtex.database import BibliographyData, InvalidNameString
from pybtex.database.input.bibtex import Parser, UndefinedMacro
from pybtex.errors import capture
from pybtex.exceptions import PybtexError
from pybtex.scanner import PybtexSyntaxError

from ..problem import Problem, Slip

if TYPE_CHECKING:
    from pathlib import Path

_ENTRY = re.compile(
    r"^\s*@\s*(?!comment\b|string\b|preamble\b)\w+\s*[{(]\s*([^\s,{}]+)", re.M | re.I
)


@dataclass(frozen=True, slots=True)
class BibFile:
    """What a ``.bib`` file holds.

    :param data: pybtex's entries, in the order of the file
    :param lines: line on which each key first stands, from 1
    :param broken: keys of entries that a syntax error cut short
    :param problems: what could not be read as it stands
    """

    data: BibliographyData
    lines: dict[str, int]
    broken: frozenset[str]
    problems: tuple[Problem, ...]


class _Parser(Parser):  # type: ignore[misc]
    """A pybtex parser that tells which entry an error without a line belongs to."""

    def __init__(self, errors: list[PybtexError]) -> None:
        super().__init__()
        self.errors = errors
        self.keys: dict[int, str] = {}

    def process_entry(self, entry_type: str, key: str | None, fields: Any) -> None:
        if key is None:  # the syntax error before the key is reported already
            return
        before = len(self.errors)
        super().process_entry(entry_type, key, fields)
        self.keys.update((id(error), key) for error in self.errors[before:])


def _message(error: PybtexError, key: str) -> str:
    text = str(error)
    if isinstance(error, UndefinedMacro):
        word = text.rpartition(": ")[2]
        return f"{key}: the word {word!r} is unknown: months are jan to dec, text stands in braces"
    if isinstance(error, PybtexSyntaxError):
        what = text.partition(": ")[2] or text
        return f"{key}: {what}; is a comma missing before it, or a brace left open?"
    if isinstance(error, InvalidNameString):
        return (
            f"{key}: a name has too many commas ({text}); "
            "separate several names by 'and', put the name of a body in double braces"
        )
    if "repeated bibliography entry" in text:
        return f"{key}: this key stands twice; rename or remove the second entry"
    if "duplicate" in text:
        return f"{key}: {text}; keep one of the two"
    return text


def read_bibfile(path: Path) -> BibFile:
    """Return what *path* holds.

    A missing file, bytes that are not UTF-8, a syntax error, a repeated key or field and a bad
    list of names are reported as problems; all that can be read is kept.
    """
    problems: list[Problem] = []

    def note(line: int, message: str) -> None:
        problems.append(Problem(str(path), line, Slip.MALFORMED_BIBLIOGRAPHY, message))

    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        note(0, f"the bibliography cannot be read: {reason}")
        return BibFile(BibliographyData(), {}, frozenset(), tuple(problems))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        note(line, f"byte 0x{raw[error.start]:02x} is not UTF-8; save the file as UTF-8")
        text = raw.decode("utf-8-sig", errors="replace")

    places: dict[str, list[int]] = {}
    line, end = 1, 0
    for match in _ENTRY.finditer(text):
        line += text.count("\n", end, match.start(1))
        end = match.start(1)
        places.setdefault(match.group(1), []).append(line)
    with capture() as errors:
        parser = _Parser(errors)
        parser.parse_string(text)
    broken: set[str] = set()
    for slip in errors:
        key = parser.keys.get(id(slip), "")
        if isinstance(slip, PybtexSyntaxError):
            line = slip.lineno
            before = [(start, key) for key, (start, *_) in places.items() if start <= line]
            key = max(before, default=(0, ""))[1]
            if not isinstance(slip, UndefinedMacro):
                broken.add(key)
        else:
            line = places.get(key, [0])[-1 if "repeated" in str(slip) else 0]
        note(line, _message(slip, key))
    lines = {key: numbers[0] for key, numbers in places.items()}
    return BibFile(parser.data, lines, frozenset(broken), tuple(problems))
