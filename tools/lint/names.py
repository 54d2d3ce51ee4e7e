"""Names of private persons that no text or address may contain, stored as keyed digests.

There are few enough names to try them all, so plain digests would reveal them. These are HMACs
with a key that is not in the repository: 32 random bytes, as 64 hexadecimal digits in the
environment variable ``EVIDENCE_NAMES_KEY``. The file ``withheld-names.txt`` among the lists of the
checks has one digest per line, and a line ``key:`` that detects a wrong key.
"""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from sphinx_evidence.core.diagnostics import Problem, Rule

from ..errors import ToolError
from .lists import read_lines

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence
    from pathlib import Path

KEY = "EVIDENCE_NAMES_KEY"
"""The environment variable with the key."""

WITHHELD_NAMES = "withheld-names.txt"
"""The list, among those of the checks."""

LONGEST_NAME = 4
"""Maximum number of words of a name."""

_WORD = re.compile(r"[^\W\d_]+")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_CHECK = "key: "
_HEAD = """\
# Names that no text or address may hold, as digests with a key that is not in this repository.
# See docs/contributing/sources.md; add one with: python -m tools names
"""


def name_words(text: str) -> list[str]:
    """Return the words of a name, or of an address, in lower case."""
    return _WORD.findall(text.lower())


def has_name(words: Sequence[str], withheld: Container[str], shortest: int) -> bool:
    """Return whether words that follow each other are a withheld name.

    :param words: in lower case, as :func:`name_words` returns them
    :param withheld: the names, in lower case with single spaces
    :param shortest: how many words a name must have at least
    """
    return any(
        " ".join(words[start : start + length]) in withheld
        for length in range(shortest, LONGEST_NAME + 1)
        for start in range(len(words) - length + 1)
    )


def parse_key(text: str) -> bytes:
    """Return the key from its hexadecimal digits.

    :raises ToolError: if it does not have 32 bytes; the message does not contain it
    """
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise ToolError(f"{KEY} is not a key of 64 hexadecimal digits: correct it")
    return key


def plain_digest(name: str) -> str:
    """Return the SHA-256 of a name in lower case with single spaces."""
    return sha256(" ".join(name_words(name)).encode()).hexdigest()


def keyed_digest(key: bytes, plain: str) -> str:
    """Return the digest that is stored: the HMAC of a plain digest.

    It is made from the digest, not from the name, so that somebody who does not know the names
    can convert a list of plain digests.
    """
    return hmac.digest(key, plain.encode(), "sha256").hex()


def key_check(key: bytes) -> str:
    """Return the value that detects a wrong key; it is not the digest of any name."""
    return keyed_digest(key, "this is the key of the withheld names")


@dataclass(frozen=True, slots=True)
class WithheldNames:
    """A container of names that stores only their digests."""

    digests: frozenset[str]
    key: bytes

    def __contains__(self, name: object) -> bool:
        """Return whether a name is withheld, whatever separates its words."""
        return isinstance(name, str) and keyed_digest(self.key, plain_digest(name)) in self.digests


def read_names(path: Path, key: str) -> tuple[WithheldNames | None, list[Problem]]:
    """Return the withheld names for a key in hexadecimal digits.

    :param key: the key; without one, only the format of the list is checked
    :return: the names, or None, and the problems of the list or the key
    """
    lines, problems = read_lines(path)
    if problems:
        return None, problems
    checks = [line.removeprefix(_CHECK) for line in lines.values() if line.startswith(_CHECK)]
    digests = {n: line for n, line in lines.items() if not line.startswith(_CHECK)}
    for number, line in digests.items():
        if not _DIGEST.fullmatch(line):
            message = "the line is not a digest of 64 hexadecimal digits: use the tool names"
            problems.append(Problem(str(path), number, Rule.MALFORMED_LIST, message))
    if len(checks) != 1:
        message = "the list needs one line 'key: …': restore it"
        problems.append(Problem(str(path), 0, Rule.MALFORMED_LIST, message))
    if problems or not key:
        return None, problems
    try:
        secret = parse_key(key)
    except ToolError as error:
        return None, [Problem(str(path), 0, Rule.MALFORMED_LIST, str(error))]
    if not hmac.compare_digest(checks[0].encode(), key_check(secret).encode()):
        message = f"the list was made with a different key from that in {KEY}: set the right one"
        return None, [Problem(str(path), 0, Rule.MALFORMED_LIST, message)]
    return WithheldNames(frozenset(digests.values()), secret), []


def write_names(path: Path, names: WithheldNames) -> None:
    """Write a sorted list, so that its order does not reveal when a name was added."""
    lines = [_CHECK + key_check(names.key), *sorted(names.digests)]
    path.write_text(_HEAD + "".join(f"{line}\n" for line in lines), "utf-8")


def add_names(path: Path, key: str, texts: Iterable[str]) -> int:
    """Add names to a list, which is begun if there is none; return how many were not in it.

    :raises ToolError: if the list or the key cannot be used, or a name is too long to be found;
        no message contains a name
    """
    secret, known = parse_key(key), frozenset[str]()
    if path.exists():
        names, problems = read_names(path, key)
        if names is None:
            raise ToolError("\n".join(map(str, problems)))
        known = names.digests
    given = [text for text in texts if text.strip()]
    for number, text in enumerate(given, 1):
        if not 1 <= len(name_words(text)) <= LONGEST_NAME:
            raise ToolError(f"name {number} has not one to {LONGEST_NAME} words: nothing was added")
    digests = known | {keyed_digest(secret, plain_digest(text)) for text in given}
    write_names(path, WithheldNames(digests, secret))
    return len(digests) - len(known)
