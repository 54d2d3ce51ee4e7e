"""Above the title of a chapter its part; under it what it rests on, and what ◇ means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..claims.domain import ClaimDomain
from ..claims.nodes import WORDS, inference
from ..core.contents import part_name
from ..core.dates import format_date
from ..core.i18n import _, ngettext
from ..core.nodes import sections_of, source_text
from ..core.structure import is_chapter
from ..core.text import count_words
from ..permalinks.nodes import cite_link, paragraph_number
from ..sources.domain import CitationDomain
from .domain import PagesDomain
from .form import standfirst

if TYPE_CHECKING:
    from collections.abc import Iterator

SPEED = 230
"""Words that a reader reads in a minute."""


def reading_time(document: nodes.document) -> int:
    """Return the minutes that the numbered paragraphs of a page take, at least one."""
    numbers = document.findall(paragraph_number)
    words = sum(count_words(source_text(number.parent)) for number in numbers)
    return max(1, round(words / SPEED))


class BylineTransform(SphinxPostTransform):
    """Add both lines to a chapter, and move the link to its citations into the second.

    The standfirst moves to the title, above the second line.
    """

    default_priority = 7
    """After the links to citations, before links to other pages are complete."""

    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        docname = self.env.docname
        section = next(sections_of(self.document), None)
        if section is None or not is_chapter(docname, self.config.evidence_parts):
            return
        items = [nodes.list_item("", nodes.inline("", text)) for text in self._facts(docname)]
        title = section.first_child_matching_class(nodes.title) or 0
        for link in [node for node in section.children if isinstance(node, cite_link)][:1]:
            section.remove(link)
            items.append(nodes.list_item("", link))
        under: list[nodes.Node] = [nodes.bullet_list("", *items, classes=["byline"])]
        for sentence in list(section.findall(standfirst))[:1]:
            sentence.parent.remove(sentence)
            under.insert(0, sentence)
        section[title + 1 : title + 1] = under
        self._add_kicker(docname)

    def _facts(self, docname: str) -> Iterator[str]:
        count = reading_time(self.document)
        yield ngettext("{count} minute", "{count} minutes", count).format(count=count)
        if count := len(ClaimDomain.of(self.env).claims.get(docname, ())):
            yield ngettext("{count} claim", "{count} claims", count).format(count=count)
        if count := len(CitationDomain.of(self.env).shown_keys(docname)):
            yield ngettext("{count} source", "{count} sources", count).format(count=count)
        if mark := next(self.document.findall(inference), None):
            yield f"{mark.astext()} {_(WORDS)}"
        if reviewed := self.env.metadata[docname].get("reviewed"):
            yield _("Reviewed {date}").format(date=format_date(reviewed, _))

    def _add_kicker(self, docname: str) -> None:
        part = f"{docname.rpartition('/')[0]}/index"
        if name := part_name(self.env, docname):
            uri = PagesDomain.of(self.env).current_builder.get_relative_uri(docname, part)
            link = nodes.reference("", name, refuri=uri, internal=True)
            self.document.insert(0, nodes.paragraph("", "", link, classes=["kicker"]))
