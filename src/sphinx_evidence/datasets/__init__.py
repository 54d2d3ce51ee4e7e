"""Datasets: numbers that exist once, as tables, as values in the text, and as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from .. import __version__
from ..edition import edition_of
from ..log import warn_of
from ..site import COLLECT
from .directives import DataTable, ValueRole
from .domain import DatasetDomain
from .export import to_json, to_schema_org
from .model import read_package
from .nodes import dataset_page, depart_dataset_page, visit_dataset_page
from .page import DatasetPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""The licence of all data of the book."""


def read_datasets(app: Sphinx) -> None:
    """Read the data package, with one message for each slip in its tables."""
    if app.config.evidence_datapackage:
        domain = cast("DatasetDomain", app.env.domains["dataset"])
        path = Path(app.confdir, app.config.evidence_datapackage).resolve()
        domain.datasets, problems = read_package(path)
        for problem in problems:
            warn_of(problem)


def export(app: Sphinx) -> Iterator[tuple[str, str | bytes]]:
    """Yield the data package, and each dataset as CSV and JSON, under ``data/``."""
    datasets = cast("DatasetDomain", app.env.domains["dataset"]).datasets
    if datasets:
        package = Path(app.confdir, app.config.evidence_datapackage)
        yield "data/datapackage.json", package.read_bytes()
    for dataset in datasets.values():
        yield f"data/{dataset.path.name}", dataset.path.read_bytes()
        yield f"data/{dataset.name}.json", to_json(dataset, LICENCE)


def add_metadata(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Describe a dataset to search engines, in the head of its page."""
    domain = cast("DatasetDomain", app.env.domains["dataset"])
    for name in domain.data["pages"].get(pagename, ()):
        if name in domain.datasets:
            text = to_schema_org(
                domain.datasets[name],
                edition_of(app.config),
                path=app.builder.get_target_uri(pagename),
                licence=LICENCE,
            )
            context["metatags"] += f'\n<script type="application/ld+json">{text}</script>'


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the dataset domain, its directives and its role."""
    app.setup_extension("sphinx_evidence.citations")
    app.setup_extension("sphinx_evidence.edition")
    app.setup_extension("sphinx_evidence.facets")
    app.setup_extension("sphinx_evidence.site")
    app.add_config_value("evidence_datapackage", "", "env", str, "Path of datapackage.json")
    shows = (visit_dataset_page, depart_dataset_page)
    app.add_node(dataset_page, html=shows, latex=shows, text=shows, man=shows, texinfo=shows)
    app.add_domain(DatasetDomain)
    app.add_directive("data-table", DataTable)
    app.add_directive("dataset", DatasetPage)
    app.add_role("value", ValueRole())
    app.connect("builder-inited", read_datasets, priority=400)
    app.connect("html-page-context", add_metadata)
    app.connect(COLLECT, export)
    return {
        "version": __version__,
        "env_version": 2,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
