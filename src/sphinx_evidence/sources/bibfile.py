"""Read a ``.bib`` file: every mistake becomes a message with a line, and no entry is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pybtex.bibtex.utils import split_name_list
from pybtex.database import BibliographyData, InvalidNameString
from pybtex.database.input.bibtex import LowLevelParser, Parser, UndefinedMacro
from pybtex.errors import capture
from pybtex.exceptions import PybtexError
from pybtex.scanner import PrematureEOF, PybtexSyntaxError

from ..core.diagnostics import Problem, Rule
from ..core.text import UNSEEN
from ..core.upstream import entry_span, open_field

if TYPE_CHECKING:
    from pathlib import Path

BIBLIOGRAPHY = "references.bib"
"""The default of ``bibtex_bibfiles``."""

_START = re.compile(r"^[^\S\n]*@\s*\w+\s*[{(]", re.M)
_HEAD = re.compile(
    r"^\s*@?\s*(?!comment\b|string\b|preamble\b)\w+\s*[{(]\s*([^\s,{}]+)", re.M | re.I
)
_FIELD = re.compile(r"^[^\S\n]*([A-Za-z]+)[^\S\n]*=[^\S\n]*(.*?)[,\s]*$", re.M)
_CONFLICT = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?: .*|)$", re.M)
_NO_BRACE = re.compile(r"^[^\S\n]*@\s*\w+\s+([^\s,{}]+)\s*,", re.M)
_NO_KEY = re.compile(r"@\s*\w+\s*[{(]\s*\w+\s*=")
_COMMENT = re.compile(r"@\s*comment\s*\{[^{}]*\}", re.I)
_PERSONS = ("author", "editor")


@dataclass(frozen=True, slots=True)
class BibFile:
    """The content of a ``.bib`` file.

    :param data: pybtex's entries, in the order of the file
    :param lines: line of the first entry with each key, from 1
    :param broken: keys of entries with a syntax error, which may be incomplete
    :param problems: the problems of the file
    """

    data: BibliographyData
    lines: dict[str, int]
    broken: frozenset[str]
    problems: tuple[Problem, ...]


class _Parser(Parser):  # type: ignore[misc]
    """A pybtex parser that reads one entry after another and continues after a broken one.

    :ivar lines: line of the first entry with each key
    :ivar broken: keys of entries with a syntax error
    :ivar messages: line and message of each problem
    """

    def __init__(self, errors: list[PybtexError], *, family_first: bool) -> None:
        super().__init__()
        self.family_first = family_first
        self.errors = errors
        self.lines: dict[str, int] = {}
        self.broken: set[str] = set()
        self.messages: list[tuple[int, str]] = []

    def read(self, text: str) -> None:
        """Read a whole file."""
        starts = [0, *(match.start() for match in _START.finditer(text)), len(text)]
        line = 1
        for start, end in pairwise(starts):
            self._read_piece(text[start:end], line)
            line += text.count("\n", start, end)

    def _read_piece(self, piece: str, line: int) -> None:
        """Read the text from the beginning of an entry to that of the next.

        :param line: the line on which *piece* begins
        """
        scanner = LowLevelParser(piece, handle_error=self.handle_error, macros=self.macros)
        end, before = 0, len(self.errors)
        for kind, content in scanner:
            former = end
            start, end = entry_span(scanner)
            self._read_between(piece[former:start], line + _lines(piece[:former]))
            entry_line = line + _lines(piece[:start])
            new = self.errors[before:]
            cut = next((e for e in new if _is_cut(e)), None)
            key = ""
            if kind.lower() not in ("string", "preamble"):
                if _NO_KEY.match(piece, start):
                    message = "the entry has no key: write it after the brace"
                    self.messages.append((entry_line, message))
                    return
                key, fields = content[0] or "", content[1]
                self._add(kind, key, fields, entry_line, check_names=cut is None)
            for error in new:
                if isinstance(error, PybtexSyntaxError):
                    self.messages.append(_syntax_message(error, key, piece, line))
            if cut:
                self.broken.add(key)
                return
            before = len(self.errors)
        for error in self.errors[before:]:  # pybtex did not recognise an entry
            message = f"{_what(error)}: an entry begins @misc{{key, and no comment may have an @"
            self.messages.append((line + error.lineno - 1, message))
            self.broken.update(_NO_BRACE.findall(piece))
            return
        self._read_between(piece[end:], line + _lines(piece[:end]))

    def _add(self, kind: str, key: str, fields: list[Any], line: int, *, check_names: bool) -> None:
        """Store an entry, of which authors that are cut off may not be those meant."""
        if not key:  # the error before the key is already reported
            return
        before = len(self.errors)
        self.process_entry(kind, key, fields)
        for error in self.errors[before:]:
            self.messages.append((line, _message(error, key)))
        for name, parts in fields:
            if name.lower() in _PERSONS and check_names:
                names = "".join(parts)
                if message := misread_author(names, family_first=self.family_first):
                    self.messages.append((line, f"{key}: {message}"))
        self.lines.setdefault(key, line)

    def _read_between(self, text: str, line: int) -> None:
        """Report text outside entries, which BibTeX would ignore."""
        text = _COMMENT.sub(lambda match: "\n" * _lines(match[0]), text)
        match = re.search(r"^[^\S\n]*(?!%)\S.*$", text, re.M)
        if match is None:
            return
        if head := _HEAD.match(match[0]):
            key = head[1]
            message = "the entry has no @ before its type: add it"
        else:
            key = next(reversed(self.lines), "")
            text_outside = match[0].strip()[:40]
            message = f"{text_outside!r} is in no entry: delete it, or a brace too many above it"
        name = f"{key}: " if key else ""
        self.messages.append((line + _lines(text[: match.start()]), name + message))
        self.broken.add(key)


def _lines(text: str) -> int:
    return text.count("\n")


def _is_cut(error: PybtexError) -> bool:
    return isinstance(error, PybtexSyntaxError) and not isinstance(error, UndefinedMacro)


def _what(error: PybtexError) -> str:
    text = str(error)
    return text.partition(": ")[2] or text


def _syntax_message(error: PybtexSyntaxError, key: str, piece: str, line: int) -> tuple[int, str]:
    """Return line and message of a syntax error.

    :param line: the line on which *piece* begins
    """
    name = f"{key}: " if key else ""
    if isinstance(error, UndefinedMacro):
        word = str(error).rpartition(": ")[2]
        message = f"the word {word!r} is unknown: months are jan to dec, put text in braces"
        return line + error.lineno - 1, name + message
    if not isinstance(error, PrematureEOF):
        message = f"{_what(error)}; is a comma missing before it, or a brace not closed?"
        return line + error.lineno - 1, name + message
    # Either a field is not closed and includes the text below it, or the entry is not closed.
    fields = list(_FIELD.finditer(piece))
    unclosed = open_field(error)
    for match in fields if re.search(r"\n\s*\}\s*$", piece) else fields[:-1]:
        if match[1] == unclosed:
            message = f"the brace or the quotation mark after '{unclosed} =' is not closed"
            return line + _lines(piece[: match.start()]), f"{name}{message}: close it"
    return line + _lines(piece.rstrip()), f"{name}the last brace of the entry is missing: add it"


def misread_author(text: str, *, family_first: bool = True) -> str:
    """Return a message about the first author name that BibTeX would misread, or nothing.

    :param family_first: whether all persons are named, and as ``Family, Given``, so that any other
        name is that of a body without its braces
    """
    for name in split_name_list(" ".join(text.split())):
        bare = re.sub(r"\{[^{}]*\}", "{}", re.sub(r"\{[^{}]*\}", "", name))
        words = bare.replace(",", " ").split()
        if ";" in bare:
            return f"the authors {name!r} are one name: write 'and' between them and no semicolon"
        if any(word.lower() == "and" for word in words):
            return f"'and' is written twice or at an end of the authors ({name!r}): delete one"
        if match := re.search(r"^others$|\bet al\b" if family_first else r"\bet al\b", bare, re.I):
            return f"{match[0]!r} is no author: name all, citations add 'et al.' themselves"
        if family_first and "," not in bare and len(words) > 1:
            return (
                f"{name!r} is read as a person called {words[-1]!r}: put the name of a body in "
                "double braces, and write a person as 'Family, Given'"
            )
    return ""


def _message(error: PybtexError, key: str) -> str:
    text = str(error)
    if isinstance(error, InvalidNameString):
        return (
            f"{key}: a name has too many commas ({text}); "
            "separate several names by 'and', put the name of a body in double braces"
        )
    if "repeated bibliography entry" in text:
        return f"{key}: this key is used twice; rename or delete the second entry"
    if "duplicate" in text:
        return f"{key}: {text}; keep one of the two"
    return text


def _strip_unseen(text: str) -> tuple[str, list[tuple[int, str]]]:
    """Remove invisible characters; return the text, and line and message for each line of them."""
    messages = []
    for number, line in enumerate(text.split("\n"), 1):
        if match := UNSEEN.search(line):
            message = f"the character U+{ord(match[0]):04X} is invisible: delete it"
            messages.append((number, message))
    return UNSEEN.sub("", text), messages


def read_bibfile(path: Path, *, family_first: bool = True) -> BibFile:
    """Read a bibliography.

    A missing file, bytes that are not UTF-8, a syntax error, a repeated key or field and a
    malformed list of names are reported as problems; all that can be read is kept. During a merge
    conflict nothing else is reported.

    :param family_first: as for :func:`misread_author`
    """
    messages: list[tuple[int, str]] = []

    def result(data: BibliographyData, lines: dict[str, int], broken: frozenset[str]) -> BibFile:
        rule = Rule.MALFORMED_BIBLIOGRAPHY
        problems = (Problem(str(path), line, rule, message) for line, message in messages)
        return BibFile(data, lines, broken, tuple(problems))

    try:
        raw = path.read_bytes()
    except OSError as error:
        advice = "make the file, or take it out of bibtex_bibfiles in conf.py"
        reason = error.strerror or error
        messages.append((0, f"the bibliography cannot be read: {reason}: {advice}"))
        return result(BibliographyData(), {}, frozenset())
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        messages.append(
            (line, f"byte 0x{raw[error.start]:02x} is not UTF-8; save the file as UTF-8")
        )
        text = raw.decode("utf-8-sig", errors="replace")
    text, unseen = _strip_unseen(text.replace("\r\n", "\n").replace("\r", "\n"))
    messages += unseen
    conflicts = [match for match in _CONFLICT.finditer(text) if match[0].startswith("<")]
    with capture() as errors:
        parser = _Parser(errors, family_first=family_first)
        parser.read(_CONFLICT.sub("", text) if conflicts else text)
    if conflicts:
        message = "a merge conflict: keep one version, and delete the lines <<<, === and >>>"
        messages += ((_lines(text[: match.start()]) + 1, message) for match in conflicts)
        return result(parser.data, parser.lines, frozenset(parser.data.entries))
    messages += parser.messages
    return result(parser.data, parser.lines, frozenset(parser.broken - {""}))
