"""Charts: Vega-Lite specifications over the book's own data, drawn when the book is built."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.builders.html import StandaloneHTMLBuilder

from .. import __version__
from ..site.extension import COLLECT
from .directives import ChartDirective
from .domain import ChartDomain
from .nodes import (
    chart,
    chart_text,
    depart_chart,
    depart_chart_html,
    skip_text,
    visit_chart,
    visit_chart_html,
)
from .transforms import ChartTransform

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from ..claims.domain import ClaimDomain


def gather(app: Sphinx, env: BuildEnvironment) -> None:
    """Have the pages drawn again that show the claims as a chart, if claims changed."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        claims = cast("ClaimDomain", env.domains["claim"]).exported(app.builder)
        cast("ChartDomain", env.domains["chart"]).gather(claims)


def export(app: Sphinx) -> Iterator[tuple[str, bytes]]:
    """Yield the specifications of the charts that are shown."""
    folder = Path(app.confdir, app.config.evidence_datapackage).resolve().parent / "charts"
    for shown in cast("ChartDomain", app.env.domains["chart"]).all_charts():
        if shown.data:
            name = f"{shown.name}.vl.json"
            yield f"data/charts/{name}", folder.joinpath(name).read_bytes()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the chart domain and its directive."""
    shows = (visit_chart, depart_chart)
    for node, html in (
        (chart, (visit_chart_html, depart_chart_html)),
        (chart_text, (skip_text, None)),
    ):
        app.add_node(node, html=html, latex=shows, text=shows, man=shows, texinfo=shows)
    app.add_domain(ChartDomain)
    app.add_directive("chart", ChartDirective)
    app.add_post_transform(ChartTransform)
    app.connect("env-updated", gather, priority=700)
    app.connect(COLLECT, export)
    return {
        "version": __version__,
        "env_version": 2,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
