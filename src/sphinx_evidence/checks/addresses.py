"""Addresses that must not stand in the book. No Sphinx here."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from ..problem import Problem, Slip

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

_ADDRESS = re.compile(r"https?://[^\s<>\"'`|{}\]]+")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_NAME = 4


def addresses(text: str) -> Iterator[tuple[int, str]]:
    """Yield every web address in *text* with its line, from 1."""
    for number, line in enumerate(text.splitlines(), 1):
        for match in _ADDRESS.finditer(line):
            yield number, match.group().replace("\\", "").rstrip(").,;")


def unsafe_host(path: str, text: str, hosts: Set[str]) -> Iterator[Problem]:
    """No address leads to a host that is unsafe to visit, or to one below it.

    :param hosts: host names (``example.org``), or single labels (``example``) for any ending
    """
    for line, address in addresses(text):
        labels = (urlsplit(address).hostname or "").split(".")
        parents = {".".join(labels[start:]) for start in range(len(labels))}
        if found := hosts & (parents | set(labels)):
            message = f"the host {min(found)!r} is unsafe: name the copy in words, without address"
            yield Problem(path, line, Slip.UNSAFE_ADDRESS, message)


def digest(name: str) -> str:
    """Return the digest under which a withheld name is kept: SHA-256 of its words in lower case."""
    return sha256(" ".join(_WORD.findall(name.lower())).encode()).hexdigest()


def private_name(path: str, text: str, digests: Set[str]) -> Iterator[Problem]:
    """No address contains the name of a private person.

    The names are kept as digests, so that the list of them gives nobody away.
    """
    for line, address in addresses(text):
        words = _WORD.findall(unquote(address).lower())
        runs = (
            " ".join(words[start : start + length])
            for length in range(1, _LONGEST_NAME + 1)
            for start in range(len(words) - length + 1)
        )
        if any(digest(run) in digests for run in runs):
            message = "the address contains a private person's name: cite another copy, or none"
            yield Problem(path, line, Slip.UNSAFE_ADDRESS, message)
