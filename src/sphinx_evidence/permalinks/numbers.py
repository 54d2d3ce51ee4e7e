"""The number of a paragraph within its chapter, as in documents of the United Nations."""

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

    It has no text, so that it is neither copied with the sentence nor searched for.
    """


class Numbered:
    """Marks a node, other than a paragraph, whose first paragraph is numbered.

    Its attribute ``name`` is the id of what the paragraph states.
    """


def visit_number_html(self: HTML5Translator, node: paragraph_number) -> None:
    """Show the number in the margin; the style prints it, so it cannot be selected."""
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
    """Give the templates the numbers of a page.

    In the text they are no stops for the keyboard, which would have to pass all of them on the way
    to a link; a folded list of them beside the text is one stop.
    """
    found = doctree.findall(paragraph_number) if doctree else ()
    context["paragraph_numbers"] = [node["number"] for node in found]
