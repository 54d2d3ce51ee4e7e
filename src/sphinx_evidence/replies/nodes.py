"""The nodes of replies; writers treat a reply as the container that it derives from."""

from __future__ import annotations

from docutils import nodes

from ..permalinks.numbers import RunningText


class reply(RunningText, nodes.container):
    """A reply where it stands: running text of its section."""


class reply_box(nodes.General, nodes.Element):
    """Placeholder for a copy of a reply from another page."""
