"""The number of a paragraph within its chapter, as in documents of the United Nations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from .. import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator


class paragraph_number(nodes.Inline, nodes.Element):
    """The number of a paragraph within its chapter, and the anchor ``p12``.

    It has no text, so that it is neither copied with the sentence nor searched for.
    """


def visit_number_html(self: HTML5Translator, node: paragraph_number) -> None:
    """Show the number in the margin; the style prints it, so it cannot be selected."""
    number = node["number"]
    self.body.append(
        f'<a class="paragraph-number" id="p{number}" href="#p{number}" data-number="{number}" '
        f'tabindex="-1" aria-label="Paragraph {number}"></a>'
    )
    raise nodes.SkipNode


def skip_number(self: nodes.NodeVisitor, node: paragraph_number) -> None:
    """Leave it out where it cannot stand in a margin."""
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


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the node."""
    html, skip = (visit_number_html, None), (skip_number, None)
    app.add_node(paragraph_number, html=html, latex=skip, text=skip, man=skip, texinfo=skip)
    app.connect("html-page-context", add_numbers)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
