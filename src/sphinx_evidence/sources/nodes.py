"""Docutils nodes of citations and of lists of sources, and links to a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from markupsafe import escape

from ..core.i18n import _
from ..core.nodes import CITATIONS, block, is_citation
from ..core.paths import CITATION_FORMATS
from ..core.text import N_
from .export import notes_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.writers.html5 import HTML5Translator

    from .library import Library
    from .model import Citation
    from .reference import Run

_FILES = {f".{ending}": CITATION_FORMATS[ending][0] for ending in ("bib", "ris", "json")}
"""The names of the formats by file extension, in the order of the links."""


class source_list(nodes.General, nodes.Element):
    """Placeholder for a list of sources, filled by ``SourceListTransform``."""


class key_works(block):
    """A list of works that are worth reading, each item of which begins with its citation."""


class source_files(nodes.General, nodes.Element):
    """Links from the entry of a source to its citation files, and itself for reference managers.

    The attribute ``stem`` is the path of the files without extension, ``coins`` the source as a
    ContextObject of OpenURL.
    """


def visit_files_html(self: HTML5Translator, node: source_files) -> None:
    """Write a link to each file as text, since nodes for them would slow down long registers.

    Reference managers list what they find in spans of the class ``Z3988`` (COinS).
    """
    stem = escape(node["stem"])
    links = (f'<a href="{stem}{ending}">{name}</a>' for ending, name in _FILES.items())
    coins = f'<span class="Z3988" title="{escape(node["coins"])}"></span>'
    self.body.append(f'<p class="source-files">{" ".join(links)}{coins}</p>\n')
    raise nodes.SkipNode


def first_citations(item: nodes.Node) -> tuple[Citation, ...]:
    """Return the citations with which an item of a list begins, if it begins with some."""
    while isinstance(item, nodes.Element) and item.children:
        if is_citation(item):
            return tuple(item[CITATIONS])
        item = item.children[0]
    return ()


def to_nodes(runs: Iterable[Run]) -> list[nodes.Node]:
    """Return inline nodes for *runs*; docutils turns their language classes into ``lang``."""
    result: list[nodes.Node] = []
    for run in runs:
        classes = [f"language-{run.lang}"] if run.lang else []
        node: nodes.TextElement
        if run.uri:
            node = nodes.reference("", run.text, refuri=run.uri, internal=False)
        elif run.role == "title":
            node = nodes.emphasis("", run.text, classes=classes)
        elif run.role == "label":
            node = nodes.strong("", run.text, classes=["source-label"])
        elif classes:
            node = nodes.inline("", run.text, classes=classes)
        else:
            result.append(nodes.Text(run.text))
            continue
        result.append(node)
    return result


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
