"""Numbers of paragraphs within their chapter, as in documents of the United Nations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from markupsafe import escape

from ..core.i18n import _

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


class paragraph_number(nodes.Inline, nodes.Element):
    """The number of a paragraph within its chapter, and the anchor ``p12``.

    It has no text, so that it is neither copied with the sentence nor indexed for search. It links
    to its paragraph by the id that has digits of the words in it, which is what readers copy.
    """


class RunningText:
    """Base class of nodes whose own paragraphs are running text of the section that they are in."""


class Numbered:
    """Base class of nodes, other than paragraphs, whose first paragraph is numbered.

    The attribute ``name`` of such a node is the id of the claim that the paragraph states.
    """


def visit_number_html(self: HTML5Translator, node: paragraph_number) -> None:
    """Write the number; the style sheet counts and displays it, so it cannot be selected."""
    number = node["number"]
    label = escape(_("Paragraph {number}").format(number=number))
    self.body.append(
        f'<a class="paragraph-number" id="p{number}" href="#{node["anchor"]}" '
        f'tabindex="-1" aria-label="{label}"></a>'
    )
    raise nodes.SkipNode
