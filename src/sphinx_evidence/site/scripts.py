"""Scripts without their comments, by the lexer of Pygments."""

from __future__ import annotations

from functools import cache

from pygments.lexers.javascript import JavascriptLexer
from pygments.token import Comment


@cache
def without_comments(script: str) -> str:
    """Return a script without comments, except those that begin with ``!`` and hold a licence."""
    tokens = JavascriptLexer(stripnl=False, ensurenl=False).get_tokens(script)
    return "".join(
        "" if kind in Comment and not text.startswith(("/*!", "//!")) else text
        for kind, text in tokens
    )
