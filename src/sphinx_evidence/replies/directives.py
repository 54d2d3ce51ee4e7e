"""The directives for a reply, and for a box that shows it on another page."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from .nodes import reply, reply_box

if TYPE_CHECKING:
    from sphinx.util.typing import OptionSpec


class ReplyDirective(SphinxDirective):
    """What one party says to what is said of it; the argument is its id."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[OptionSpec] = {
        "by": directives.unchanged,
        "as-of": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        name = self.arguments[0]
        content = self.parse_content_to_nodes()
        node = reply("", *content, ids=[name], classes=["reply"])
        node["reply"] = name
        # what has an id of its own would be published as the book's: a rule names what is left out
        own = [
            part
            for part in node.findall(nodes.Element)
            if part is not node and isinstance(part, nodes.General | reply) and part["ids"]
        ]
        for part in own:
            part.parent.remove(part)
        node["left-out"] = tuple(part.tagname for part in own)
        node["by"], node["as-of"] = self.options.get("by", ""), self.options.get("as-of", "")
        self.set_source_info(node)
        return [node]


class ReplyBox(SphinxDirective):
    """A copy of the reply whose id is the argument, with a link to its place."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        node = reply_box("", reply=self.arguments[0])
        node["docname"] = self.env.current_document.docname
        self.set_source_info(node)
        return [node]
