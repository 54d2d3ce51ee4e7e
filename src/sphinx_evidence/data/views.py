"""The rows of a dataset as a glossary, and as a timeline."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes

from ..core.i18n import _
from ..theme.facets import ITEM, facets, letters, token, year_id, years
from .columns import period
from .roles import languages, term_id
from .select import column

if TYPE_CHECKING:
    from .base import DatasetDirective
    from .model import Dataset, Row
    from .roles import GlossaryColumns, TimelineColumns


def glossary(
    directive: DatasetDirective, dataset: Dataset, columns: GlossaryColumns
) -> list[nodes.Node]:
    """Return links to letters, and the terms of a dataset.

    ``{term}`` finds each by its headwords and its variants.

    The id of a term is ``term-`` and the key of its row, followed by the language for headwords
    other than the first, so that it does not change when a headword is respelt.
    """
    rows = sorted(dataset.rows, key=lambda row: row.cells[columns.headwords[0]].casefold())
    items = [_item(directive, dataset, columns, row) for row in rows]
    heads = {row.cells[columns.headwords[0]]: term_id(dataset, row) for row in rows}
    return [letters(heads), nodes.definition_list("", *items, classes=["glossary", "terms"])]


def _item(
    directive: DatasetDirective, dataset: Dataset, columns: GlossaryColumns, row: Row
) -> nodes.definition_list_item:
    cells, by_rule = row.cells, row.parts(columns.by_rule)
    item = nodes.definition_list_item(ids=[dataset.anchor(row)])
    for name, language in languages(dataset):
        if cells[name]:
            term = _term(directive, cells[name], language, term_id(dataset, row, language))
            other = columns.other_scripts.get(name, "")
            if field := dataset.field(other) if cells.get(other) else None:
                term += nodes.Text(" ")
                term += nodes.inline("", cells[other], classes=[f"language-{field.language}"])
            if name in by_rule:
                term += _by_rule()
            sound = columns.pronunciations.get(name, "")
            if pronunciation := cells.get(sound, ""):
                term += nodes.inline("", f" {pronunciation}", classes=["term-sound"])
                if sound in by_rule:
                    term += _by_rule()
            item += term
    std = directive.env.domains["std"]
    for variant in row.parts(columns.variants):
        std.note_object("term", variant, term_id(dataset, row), location=item[0])
    text = " ".join(filter(None, (cells[columns.definition], cells.get(columns.note, ""))))
    cited = directive.cite("p", row.sources)
    item += nodes.definition("", nodes.paragraph("", "", nodes.Text(f"{text} "), *cited))
    return item


def _by_rule() -> nodes.abbreviation:
    """Return the sign after a form that was not seen in print."""
    return nodes.abbreviation("", "*", explanation=_("formed by rule, not found in print"))


def _term(directive: DatasetDirective, word: str, language: str, node_id: str) -> nodes.term:
    text = nodes.inline("", word, classes=[f"language-{language}"] if language else [])
    term = nodes.term("", "", text, ids=[node_id])
    directive.set_source_info(term)
    directive.env.domains["std"].note_object("term", word, node_id, location=term)
    return term


def timeline(
    directive: DatasetDirective, dataset: Dataset, columns: TimelineColumns
) -> list[nodes.Node]:
    """Return filters, links to the years, and a heading and a list for each year."""
    choices = [
        (name, column(dataset, name).title, _values(dataset, name)) for name in columns.filters
    ]
    rows = sorted(dataset.rows, key=lambda row: row.cells[columns.start])
    counts = Counter(int(row.cells[columns.start][:4]) for row in rows)
    content: list[nodes.Node] = [facets("", facets=choices, noun="event"), years(counts, "event")]
    for year, events in groupby(rows, key=lambda row: row.cells[columns.start][:4]):
        items = [_event(directive, dataset, columns, row) for row in events]
        group = nodes.container("", nodes.rubric("", year), nodes.bullet_list("", *items))
        group["classes"], group["ids"] = ["facet-group", "timeline-year"], [year_id(int(year))]
        content.append(group)
    return content


def _values(dataset: Dataset, name: str) -> tuple[str, ...]:
    return tuple(sorted({value for row in dataset.rows for value in row.parts(name)}))


def _event(
    directive: DatasetDirective, dataset: Dataset, columns: TimelineColumns, row: Row
) -> nodes.list_item:
    title, text = row.cells[columns.title], row.cells[columns.text]
    dates = period([row.cells[columns.start], row.cells[columns.end]], _)
    date = nodes.inline("", dates, classes=["timeline-date"])
    event = nodes.paragraph("", "", date, nodes.Text(" "), nodes.strong("", title))
    event += nodes.Text(f". {text} " if text else ". ")
    event += directive.cite("p", row.sources)
    tokens = [token(name, value) for name in columns.filters for value in row.parts(name)]
    return nodes.list_item("", event, ids=[dataset.anchor(row)], classes=[ITEM, *tokens])
