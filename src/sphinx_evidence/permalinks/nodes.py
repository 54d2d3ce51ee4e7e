"""Links to citation pages, numbers of paragraphs, and the running text that has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from markupsafe import escape
from sphinx.addnodes import pending_xref

from ..core.i18n import _
from ..core.nodes import in_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.writers.html5 import HTML5Translator

CITE_HERE = "cite_here"
"""Attribute that marks the paragraph of an object to which the link is added."""

UNCOUNTED = "uncounted"
"""The attribute of a number on a page that leaves out other numbered paragraphs."""


class cite_link(nodes.Inline, nodes.Element):
    """Link to the citation page of an object; a script opens that page in a dialog.

    It has no text, so that it does not appear in tables of contents.
    """


def visit_cite_html(self: HTML5Translator, node: cite_link) -> None:
    """Write the link."""
    address, label = escape(node["address"]), escape(_("Cite: {title}").format(title=node["title"]))
    text = escape(_("Cite"))
    self.body.append(f'<a class="cite-link" href="{address}" aria-label="{label}">{text}</a>')
    raise nodes.SkipNode


def running_text(section: nodes.Element) -> Iterator[tuple[nodes.paragraph, str]]:
    """Yield the paragraphs directly under a heading, each with the id of the claim it states.

    Lists, tables, notes, captions and images are left out; the id is empty for prose.
    """
    for node in section.children:
        if isinstance(node, nodes.paragraph):
            if not all(isinstance(child, nodes.image) for child in in_source(node).children):
                yield node, ""
        elif isinstance(node, RunningText) and isinstance(node, nodes.Element):
            yield from running_text(node)
        elif isinstance(node, Numbered) and isinstance(node, nodes.Element):
            for paragraph in list(node.findall(nodes.paragraph))[:1]:
                yield paragraph, node["name"]


def copies(blocks: Iterable[nodes.Node], docname: str, home: str) -> list[nodes.Node]:
    """Return copies of blocks for the page *docname*, without ids and paragraph numbers.

    :param home: address of their own page from there, empty if it is that page
    """
    holder = nodes.container("", *(block.deepcopy() for block in blocks))
    for number in list(holder.findall(paragraph_number)):
        number.parent.remove(number)
    for node in holder.findall(nodes.Element):
        node["ids"] = []
        if isinstance(node, pending_xref):
            node["refdoc"] = docname
        elif home and "refid" in node:  # a link within their own page
            node["refuri"], node["internal"] = f"{home}#{node.attributes.pop('refid')}", True
    return list(holder.children)


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
    """Write the number; the style sheet counts and displays it, so it cannot be selected.

    Where paragraphs are left out, it cannot count.
    """
    number = node["number"]
    shown = f'data-number="{number}" ' if node.get(UNCOUNTED) else ""
    label = escape(_("Paragraph {number}").format(number=number))
    self.body.append(
        f'<a class="paragraph-number" id="p{number}" {shown}href="#{node["anchor"]}" '
        f'tabindex="-1" aria-label="{label}"></a>'
    )
    raise nodes.SkipNode
