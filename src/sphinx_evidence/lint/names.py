"""Names of private persons that no address may contain, kept as keyed digests. No Sphinx here.

Names are few enough to try them all, so a plain digest gives a name away. These digests are
HMACs under a key that is not in the repository: 32 random bytes, written as 64 hexadecimal digits
in the environment variable ``EVIDENCE_NAMES_KEY``. The file ``data/checks/withheld-names.txt`` has
one digest a line, and a line ``key:`` by which a wrong key is noticed.

``python -m sphinx_evidence.lint.names add`` reads names from standard input, one a line, and
adds them; ``rekey`` makes keyed digests of plain ones.
"""

from __future__ import annotations

import argparse
import hmac
import os
import re
import sys
from dataclasses import dataclass
from getpass import getpass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.diagnostics import Problem, Rule
from .lists import read_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

KEY = "EVIDENCE_NAMES_KEY"
"""The environment variable with the key."""

WITHHELD_NAMES = Path("data", "checks", "withheld-names.txt")

LONGEST_NAME = 4
"""The number of words up to which names are looked for."""

_WORD = re.compile(r"[^\W\d_]+")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_CHECK = "key: "
_HEAD = """\
# Names that must not stand in an address, as digests under a key that is not in this repository.
# Add one with: python -m sphinx_evidence.lint.names add
"""


class NamesError(ValueError):
    """What is wrong with the key or the list, in words for whoever runs the command."""


def name_words(text: str) -> list[str]:
    """Return the words of a name, or of an address, in lower case."""
    return _WORD.findall(text.lower())


def parse_key(text: str) -> bytes:
    """Return the key that *text* writes in hexadecimal digits.

    :raises NamesError: if it is not of 32 bytes; the message does not repeat it
    """
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise NamesError(f"{KEY} is not a key: it has 64 hexadecimal digits")
    return key


def plain_digest(name: str) -> str:
    """Return the SHA-256 of a name, its words in lower case with single spaces."""
    return sha256(" ".join(name_words(name)).encode()).hexdigest()


def keyed_digest(key: bytes, plain: str) -> str:
    """Return the digest that is kept: the HMAC of a plain digest.

    It is made of the digest and not of the name, so that a list of plain digests can be given a
    key by somebody who does not know the names.
    """
    return hmac.digest(key, plain.encode(), "sha256").hex()


def key_check(key: bytes) -> str:
    """Return the value by which a wrong key is noticed; no digest of a name can be equal to it."""
    return keyed_digest(key, "this is the key of the withheld names")


@dataclass(frozen=True, slots=True)
class WithheldNames:
    """A container of names that holds only their digests."""

    digests: frozenset[str]
    key: bytes

    def __contains__(self, name: object) -> bool:
        """Tell whether a name is withheld, however its words are separated."""
        return isinstance(name, str) and keyed_digest(self.key, plain_digest(name)) in self.digests


def read_names(path: Path, key: str) -> tuple[WithheldNames | None, list[Problem]]:
    """Return the withheld names for a key in hexadecimal digits.

    :param key: the key; without one, only the form of the list is looked at
    :return: the names, or None, and what is wrong with the list or the key
    """
    lines, problems = read_lines(path)
    if problems:
        return None, problems
    checks = [line.removeprefix(_CHECK) for line in lines.values() if line.startswith(_CHECK)]
    digests = {n: line for n, line in lines.items() if not line.startswith(_CHECK)}
    for number, line in digests.items():
        if not _DIGEST.fullmatch(line):
            message = "the line is no digest of 64 hexadecimal digits: add names by the command add"
            problems.append(Problem(str(path), number, Rule.MALFORMED_LIST, message))
    if len(checks) != 1:
        message = "the list needs one line 'key: …': make keyed digests by the command rekey"
        problems.append(Problem(str(path), 0, Rule.MALFORMED_LIST, message))
    if problems or not key:
        return None, problems
    try:
        secret = parse_key(key)
    except NamesError as error:
        return None, [Problem(str(path), 0, Rule.MALFORMED_LIST, str(error))]
    if not hmac.compare_digest(checks[0].encode(), key_check(secret).encode()):
        message = f"the list was made with another key than that in {KEY}: set the right one"
        return None, [Problem(str(path), 0, Rule.MALFORMED_LIST, message)]
    return WithheldNames(frozenset(digests.values()), secret), []


def write_names(path: Path, names: WithheldNames) -> None:
    """Write a list, sorted, so that its order does not tell when a name was added."""
    lines = [_CHECK + key_check(names.key), *sorted(names.digests)]
    path.write_text(_HEAD + "".join(f"{line}\n" for line in lines), "utf-8")


def add_names(path: Path, key: str, texts: Iterable[str]) -> int:
    """Add names to a list; return how many were not in it.

    :raises NamesError: if the list or the key cannot be used, or a name would never be found; no
        message repeats a name
    """
    parse_key(key)
    names, problems = read_names(path, key)
    if names is None:
        raise NamesError("\n".join(map(str, problems)))
    given = [text for text in texts if text.strip()]
    for number, text in enumerate(given, 1):
        if not 1 <= len(name_words(text)) <= LONGEST_NAME:
            raise NamesError(
                f"name {number} has not one to {LONGEST_NAME} words: nothing was added"
            )
    digests = names.digests | {keyed_digest(names.key, plain_digest(text)) for text in given}
    write_names(path, WithheldNames(digests, names.key))
    return len(digests) - len(names.digests)


def rekey(path: Path, key: str) -> int:
    """Make keyed digests of a list of plain ones; return how many.

    :raises NamesError: if the list cannot be read, is keyed already or holds something else
    """
    secret = parse_key(key)
    lines, problems = read_lines(path)
    if problems:
        raise NamesError("\n".join(map(str, problems)))
    for number, line in lines.items():
        if line.startswith(_CHECK):
            raise NamesError(f"{path}:{number}: the list is keyed already")
        if not _DIGEST.fullmatch(line):
            raise NamesError(f"{path}:{number}: the line is no digest of 64 hexadecimal digits")
    digests = frozenset(keyed_digest(secret, line) for line in lines.values())
    write_names(path, WithheldNames(digests, secret))
    return len(digests)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``add`` or ``rekey`` on the list below the current folder; no name is printed."""
    parser = argparse.ArgumentParser(prog="python -m sphinx_evidence.lint.names")
    parser.add_argument("command", choices=["add", "rekey"])
    command = parser.parse_args(arguments).command
    key = os.environ.get(KEY, "")
    try:
        if command == "rekey":
            print(f"{rekey(WITHHELD_NAMES, key)} digests are keyed in {WITHHELD_NAMES}")
        else:
            # at a terminal the name is not shown while it is typed
            texts = [getpass("Name: ")] if sys.stdin.isatty() else sys.stdin.readlines()
            print(f"{add_names(WITHHELD_NAMES, key, texts)} added to {WITHHELD_NAMES}")
    except NamesError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
