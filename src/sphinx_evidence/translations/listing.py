"""The list of all translated pages, with who translated and reviewed them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from ..core.contents import toctree_order
from ..core.dates import short_date
from ..core.i18n import _
from ..core.nodes import find_nodes
from ..core.translated import TranslatedDomain, path_to_book
from .domain import TranslationDomain
from .nodes import translation_list
from .reviews import MACHINE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..core.languages import Language


class TranslationList(SphinxDirective):
    """A table for each language, with a row for each page that is translated."""

    def run(self) -> list[nodes.Node]:
        return [translation_list()]


class TranslationListTransform(SphinxPostTransform):
    """Replace each placeholder by the tables, or by a sentence if nothing is translated."""

    default_priority = 3

    def run(self, **kwargs: Any) -> None:
        languages = TranslatedDomain.of(self.env).languages
        for node in find_nodes(self.document, translation_list):
            none = nodes.paragraph("", _("Nothing has been translated yet."))
            node.replace_self([*map(self._table, languages)] or none)

    def _table(self, language: Language) -> nodes.table:
        heads = [_("Page"), _("In translation"), _("Older"), _("From edition")]
        heads += [_("Translators"), _("Reviewers"), _("Date")]
        rows = list(self._rows(language))
        group = nodes.tgroup(cols=len(heads))
        group += [nodes.colspec(colwidth=1) for _head in heads]
        head = _row([nodes.Text(one) for one in heads])
        group += [nodes.thead("", head), nodes.tbody("", *map(_row, rows))]
        name = nodes.inline("", language.name, classes=[f"language-{language.tag}"])
        ids = [f"translations-{language.folder}"]
        return nodes.table("", nodes.title("", "", name), group, ids=ids)

    def _rows(self, language: Language) -> Iterator[list[nodes.Node]]:
        domain, translated = TranslationDomain.of(self.env), TranslatedDomain.of(self.env)
        here = translated.current_builder.get_target_uri(self.env.docname)
        for docname in toctree_order(self.env):
            if docname not in translated.pages[language.folder]:
                continue
            standing = domain.standings[language.folder][docname]
            review = domain.review_of(language, docname)
            machine = review.translators == MACHINE
            path = translated.current_builder.get_target_uri(docname).removeprefix("../")
            link = nodes.reference(
                "",
                self.env.titles[docname].astext(),
                refuri=path_to_book(self.env, here, language.prefix + path),
                internal=True,
            )
            texts = [
                *(f"{standing.share} %", str(standing.stale), review.edition),
                _("draft by a machine") if machine else review.translators,
                review.reviewers or _("none yet"),
                short_date(review.date, _),
            ]
            yield [link, *map(nodes.Text, texts)]


def _row(cells: Sequence[nodes.Node]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells))
