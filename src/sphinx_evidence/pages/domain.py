"""The domain that checks the front matter of pages and the form of chapters."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..claims.domain import ClaimDomain
from ..core.diagnostics import Rule
from ..core.domains import PageDomain
from ..core.structure import is_chapter
from ..markup.domain import MarkupDomain
from ..permalinks.domain import PermalinkDomain
from .rules import Chapter, chapter_form, page_head, stale_review

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..core.diagnostics import Problem


PAGE = Path(__file__).parent / "page"
"""The folder of its style sheet."""


class PagesDomain(PageDomain):
    """Checks front matter and chapters; it has no data of its own."""

    name = "pages"
    assets = (PAGE / "pages.css",)
    label = "Pages"

    def problems(self) -> Iterator[Problem]:
        """Yield the problems of front matter and of chapters."""
        env, edition = self.env, self.env.config.evidence_edition_date
        heads = {name: env.metadata[name] for name in env.found_docs}
        # a page whose source is broken has a message already; do not report what it lacks for that
        markup = MarkupDomain.of(env)
        malformed = markup.pages_with(Rule.PAGE_HEAD)
        readable = {name: head for name, head in heads.items() if name not in malformed}
        yield from page_head(readable, edition=edition)
        yield from stale_review(heads, edition)
        refused = {claim.docname for claim in ClaimDomain.of(env).all_refused()}
        yield from chapter_form(self._chapters(), refused | markup.pages_with(Rule.OPEN_FENCE))

    def _chapters(self) -> Iterator[Chapter]:
        env = self.env
        permalinks, claims = PermalinkDomain.of(env), ClaimDomain.of(env)
        pages = {section.label: section.docname for section in permalinks.all_sections()}
        pages |= {citable.id: citable.docname for citable in permalinks.all_citables()}
        for docname in sorted(env.found_docs):
            if is_chapter(docname, env.config.evidence_parts):
                yield Chapter(
                    docname,
                    frozenset(section.label for section in permalinks.sections.get(docname, ())),
                    len(claims.claims.get(docname, ())),
                    any(query.page == docname for query in claims.lists.get(docname, ())),
                    frozenset(
                        pages[name] for name in permalinks.links.get(docname, ()) if name in pages
                    ),
                )
