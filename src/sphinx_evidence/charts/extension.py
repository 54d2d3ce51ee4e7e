"""Register charts and diagrams with Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import __version__
from ..core.extras import CHARTS
from ..core.features import load
from .boards import board_sign, depart_sign_html, visit_sign_html
from .directives import ChartDirective, DiagramDirective, DrawingDirective
from .domain import ChartDomain
from .nodes import (
    chart,
    chart_caption,
    chart_text,
    chart_words,
    depart_caption_html,
    depart_chart_html,
    depart_words_html,
    drawing,
    skip_text,
    visit_caption_html,
    visit_chart_html,
    visit_words_html,
)
from .transforms import ChartTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the nodes, the domain, the directives and the transform of figures."""
    load(app, "claims", "data")
    app.add_node(chart, html=(visit_chart_html, depart_chart_html))
    app.add_node(chart_caption, html=(visit_caption_html, depart_caption_html))
    app.add_node(board_sign, html=(visit_sign_html, depart_sign_html))
    app.add_node(chart_text, html=(skip_text, None))
    app.add_node(drawing, html=(visit_chart_html, depart_chart_html))
    app.add_node(chart_words, html=(visit_words_html, depart_words_html))
    app.add_domain(ChartDomain)
    app.add_directive("chart", ChartDirective)
    app.add_directive("diagram", DiagramDirective)
    app.add_directive("drawing", DrawingDirective)
    app.add_post_transform(ChartTransform)
    return {
        "version": __version__,
        "env_version": 7 if CHARTS.is_installed else 6,  # pages link to drawings that there are
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
