"""Translatable strings in modules that do not depend on Sphinx.

A function that returns text for readers has a parameter ``translate``. By default the text is in
English, as in data for other programs. :func:`N_` marks strings in constants, which are translated
where they are used.
"""

from __future__ import annotations

from collections.abc import Callable

Translate = Callable[[str], str]
"""A function that returns the translation of a message; ``str`` leaves it in English."""


def N_(message: str) -> str:
    """Return *message* unchanged; mark it for extraction into the catalog."""
    return message
