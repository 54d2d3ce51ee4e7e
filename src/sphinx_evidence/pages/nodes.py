"""The nodes of a chapter's form; every writer treats them as what they derive from."""

from __future__ import annotations

from docutils import nodes


class short_answer(nodes.container):
    """The short answer of a chapter: its standfirst, if there is one, and paragraphs."""


class standfirst(nodes.paragraph):
    """One sentence that answers the title of a chapter."""
