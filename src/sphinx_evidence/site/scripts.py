"""Scripts without their comments, and the names that a script can use, by the lexer of Pygments."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pygments.lexers.javascript import JavascriptLexer
from pygments.token import Comment, String

if TYPE_CHECKING:
    from collections.abc import Iterator

WORD = re.compile(r"[\w-]+")


def _tokens(script: str) -> Iterator[tuple[object, str]]:
    yield from JavascriptLexer(stripnl=False, ensurenl=False).get_tokens(script)


@cache
def words_of_script(script: str) -> frozenset[str]:
    """Return the words of the strings of a script, as elements, classes and ids are in strings."""
    strings = (text for kind, text in _tokens(script) if kind in String)
    return frozenset(word for text in strings for word in WORD.findall(text))


@cache
def without_comments(script: str) -> str:
    """Return a script without comments, except those that begin with ``!`` and hold a licence."""
    return "".join(
        "" if kind in Comment and not text.startswith(("/*!", "//!")) else text
        for kind, text in _tokens(script)
    )
