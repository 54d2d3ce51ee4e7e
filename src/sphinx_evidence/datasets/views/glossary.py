"""The rows of a dataset as a glossary, with one term for each language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.domains.std import make_glossary_term

from ..select import column
from ..terms import LANGUAGES, NEEDED, SOUND, term_id

if TYPE_CHECKING:
    from ..base import DatasetDirective
    from ..model import Dataset, Row


def glossary(directive: DatasetDirective, dataset: Dataset) -> list[nodes.Node]:
    """Return the terms of a dataset; ``{term}`` finds each by its headwords and its variants.

    The id of a term is ``term-`` and the key of its row, with the language behind it for Korean
    and Chinese, so that it stays when a headword is spelt otherwise.

    :raises UnknownColumn: if the dataset lacks a column that a glossary needs
    """
    for name in NEEDED:
        column(dataset, name)
    rows = sorted(dataset.rows, key=lambda row: row.cells["english"].casefold())
    items = [_item(directive, dataset, row) for row in rows]
    return [nodes.definition_list("", *items, classes=["glossary", "terms"])]


def _item(directive: DatasetDirective, dataset: Dataset, row: Row) -> nodes.definition_list_item:
    cells = row.cells
    item = nodes.definition_list_item(ids=[dataset.anchor(row)])
    first = term_id(dataset, row)
    for name, language in LANGUAGES.items():
        if cells[name]:
            term = _term(directive, cells[name], language, term_id(dataset, row, language))
            if name == "chinese" and (other := cells.get("traditional")):
                term += nodes.Text(" ")
                term += nodes.inline("", other, classes=["language-zh-Hant"])
            if sound := cells.get(SOUND.get(name, ""), ""):
                term += nodes.inline("", f" {sound}", classes=["term-sound"])
            item += term
    std = directive.env.domains.standard_domain
    for variant in filter(None, (part.strip() for part in cells["variants"].split(";"))):
        std.note_object("term", variant, first, location=item[0])
    text = " ".join(filter(None, (cells["definition"], cells["note"])))
    cited = directive.cite("p", row.sources)
    item += nodes.definition("", nodes.paragraph("", "", nodes.Text(f"{text} "), *cited))
    return item


def _term(directive: DatasetDirective, word: str, language: str, node_id: str) -> nodes.term:
    source, line = directive.get_source_info()
    text = nodes.inline("", word, classes=[f"language-{language}"] if language else [])
    document = directive.state.document
    return make_glossary_term(directive.env, [text], None, source, line, node_id, document)
