"""Links from a citation to its source, with the notes it reaches and how the place was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from markupsafe import escape

from ..core.i18n import _
from ..core.messages import N_
from .export import notes_path

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

    from .library import Library
    from .model import Citation

READINGS = {
    "copy": ("°", N_("read in a copy, a translation or an excerpt")),
    "account": ("‡", N_("known only through an account of it")),
}
"""The mark of each way of reading, and its words; what was read in the original has none."""


class source_link(nodes.reference):
    """A link from a citation to its source.

    In HTML its attribute ``data-notes`` has the address of the script with the notes on the source,
    from the root of the site, and the ids of the notes on the place cited, if it is one.
    """


class source_mark(nodes.inline):
    """The mark of how the place cited was read."""


def citation_link(link: nodes.reference, citation: Citation, library: Library) -> nodes.reference:
    """Return a link to a source that names the notes on the place cited, if there are any."""
    notes = library.notes_for(citation)
    if not notes:
        return link
    names = [note.id for note in notes] if citation.pinpoint else []
    result = source_link("", "", *link.children, **link.attributes)
    result["notes"] = " ".join((notes_path(notes[0].work), *names))
    return result


def reading_mark(reading: str) -> list[nodes.Node]:
    """Return the mark of a way of reading, or nothing for the original."""
    if reading not in READINGS:
        return []
    mark, words = READINGS[reading]
    return [source_mark("", mark, words=_(words))]


def marks_line() -> nodes.paragraph:
    """Return the line that explains the marks."""
    texts = (f"{mark} {_(words)}" for mark, words in READINGS.values())
    return nodes.paragraph("", " · ".join(texts), classes=["source-marks"])


def visit_link_html(self: HTML5Translator, node: source_link) -> None:
    """Write a link as Sphinx does, with the names of the notes."""
    href = node.get("refuri") or f"#{node['refid']}"
    attributes = {"href": href, "data-notes": node["notes"]}
    self.body.append(self.starttag(node, "a", "", CLASS="reference internal", **attributes))


def depart_link_html(self: HTML5Translator, node: source_link) -> None:
    self.body.append("</a>")


def visit_mark_html(self: HTML5Translator, node: source_mark) -> None:
    """Write a mark that is seen, but not copied, and its words, which only screen readers say."""
    mark, words = escape(node.astext()), escape(node["words"])
    self.body.append(
        f'<span class="source-mark" title="{words}"><span class="visually-hidden">, {words}</span>'
        f'<span aria-hidden="true">{mark}</span></span>'
    )
    raise nodes.SkipNode
