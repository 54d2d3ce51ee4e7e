"""Charts: Vega-Lite specifications over the book's own data, drawn when the book is built."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING, cast

from sphinx.builders.html import StandaloneHTMLBuilder

from .. import __version__
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
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from ..claims.domain import ClaimDomain


def name_changed_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Have the pages drawn again that show the claims as a chart, if claims changed."""
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        return []
    claims = cast("ClaimDomain", env.domains["claim"]).exported(app.builder)
    return cast("ChartDomain", env.domains["chart"]).changed_pages(claims)


def copy_specs(app: Sphinx, exception: Exception | None) -> None:
    """Put the specifications of the charts that are shown into the site."""
    if exception is None and isinstance(app.builder, StandaloneHTMLBuilder):
        source = Path(app.confdir, app.config.evidence_datapackage).resolve().parent / "charts"
        folder = Path(app.outdir, "data", "charts")
        for shown in cast("ChartDomain", app.env.domains["chart"]).all_charts():
            if shown.data:
                folder.mkdir(parents=True, exist_ok=True)
                name = f"{shown.name}.vl.json"
                copyfile(source / name, folder / name)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the chart domain and its directive."""
    app.setup_extension("sphinx_evidence.claims")
    app.setup_extension("sphinx_evidence.datasets")
    shows = (visit_chart, depart_chart)
    app.add_node(chart, html=(visit_chart_html, depart_chart_html), latex=shows, text=shows)
    app.add_node(chart_text, html=(skip_text, None), latex=shows, text=shows)
    app.add_domain(ChartDomain)
    app.add_directive("chart", ChartDirective)
    app.add_post_transform(ChartTransform)
    app.connect("env-updated", name_changed_pages, priority=700)
    app.connect("build-finished", copy_specs)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
