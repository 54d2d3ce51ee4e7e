"""The domain that checks the front matter of pages and the form of chapters."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes

from ..claims.domain import ClaimDomain
from ..core.diagnostics import Rule
from ..core.domains import PageDomain
from ..core.house import HouseRule, follows
from ..core.markup import MarkupDomain
from ..core.nodes import text_without_citations
from ..core.structure import argument_of, is_chapter
from ..core.text import INFERENCE, tidy
from ..permalinks.domain import PermalinkDomain, link_targets
from ..sources.domain import CitationDomain
from .form import short_answer, standfirst
from .rules import (
    Chapter,
    ShortAnswer,
    chapter_form,
    page_head,
    review_date,
    short_answer_form,
    stale_review,
    uncited_fact,
)
from .uncited import uncited_facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from ..core.diagnostics import Problem

PAGE = Path(__file__).parent / "page"
"""The folder of its style sheet."""


def read_answer(env: BuildEnvironment, node: short_answer) -> ShortAnswer:
    """Return the short answer of a node."""
    blocks = [child for child in node.children if isinstance(child, nodes.Element)]
    texts = {block: tidy(text_without_citations(block).replace(INFERENCE, "")) for block in blocks}
    return ShortAnswer(
        standfirst="".join(text for block, text in texts.items() if isinstance(block, standfirst)),
        paragraphs=tuple(
            text for block, text in texts.items() if not isinstance(block, standfirst)
        ),
        links=frozenset(link_targets(env, node)),
        line=node.line or 0,
    )


class PagesDomain(PageDomain):
    """The short answers of chapters, and the checks of front matter and chapters."""

    name = "pages"
    assets = (PAGE / "pages.css",)
    label = "Pages"
    data_version = 2
    by_page: ClassVar[tuple[str, ...]] = ("answers", "uncited")
    initial_data: ClassVar[dict[str, Any]] = {
        "answers": {},  # docname -> tuple of ShortAnswer
        "uncited": {},  # docname -> line and first words of sentences of fact
    }

    @property
    def answers(self) -> dict[str, tuple[ShortAnswer, ...]]:
        """The short answers of each page, of which a chapter has one."""
        return cast("dict[str, tuple[ShortAnswer, ...]]", self.data["answers"])

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Keep the short answer of a page, and what a chapter says without a source."""
        found = tuple(read_answer(env, node) for node in document.findall(short_answer))
        if found:
            self.answers[docname] = found
        if is_chapter(docname, env.config.evidence_parts):
            if facts := tuple(uncited_facts(document)):
                self.data["uncited"][docname] = facts

    def abstract(self, docname: str) -> str:
        """Return the short answer of a page, or else its argument."""
        for answer in self.answers.get(docname, ()):
            return answer.text
        return argument_of(self.env.metadata.get(docname, {}))

    def problems(self) -> Iterator[Problem]:
        """Yield the problems of front matter and of chapters."""
        env, edition = self.env, self.env.config.evidence_edition_date
        heads = {name: env.metadata[name] for name in env.found_docs}
        # a page whose source is broken has a message already; do not report what it lacks for that
        markup = MarkupDomain.of(env)
        malformed = markup.pages_with(Rule.PAGE_HEAD)
        readable = {name: head for name, head in heads.items() if name not in malformed}
        if follows(env.config, HouseRule.FRONT_MATTER):
            chapters = {name for name in heads if is_chapter(name, env.config.evidence_parts)}
            yield from page_head(readable, chapters)
        yield from review_date(readable, edition)
        yield from stale_review(heads, edition)
        if not follows(env.config, HouseRule.CHAPTERS):
            return
        skipped = markup.cut_pages()
        yield from chapter_form(self._chapters(), skipped)
        names = {claim.name for claim in ClaimDomain.of(env).all_claims()}
        answers = {page: found for page, found in self.answers.items() if page not in skipped}
        yield from short_answer_form(answers, names)
        yield from uncited_fact(
            {page: facts for page, facts in self.data["uncited"].items() if page not in skipped}
        )

    def _chapters(self) -> Iterator[Chapter]:
        env = self.env
        permalinks, claims = PermalinkDomain.of(env), ClaimDomain.of(env)
        sources = CitationDomain.of(env)
        pages = {section.label: section.docname for section in permalinks.all_sections()}
        pages |= {citable.id: citable.docname for citable in permalinks.all_citables()}
        for docname in sorted(env.found_docs):
            if is_chapter(docname, env.config.evidence_parts):
                on_page = claims.claims.get(docname, ())
                lists = [one for one in claims.lists.get(docname, ()) if one.page == docname]
                labels = (section.label for section in permalinks.sections.get(docname, ()))
                targets = permalinks.links.get(docname, ())
                listed = any(one.kind == "chapter" for one in sources.lists.get(docname, ()))
                yield Chapter(
                    docname,
                    frozenset(labels),
                    len(on_page),
                    bool(lists),
                    frozenset(pages[name] for name in targets if name in pages),
                    main=sum(bool(claim.main) for claim in on_page),
                    lists_main=any(query.main for query in lists),
                    answered=docname in self.answers,
                    argued=bool(argument_of(env.metadata[docname])),
                    unlisted=bool(sources.groups.get(docname)) and not listed,
                )
