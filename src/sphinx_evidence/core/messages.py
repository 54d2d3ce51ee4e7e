"""Words for readers in modules without Sphinx: how they are marked, and what translates them.

A pure function that makes words takes ``translate``; without it they are in English, as in data for
other programs. Words of a table are marked by :func:`N_` and translated where they are printed.
"""

from __future__ import annotations

from collections.abc import Callable

Translate = Callable[[str], str]
"""Returns a message in the language of the book; ``str`` leaves it in English."""


def N_(message: str) -> str:
    """Return a message as it is; marks it for translators, who find it in the catalog."""
    return message
