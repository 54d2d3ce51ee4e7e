"""Rules over what was read, each a generator of problems, and the two moments they run at."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from .. import __version__
from ..log import warn, warn_of
from . import claims, datasets, sections
from .bibliography import check_entries, sound

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from ..citations.domain import CitationDomain
    from ..claims.domain import ClaimDomain
    from ..datasets.domain import DatasetDomain
    from ..permalinks.domain import PermalinkDomain

SECTION_RULES = (sections.missing_label, sections.malformed_id, sections.misnamed_page)


CLAIM_RULES = (
    claims.uncited_claim,
    claims.ungraded_claim,
    claims.unreasoned_claim,
    claims.overstated_claim,
    claims.undated_claim,
    claims.withdrawn_source,
)


def check_bibliography(app: Sphinx) -> None:
    """Check the entries once the bibliography is read, if there is a table of publishers."""
    domain = cast("CitationDomain", app.env.domains["cite"])
    if domain.publishers:
        path = str(next(iter(domain.bibdata.bibfiles)))
        entries = sound(domain.bibdata.data.entries, domain.data["broken"])
        for problem in check_entries(path, entries, domain.data["lines"], domain.publishers):
            warn_of(problem)


def check_pages(app: Sphinx, env: BuildEnvironment) -> None:
    """Check ids, claims and page heads once all pages are read."""
    domain = cast("PermalinkDomain", env.domains["permalink"])
    problems = [problem for rule in SECTION_RULES for problem in rule(domain.all_sections())]
    found = list(cast("ClaimDomain", env.domains["claim"]).all_claims())
    sources = cast("CitationDomain", env.domains["cite"]).sources
    problems += [problem for rule in CLAIM_RULES for problem in rule(found, sources)]
    problems += claims.claim_id(found, domain.all_sections())
    problems += sections.page_head({name: env.metadata[name] for name in env.found_docs})
    for problem in sorted(problems):
        warn(problem.slip, problem.message, (problem.path, problem.line or None))
    tables = cast("DatasetDomain", env.domains["dataset"]).datasets.values()
    for problem in sorted(datasets.sourceless_row(tables, sources)):
        warn_of(problem)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the rules to the build."""
    app.setup_extension("sphinx_evidence.citations")
    app.setup_extension("sphinx_evidence.claims")
    app.setup_extension("sphinx_evidence.datasets")
    app.setup_extension("sphinx_evidence.permalinks")
    app.connect("builder-inited", check_bibliography, priority=450)
    app.connect("env-check-consistency", check_pages)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
