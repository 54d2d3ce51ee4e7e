"""Docutils nodes of citations and of lists of sources, and links to a source."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from markupsafe import escape

from ..core.i18n import _
from ..core.nodes import CITATIONS, block, is_citation
from ..core.paths import CITATION_FORMATS
from ..core.text import N_, WORD_JOINER, split_scripts
from .export import notes_path

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

    from .library import Library
    from .model import Citation


class source_list(nodes.General, nodes.Element):
    """Placeholder for a list of sources, filled by ``SourceListTransform``."""


class key_works(block):
    """A list of works that are worth reading, each item of which begins with its citation."""


def file_links(stem: str, coins: str) -> nodes.raw:
    """Return links from the entry of a source to its citation files, in HTML only.

    They are text, since nodes for them would slow down long registers. Reference managers list what
    they find in spans of the class ``Z3988``.

    :param stem: path of the files without extension
    :param coins: the source as a ContextObject of OpenURL (COinS)
    """
    links = " ".join(
        f'<a href="{escape(stem)}.{ending}">{CITATION_FORMATS[ending][0]}</a>'
        for ending in ("bib", "ris", "json")
    )
    span = f'<span class="Z3988" title="{escape(coins)}"></span>'
    return nodes.raw("", f'<p class="source-files">{links}{span}</p>\n', format="html")


def first_citation(item: nodes.Node) -> Citation | None:
    """Return the citation with which an item of a list begins, if it begins with one."""
    while isinstance(item, nodes.Element) and item.children:
        if is_citation(item):
            return cast("Citation", item[CITATIONS][0])
        item = item.children[0]
    return None


def language_class(lang: str) -> list[str]:
    """Return the class that docutils turns into ``lang``, none for English."""
    return [f"language-{lang}"] if lang else []


def text_nodes(text: str, lang: str = "") -> list[nodes.Node]:
    """Return a text as inline nodes, with the language of each part in an East Asian script.

    :param lang: BCP 47 tag of the work that it is from
    """
    return [
        nodes.inline("", part, classes=language_class(own)) if own else nodes.Text(part)
        for part, own in split_scripts(text, lang)
    ]


READINGS = {
    "copy": ("°", N_("read in a copy, a translation or an excerpt"), N_("in a copy")),
    "account": ("‡", N_("known only through an account of it"), N_("by an account")),
}
"""The mark of each way of reading, its words, and those that are heard after each citation.

What was read in the original has none.
"""


class source_link(nodes.reference):
    """A link from a citation to its source.

    In HTML its attribute ``data-notes`` has the address of the script with the notes on the source,
    from the root of the site, and the ids of the notes on the place cited, if it is one.
    """


class source_mark(nodes.inline):
    """The mark of how the place cited was read: its ``words``, and ``spoken`` the short ones.

    ``first`` is the first of its kind in the running text of a page, which explains it beside it.
    """


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
    mark, words, spoken = READINGS[reading]
    return [source_mark("", mark, words=_(words), spoken=_(spoken))]


def marks_line() -> nodes.paragraph:
    """Return the line that explains the marks."""
    texts = (f"{mark} {_(words)}" for mark, words, _spoken in READINGS.values())
    return nodes.paragraph("", " · ".join(texts), classes=["source-marks"])


def visit_link_html(self: HTML5Translator, node: source_link) -> None:
    """Write a link as Sphinx does, with the names of the notes."""
    href = node.get("refuri") or f"#{node['refid']}"
    attributes = {"href": href, "data-notes": node["notes"]}
    self.body.append(self.starttag(node, "a", "", CLASS="reference internal", **attributes))


def depart_link_html(self: HTML5Translator, node: source_link) -> None:
    self.body.append("</a>")


def visit_mark_html(self: HTML5Translator, node: source_mark) -> None:
    """Write a mark that is seen, but not copied, and short words, which only screen readers say.

    It is joined to what it marks, so that it is never alone on a line.
    """
    mark, words, spoken = escape(node.astext()), escape(node["words"]), escape(node["spoken"])
    note = f' data-note="{mark} {words}"' if node.get("first") else ""
    self.body.append(
        f'<span class="source-mark" title="{words}"{note}>'
        f'<span class="visually-hidden">, {spoken}</span>'
        f'<span aria-hidden="true">{WORD_JOINER}{mark}</span></span>'
    )
    raise nodes.SkipNode
