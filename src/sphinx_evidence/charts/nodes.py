"""The nodes of a chart or a diagram: a figure in HTML, its text alternative elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from markupsafe import escape

from ..core.i18n import _
from ..core.languages import ENGLISH
from ..core.nodes import UNTRANSLATED, Worded, block

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


OWN = frozenset({"chart-title", "chart-date", "chart-ways"})
"""The classes of the paragraphs of a figure that are not its caption."""


class chart(Worded, block):
    """A chart with its caption and links to its data; a post-transform adds the drawings."""

    worded = ("heading", "alt")


class chart_caption(block):
    """The caption of a figure; of one that is a table with its title and date, and before it."""


class drawing(Worded, block):
    """The drawing of a diagram on another page, with a caption of its own."""

    worded = ("alt",)


class chart_words(block):
    """What a diagram says, as text, which HTML keeps folded."""


class chart_text(block):
    """The text alternative of a chart, for what has no drawing."""


def visit_chart_html(self: HTML5Translator, node: chart) -> None:
    """Write a drawing for each width; the style sheet displays one of them.

    What is listed and not drawn has its title as text, and no caption around the list.
    """
    if node.get("board"):
        name: dict[str, Any] = {"aria-labelledby": f"{node['name']}-title"}
        self.body.append(self.starttag(node, "figure", "\n", CLASS="chart", **name))
        return
    if node.get("listed"):
        attributes: dict[str, Any] = {"aria-label": node.shown("heading")}
        self.body.append(self.starttag(node, "figure", CLASS="chart chart-listed", **attributes))
        self.body.append(f'<p class="chart-title">{escape(node.shown("heading"))}</p>\n')
        return
    label = {"aria-label": node["title"]} if node.get("title") else {}  # not its whole caption
    self.body.append(self.starttag(node, "figure", CLASS="chart", **label))
    alt = escape(node.shown("alt"))  # what it shows; the title is the name of the figure
    caption = f'aria-describedby="{node["caption"]}" ' if "caption" in node else ""
    drawings: dict[str, str] = node.get("drawings", {})
    language = f'lang="{ENGLISH.tag}" ' if node.get(UNTRANSLATED) else ""
    for width, svg in drawings.items():
        role = "group" if "<a " in svg else "img"
        opening = f'<svg role="{role}" aria-label="{alt}" {caption}{language}class="chart-{width}" '
        plain = svg.replace(' font-family="sans-serif"', "")  # the style sheet names the face
        self.body.append(plain.replace("<svg ", opening, 1) + "\n")


def depart_chart_html(self: HTML5Translator, node: chart) -> None:
    self.body.append("</figure>\n")


def visit_caption_html(self: HTML5Translator, node: chart_caption) -> None:
    self.body.append(self.starttag(node, "figcaption"))


def depart_caption_html(self: HTML5Translator, node: chart_caption) -> None:
    self.body.append("</figcaption>\n")


def skip_text(self: HTML5Translator, node: chart_text) -> None:
    """Skip it where it is the accessible name of a drawing."""
    if node.parent.get("drawings"):
        raise nodes.SkipNode


def visit_words_html(self: HTML5Translator, node: chart_words) -> None:
    words = escape(_("In words"))
    summary = f"<summary>{words}</summary>"
    self.body.append(self.starttag(node, "details", summary, CLASS="chart-words"))


def depart_words_html(self: HTML5Translator, node: chart_words) -> None:
    self.body.append("</details>\n")
