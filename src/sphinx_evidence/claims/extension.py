"""Register claims with Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import __version__
from ..core.features import load
from .directives import ClaimDirective, ClaimFilters, ClaimList, ClaimSquare
from .domain import ClaimDomain
from .nodes import (
    InferenceRole,
    claim,
    claim_bar,
    claim_count,
    claim_dots,
    claim_filters,
    claim_group,
    claim_list,
    claim_part,
    claim_permalink,
    claim_square,
    depart_grounds_html,
    depart_group_html,
    grounds,
    inference,
    visit_dots_html,
    visit_grounds_html,
    visit_group_html,
    visit_inference_html,
    visit_permalink_html,
)
from .overview import OverviewTransform
from .transforms import ClaimTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the nodes, the domain, the directives and the transform of claims."""
    load(app, "sources")
    for node in (
        *(claim, claim_part, claim_list, claim_filters),
        *(claim_bar, claim_count, claim_square),
    ):
        app.add_node(node)
    app.add_node(claim_group, html=(visit_group_html, depart_group_html))
    app.add_node(claim_dots, html=(visit_dots_html, None))
    app.add_node(claim_permalink, html=(visit_permalink_html, None))
    app.add_node(grounds, html=(visit_grounds_html, depart_grounds_html))
    app.add_node(inference, html=(visit_inference_html, None))
    app.add_role("inference", InferenceRole())
    reach = "Date after which nothing could be searched, shown with claims of absence"
    app.add_config_value("evidence_search_reach", "", "env", str, reach)
    app.add_domain(ClaimDomain)
    app.add_directive("claim", ClaimDirective)
    app.add_directive("claim-list", ClaimList)
    app.add_directive("claim-filters", ClaimFilters)
    app.add_directive("claim-square", ClaimSquare)
    app.add_post_transform(ClaimTransform)
    app.add_post_transform(OverviewTransform)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
