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
"""The styles and scripts that become part of those of every page."""


class PagesDomain(PageDomain):
    """Keeps nothing: what it checks is kept by Sphinx and by other domains."""

    name = "pages"
    assets = (PAGE / "pages.css",)
    label = "Pages"

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong with front matter and chapters."""
        env, edition = self.env, self.env.config.evidence_edition_date
        heads = {name: env.metadata[name] for name in env.found_docs}
        # what is wrong with the text of a page was said, and is not said again by what it misses
        text = MarkupDomain.of(env)
        unread = text.pages_with(Rule.PAGE_HEAD)
        sound = {name: head for name, head in heads.items() if name not in unread}
        yield from page_head(sound, edition=edition)
        yield from stale_review(heads, edition)
        refused = {claim.docname for claim in ClaimDomain.of(env).all_refused()}
        yield from chapter_form(self._chapters(), refused | text.pages_with(Rule.OPEN_FENCE))

    def _chapters(self) -> Iterator[Chapter]:
        env = self.env
        permalinks, claims = PermalinkDomain.of(env), ClaimDomain.of(env)
        pages = {section.label: section.docname for section in permalinks.all_sections()}
        pages |= {claim.name: claim.docname for claim in claims.all_claims()}
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
