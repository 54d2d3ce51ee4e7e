"""Claims: statements that carry their kind, their grade and their sources."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.builders.html import StandaloneHTMLBuilder

from .. import __version__
from .directives import ClaimDirective, ClaimFilters, ClaimList
from .domain import ClaimDomain
from .export import to_json
from .nodes import (
    claim,
    claim_filters,
    claim_list,
    claim_part,
    depart_grounds,
    depart_grounds_html,
    grounds,
    visit_grounds,
    visit_grounds_html,
)
from .transforms import ClaimTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


def name_changed_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Have the pages written again whose claims, or copies of claims, changed elsewhere."""
    return cast("ClaimDomain", env.domains["claim"]).changed_pages()


def export(app: Sphinx, exception: Exception | None) -> None:
    """Write ``claims.json`` and its schema into the site."""
    if exception is not None or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    domain = cast("ClaimDomain", app.env.domains["claim"])
    outdir = Path(app.outdir)
    outdir.joinpath("claims.json").write_text(to_json(domain.exported(app.builder)), "utf-8")
    schema = files(__package__).joinpath("claims.schema.json").read_text("utf-8")
    outdir.joinpath("claims.schema.json").write_text(schema, "utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the claim domain, its directives and its export."""
    app.setup_extension("sphinx_evidence.citations")
    app.setup_extension("sphinx_evidence.facets")
    for node in (claim, claim_part, claim_list, claim_filters):
        app.add_node(node)
    app.add_node(
        grounds,
        html=(visit_grounds_html, depart_grounds_html),
        latex=(visit_grounds, depart_grounds),
        text=(visit_grounds, depart_grounds),
    )
    app.add_domain(ClaimDomain)
    app.add_directive("claim", ClaimDirective)
    app.add_directive("claim-list", ClaimList)
    app.add_directive("claim-filters", ClaimFilters)
    app.add_post_transform(ClaimTransform)
    app.connect("env-updated", name_changed_pages, priority=600)
    app.connect("build-finished", export)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
