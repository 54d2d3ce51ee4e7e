"""The nodes of a chart or a diagram: a figure in HTML, its text alternative elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from markupsafe import escape

from ..core.i18n import _
from ..core.nodes import block

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


class chart(block):
    """A chart with its caption and links to its data; a post-transform adds the drawings."""


class chart_words(block):
    """What a diagram says, as text, which HTML keeps folded."""


class chart_text(block):
    """The text alternative of a chart, for what has no drawing."""


def visit_chart_html(self: HTML5Translator, node: chart) -> None:
    """Write a drawing for each width; the style sheet displays one of them."""
    name = {"aria-label": node["title"]} if node.get("title") else {}  # not its whole caption
    self.body.append(self.starttag(node, "figure", CLASS="chart", **name))
    alt = escape(f"{title}. {node['alt']}" if (title := node.get("title")) else node["alt"])
    caption = f'aria-describedby="{node["caption"]}" ' if "caption" in node else ""
    drawings: dict[str, str] = node.get("drawings", {})
    for width, svg in drawings.items():
        opening = f'<svg role="img" aria-label="{alt}" {caption}class="chart-{width}" '
        self.body.append(svg.replace("<svg ", opening, 1) + "\n")
    self.body.append("<figcaption>\n")


def depart_chart_html(self: HTML5Translator, node: chart) -> None:
    self.body.append("</figcaption>\n</figure>\n")


def skip_text(self: HTML5Translator, node: chart_text) -> None:
    """Skip it where it is the accessible name of a drawing."""
    if node.parent.get("drawings"):
        raise nodes.SkipNode


def visit_words_html(self: HTML5Translator, node: chart_words) -> None:
    summary = f"<summary>{escape(_('In words'))}</summary>"
    self.body.append(self.starttag(node, "details", summary, CLASS="chart-words"))


def depart_words_html(self: HTML5Translator, node: chart_words) -> None:
    self.body.append("</details>\n")
