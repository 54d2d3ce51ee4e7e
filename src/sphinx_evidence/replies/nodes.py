"""The nodes of replies."""

from __future__ import annotations

from docutils import nodes

from ..core.boxes import block
from ..permalinks.numbers import RunningText


class reply(RunningText, block):
    """A reply where it stands: running text of its section."""


class reply_box(nodes.General, nodes.Element):
    """Placeholder for a copy of a reply from another page."""
