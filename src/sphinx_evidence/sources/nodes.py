"""Docutils nodes of citations and of lists of sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from markupsafe import escape

from ..core.boxes import block
from ..core.nodes import CITATIONS, is_citation
from ..core.paths import CITATION_FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.writers.html5 import HTML5Translator

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


def skip_files(self: nodes.NodeVisitor, node: source_files) -> None:
    """Omit the links in formats that have no such files."""
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
