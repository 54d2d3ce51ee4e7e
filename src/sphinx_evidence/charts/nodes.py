"""The node of a chart: a figure in HTML, its description elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from markupsafe import escape

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator
    from sphinx.writers.latex import LaTeXTranslator
    from sphinx.writers.text import TextTranslator

    Translator = LaTeXTranslator | TextTranslator


class chart(nodes.General, nodes.Element):
    """A chart with its caption and the ways to its data; the drawing follows when all is read."""


class chart_text(nodes.General, nodes.Element):
    """What a chart shows, in words, where no drawing can be shown."""


def visit_chart_html(self: HTML5Translator, node: chart) -> None:
    """Show the drawings, one for each width; only one of them is ever displayed."""
    self.body.append(self.starttag(node, "figure", CLASS="chart"))
    alt = escape(node["alt"])
    caption = f'aria-describedby="{node["caption"]}" ' if "caption" in node else ""
    drawings: dict[str, str] = node.get("drawings", {})
    for width, svg in drawings.items():
        opening = f'<svg role="img" aria-label="{alt}" {caption}class="chart-{width}" '
        self.body.append(svg.replace("<svg ", opening, 1) + "\n")
    self.body.append("<figcaption>\n")


def depart_chart_html(self: HTML5Translator, node: chart) -> None:
    self.body.append("</figcaption>\n</figure>\n")


def visit_chart(self: Translator, node: chart) -> None:
    """Show the content as it is."""


def depart_chart(self: Translator, node: chart) -> None:
    """Show the content as it is."""


def skip_text(self: HTML5Translator, node: chart_text) -> None:
    """HTML has the words as the name of the drawing."""
    raise nodes.SkipNode
