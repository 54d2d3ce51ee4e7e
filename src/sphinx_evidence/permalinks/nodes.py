"""The nodes that lead to citations and to files for reference managers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from markupsafe import escape

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


FILES = {".bib": "BibTeX", ".ris": "RIS", ".json": "CSL-JSON"}
"""The files of a source, by their endings."""


class cite_link(nodes.Inline, nodes.Element):
    """The way from a thing to its citation; a script opens it in place.

    It has no text, so that it is no part of a heading where headings are listed.
    """


class source_files(nodes.General, nodes.Element):
    """The way from the entry of a source to its files for reference managers."""


def visit_files_html(self: HTML5Translator, node: source_files) -> None:
    """Lead to each file; written out, since a register has many of them."""
    stem = escape(node["stem"])
    links = (f'<a href="{stem}{ending}">{name}</a>' for ending, name in FILES.items())
    self.body.append(f'<p class="source-files">{" ".join(links)}</p>\n')
    raise nodes.SkipNode


def visit_cite_html(self: HTML5Translator, node: cite_link) -> None:
    """Lead to the page with all styles."""
    address, label = escape(node["address"]), escape(f"Cite: {node['title']}")
    self.body.append(f'<a class="cite-link" href="{address}" aria-label="{label}">Cite</a>')
    raise nodes.SkipNode


def skip_cite(self: nodes.NodeVisitor, node: nodes.Element) -> None:
    """Leave it out where there is no page to link to."""
    raise nodes.SkipNode
