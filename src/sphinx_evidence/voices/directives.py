"""The directive for a voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.docutils import SphinxDirective

from .nodes import voice

if TYPE_CHECKING:
    from docutils import nodes


class VoiceDirective(SphinxDirective):
    """What one person told in public; the argument is the id of its row in the table of voices."""

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        name = self.arguments[0]
        node = voice("", *self.parse_content_to_nodes(), ids=[name], classes=["voice"])
        node["voice"] = name
        self.set_source_info(node)
        return [node]
