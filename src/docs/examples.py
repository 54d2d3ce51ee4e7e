"""What the pages of the manual show: examples beside their results, and defaults of settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class Example(SphinxDirective):
    """The content as it is typed, and beside it what becomes of it."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return a box with both."""
        typed = "\n".join(self.content)
        source = nodes.literal_block(typed, typed, language="markdown")
        result = nodes.container(classes=["example-result"])
        self.state.nested_parse(self.content, self.content_offset, result)
        return [nodes.container("", source, result, classes=["example"])]


class Defaults(SphinxDirective):
    """The settings of the package, each with its default."""

    def run(self) -> list[nodes.Node]:
        """Return a table, in the order of the names."""
        values = sorted(self.config.values.items())
        rows = [
            f"| `{name}` | {option.description} | `{option.default!r}` |"
            for name, option in values
            if name.startswith("evidence_")
        ]
        table = ["| setting | what it is | default |", "| --- | --- | --- |", *rows]
        box = nodes.container()
        self.state.nested_parse(StringList(table, self.get_location()), self.content_offset, box)
        return [*box.children]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives."""
    app.add_directive("example", Example)
    app.add_directive("defaults", Defaults)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
