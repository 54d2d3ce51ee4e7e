"""Citing: permalinks, citations in all styles, and files for reference managers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from .. import __version__
from ..core.edition import edition_of
from ..core.log import warn_of
from ..permalinks.builder import RegisterBuilder, all_pages
from ..permalinks.cite_links import CiteTransform
from ..permalinks.nodes import cite_link, skip_cite, source_files, visit_cite_html, visit_files_html
from ..permalinks.register import lost_ids, unregistered_ids
from ..site.extension import COLLECT
from ..sources.backrefs import BackrefTransform
from .domain import CitableDomain
from .write import cards, pages, sources

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from ..claims.domain import ClaimDomain
    from ..permalinks.domain import PermalinkDomain


def collect(app: Sphinx, env: BuildEnvironment) -> None:
    """Gather what can be cited, and what cites each source."""
    cast("CitableDomain", env.domains["citable"]).collect()


def check_ids(app: Sphinx, env: BuildEnvironment) -> None:
    """Check that no published id is lost and, at a release, that all are registered."""
    if not app.config.evidence_register:
        return
    path = Path(app.confdir, app.config.evidence_register)
    permalinks = cast("PermalinkDomain", env.domains["permalink"])
    entries = permalinks.register
    # a claim that is refused has been named already, and is not gone
    claims = cast("ClaimDomain", env.domains["claim"])
    kinds = {refused.name: "claim" for refused in claims.all_refused()}
    kinds |= {one.id: one.kind for one in cast("CitableDomain", env.domains["citable"]).all()}
    problems = list(lost_ids(path, entries, kinds))
    # rows that cannot be read may hold the ids that seem to be missing
    checked = permalinks.register_is_sound and app.builder.name != RegisterBuilder.name
    if checked and edition_of(app.config).released:
        problems += unregistered_ids(path, entries, kinds)
    for problem in problems:
        warn_of(problem)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what can be cited, and the writing of its pages."""
    skip = (skip_cite, None)
    for node, visit in ((cite_link, visit_cite_html), (source_files, visit_files_html)):
        html = (visit, None)
        app.add_node(node, html=html, latex=skip, text=skip, man=skip, texinfo=skip)
    app.add_domain(CitableDomain)
    app.add_builder(RegisterBuilder)
    app.connect("env-get-outdated", all_pages)
    app.add_post_transform(CiteTransform)
    app.add_post_transform(BackrefTransform)
    app.connect("env-updated", collect, priority=800)
    app.connect("env-check-consistency", check_ids)
    for files in (pages, sources, cards):
        app.connect(COLLECT, files)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
