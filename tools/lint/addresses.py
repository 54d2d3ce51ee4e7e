"""Rules for addresses in the book."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from sphinx_evidence.core.diagnostics import Problem, Rule

from .names import has_name, name_words

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Set

_ADDRESS = re.compile(r"https?://[^\s<>\"'`|{}\]]+")
_AUTHORITY = re.compile(r"https?://([^/?#]*)")


def addresses(text: str) -> Iterator[tuple[int, str]]:
    """Yield every web address in *text* with its line, from 1."""
    for number, line in enumerate(text.splitlines(), 1):
        for match in _ADDRESS.finditer(line):
            yield number, match.group().replace("\\", "").rstrip(").,;")


def without_addresses(line: str) -> str:
    """Return a line without its web addresses, whose numbers and names mean nothing here."""
    return _ADDRESS.sub(" ", line)


def _host(address: str) -> str | None:
    """Return the host of an address in lower case, or None if the address is malformed."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:  # a bracket, or a character that NFKC turns into a separator
        return None


def unreadable_address(path: str, text: str) -> Iterator[Problem]:
    """Every address has a host that can be parsed; otherwise no browser can open it."""
    for line, address in addresses(text):
        if _host(address) is None:
            message = (
                f"the host in {address!r} cannot be read: correct it; addresses have no brackets"
            )
            yield Problem(path, line, Rule.UNSAFE_ADDRESS, message)


def unsafe_host(path: str, text: str, hosts: Set[str]) -> Iterator[Problem]:
    """No address has a host that is unsafe to visit, or a subdomain of one.

    :param hosts: host names (``example.org``), or single labels (``example``) in any position
    """
    for line, address in addresses(text):
        host = _host(address)
        if host is None:  # malformed: check anything in it that resembles a host name
            match = _AUTHORITY.match(address)
            host = re.sub(r"[^\w.-]+", ".", match[1].lower()) if match else ""
        labels = host.split(".")
        parents = {".".join(labels[start:]) for start in range(len(labels))}
        if unsafe := hosts & (parents | set(labels)):
            message = f"the host {min(unsafe)!r} is unsafe: describe the copy, without its address"
            yield Problem(path, line, Rule.UNSAFE_ADDRESS, message)


def private_name(path: str, text: str, withheld: Container[str]) -> Iterator[Problem]:
    """No address contains the name of a private person.

    :param withheld: the names, in lower case with single spaces
    """
    for line, address in addresses(text):
        if has_name(name_words(unquote(address)), withheld, 1):
            message = "the address contains a private person's name: cite another copy, or none"
            yield Problem(path, line, Rule.UNSAFE_ADDRESS, message)
