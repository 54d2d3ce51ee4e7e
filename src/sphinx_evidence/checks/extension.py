"""Rules over what was read, each a generator of problems, and the two moments they run at."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from .. import __version__
from ..charts import rules as charts
from ..claims import rules as claims
from ..core.diagnostics import Rule
from ..core.log import warn, warn_of
from ..datasets import rules as datasets
from ..markup.domain import markup_domain
from ..pages import rules as chapters
from ..permalinks import rules as sections
from ..permalinks.model import is_chapter
from ..sources.rules import check_entries, sound, unused_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from ..charts.domain import ChartDomain
    from ..claims.domain import ClaimDomain
    from ..datasets.domain import DatasetDomain
    from ..permalinks.domain import PermalinkDomain
    from ..sources.domain import CitationDomain

SECTION_RULES = (sections.missing_label, sections.malformed_id, sections.misnamed_page)


CLAIM_RULES = (
    claims.uncited_claim,
    claims.ungraded_claim,
    claims.unreasoned_claim,
    claims.undated_claim,
    claims.withdrawn_source,
)


def check_bibliography(app: Sphinx) -> None:
    """Check the entries once the bibliography is read, if there is a table of publishers."""
    domain = cast("CitationDomain", app.env.domains["cite"])
    if domain.publishers:
        path = str(next(iter(domain.bibdata.bibfiles)))
        entries = sound(domain.bibdata.data.entries, domain.data["broken"])
        lines = domain.data["lines"]
        for problem in check_entries(
            path,
            entries,
            domain.sources,
            lines,
            domain.publishers,
            app.config.evidence_edition_date,
        ):
            warn_of(problem)


def _chapters(env: BuildEnvironment, pages: dict[str, str]) -> Iterator[chapters.Chapter]:
    """Yield what stands in the folders of the parts, but for their first pages.

    :param pages: the page of each section and claim
    """
    sections = cast("PermalinkDomain", env.domains["permalink"])
    claim_domain = cast("ClaimDomain", env.domains["claim"])
    for docname in sorted(env.found_docs):
        if is_chapter(docname, env.config.evidence_parts):
            yield chapters.Chapter(
                docname,
                frozenset(section.label for section in sections.sections.get(docname, ())),
                len(claim_domain.claims.get(docname, ())),
                any(wanted.page == docname for wanted in claim_domain.lists.get(docname, ())),
                frozenset(pages[name] for name in sections.links.get(docname, ()) if name in pages),
            )


def check_pages(app: Sphinx, env: BuildEnvironment) -> None:
    """Check ids, claims, charts, chapters and page heads once all pages are read."""
    all_sections = list(cast("PermalinkDomain", env.domains["permalink"]).all_sections())
    claim_domain = cast("ClaimDomain", env.domains["claim"])
    all_claims = list(claim_domain.all_claims())
    refused = list(claim_domain.all_refused())
    all_charts = list(cast("ChartDomain", env.domains["chart"]).all_charts())
    citations = cast("CitationDomain", env.domains["cite"])
    sources = citations.sources
    # What a claim rests on is not known before all that it cites is read.
    weighed = [claim for claim in all_claims if citations.has_read(claim.citations)]
    heads = {name: env.metadata[name] for name in env.found_docs}
    # what is wrong with the text of a page was said, and is not said again by what it misses
    texts = markup_domain(env)
    named = texts.pages_with(Rule.PAGE_HEAD)
    misread = {claim.docname for claim in refused} | texts.pages_with(Rule.OPEN_FENCE)
    edition = env.config.evidence_edition_date
    pages = {section.label: section.docname for section in all_sections}
    pages |= {claim.name: claim.docname for claim in all_claims}
    problems = [problem for rule in SECTION_RULES for problem in rule(all_sections)]
    problems += [problem for rule in CLAIM_RULES for problem in rule(all_claims, sources)]
    problems += claims.overstated_claim(weighed, sources)
    problems += claims.claim_id(all_claims, all_sections)
    problems += claims.postdated_claim(all_claims, edition)
    problems += claims.malformed_claim(refused)
    tags = {tag for claim in all_claims for tag in claim.tags}
    tags |= {tag for claim in refused for tag in claim.tags}
    problems += claims.empty_list(claim_domain.lists, tags, env.found_docs)
    problems += charts.chart_text(all_charts)
    problems += charts.chart_id(all_charts, pages)
    problems += chapters.chapter_form(_chapters(env, pages), misread)
    problems += chapters.stale_review(heads, edition)
    sound_heads = {name: head for name, head in heads.items() if name not in named}
    problems += sections.page_head(sound_heads, edition=edition)
    problems += sections.former_page(heads)
    problems += sections.generated_page(env.found_docs)
    datasets_by_name = cast("DatasetDomain", env.domains["dataset"]).pages
    problems += sections.dataset_id(datasets_by_name, all_sections)
    for problem in sorted(problems):
        warn(problem.rule, problem.message, (problem.path, problem.line or None))


def check_files(app: Sphinx, env: BuildEnvironment) -> None:
    """Check the rows of datasets, and whether every source is cited, once all pages are read."""
    domain = cast("CitationDomain", env.domains["cite"])
    tables = cast("DatasetDomain", env.domains["dataset"])
    every = tables.datasets.values()
    rows = [] if domain.data["missing"] else every
    problems = list(datasets.sourceless_row(rows, domain.sources.keys() | domain.data["broken"]))
    problems += datasets.repeated_term_id(every)
    if domain.publishers and tables.complete:  # a row that could not be read may cite the source
        path = str(next(iter(domain.bibdata.bibfiles)))
        keys = [key for key in domain.sources if key not in domain.data["broken"]]
        problems += unused_source(path, domain.data["lines"], keys, domain.meant_keys())
    for problem in sorted(problems):
        warn_of(problem)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the rules to the build."""
    app.connect("builder-inited", check_bibliography, priority=450)
    app.connect("env-check-consistency", check_pages)
    app.connect("env-check-consistency", check_files)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
