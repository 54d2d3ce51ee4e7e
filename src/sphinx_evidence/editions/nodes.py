"""The node of a list of editions."""

from __future__ import annotations

from docutils import nodes


class edition_list(nodes.General, nodes.Element):
    """Placeholder for the list of editions, which is known once all pages are read."""
