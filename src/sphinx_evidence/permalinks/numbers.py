"""Numbers of paragraphs within their chapter, as in documents of the United Nations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from markupsafe import escape

from ..core.i18n import _

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class paragraph_number(nodes.Inline, nodes.Element):
    """The number of a paragraph within its chapter, and the anchor ``p12``.

    It has no text, so that it is neither copied with the sentence nor indexed for search.
    """


class Numbered:
    """Base class of nodes, other than paragraphs, whose first paragraph is numbered.

    The attribute ``name`` of such a node is the id of the claim that the paragraph states.
    """


def visit_number_html(self: HTML5Translator, node: paragraph_number) -> None:
    """Write the number; the style sheet displays it in the margin, so it cannot be selected."""
    number = node["number"]
    label = escape(_("Paragraph {number}").format(number=number))
    self.body.append(
        f'<a class="paragraph-number" id="p{number}" href="#p{number}" data-number="{number}" '
        f'tabindex="-1" aria-label="{label}"></a>'
    )
    raise nodes.SkipNode


def add_numbers(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Pass the numbers of a page to the templates.

    The numbers in the text are not in the tab order, since keyboard users would have to pass all
    of them before a link; the sidebar has a collapsed list of them, which is one tab stop.
    """
    numbers = doctree.findall(paragraph_number) if doctree else ()
    context["paragraph_numbers"] = [node["number"] for node in numbers]
