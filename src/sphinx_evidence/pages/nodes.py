"""The nodes of a chapter's form; every writer treats them as what they derive from."""

from __future__ import annotations

from docutils import nodes

from ..core.boxes import block


class short_answer(block):
    """The short answer of a chapter: its standfirst, if there is one, and paragraphs."""


class standfirst(nodes.paragraph):
    """One sentence that answers the title of a chapter."""
