"""Say above each voice whose it is, and below it what it does not show."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..core.dates import format_date
from ..core.i18n import _
from ..permalinks.nodes import CITE_HERE
from .domain import VoiceDomain
from .model import foot, head
from .nodes import voice


class VoiceTransform(SphinxPostTransform):
    """Complete voices from their rows, before citations become links."""

    default_priority = 3

    def run(self, **kwargs: Any) -> None:
        table = VoiceDomain.of(self.env).table
        for node in self.document.findall(voice):
            row = table.row(node["voice"]) if table else None
            if row is None:
                continue
            if withdrawn := row.cells["withdrawn"]:
                date = format_date(withdrawn, _)
                text = _("An account that stood here was withdrawn on {date}.").format(date=date)
                node.children = []
                node += nodes.paragraph("", text, classes=["voice-foot"])
                continue
            who = head(row, format_date(row.cells["date"], _), _)
            node.insert(0, nodes.paragraph("", who, classes=["voice-head"]))
            line = nodes.paragraph("", foot(row, _), classes=["voice-foot"])
            line[CITE_HERE] = True
            node += line
