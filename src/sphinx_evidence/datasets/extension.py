"""Datasets: numbers that exist once, as tables, as values in the text, and as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils.nodes import reference
from sphinx.util.osutil import relative_uri

from .. import __version__
from ..core.edition import edition_of
from ..core.log import warn_of
from ..site.extension import COLLECT
from .directives import DataTable, ValueRole
from .domain import DatasetDomain
from .export import to_json, to_package, to_schema_org
from .model import read_package
from .nodes import dataset_page, depart_dataset_page, visit_dataset_page
from .page import DatasetPage
from .terms import GLOSSARY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.domains import Domain
    from sphinx.util.typing import ExtensionMetadata

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""The licence of all data of the book."""


def read_datasets(app: Sphinx) -> None:
    """Read the data package, with one message for each slip in its tables."""
    if app.config.evidence_datapackage:
        domain = cast("DatasetDomain", app.env.domains["dataset"])
        path = Path(app.confdir, app.config.evidence_datapackage).resolve()
        domain.datasets, problems = read_package(path)
        domain.package = path
        domain.sound = all(problem.path != str(path) for problem in problems)
        for problem in problems:
            warn_of(problem)


def export(app: Sphinx) -> Iterator[tuple[str, str | bytes]]:
    """Yield the data package, and each dataset as CSV and JSON, under ``data/``.

    What could not be read is left out; the reader has said so.
    """
    domain = cast("DatasetDomain", app.env.domains["dataset"])
    if domain.package is not None and domain.sound:
        package = to_package(domain.package.read_bytes(), domain.datasets.values())
        yield "data/datapackage.json", package
    for dataset in domain.datasets.values():
        if dataset.rows:
            yield f"data/{dataset.name}.csv", dataset.path.read_bytes()
            yield f"data/{dataset.name}.json", to_json(dataset, LICENCE)


def link_files(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Let the links to the files of a dataset start where the builder puts its page."""
    domain = cast("DatasetDomain", app.env.domains["dataset"])
    if app.builder.format == "html" and docname in domain.data["pages"]:
        here = app.builder.get_target_uri(docname)
        for node in doctree.findall(reference):
            if "file" in node:
                node["refuri"] = relative_uri(here, node["file"])


def is_lost_reference(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Whether a link leads nowhere since its dataset could not be read, as was said already."""
    datasets = cast("DatasetDomain", app.env.domains["dataset"])
    target = {"dataset": node["reftarget"], "std": GLOSSARY}.get(node.get("refdomain", ""))
    if node.get("refdomain") == "std" and node["reftype"] != "term":
        return None
    return True if target and datasets.is_lost(target) else None


def add_metadata(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Describe a dataset to search engines, in the head of its page."""
    domain = cast("DatasetDomain", app.env.domains["dataset"])
    here = app.builder.get_target_uri(pagename)
    for name in domain.data["pages"].get(pagename, ()):
        if name in domain.datasets:
            text = to_schema_org(
                domain.datasets[name],
                edition_of(app.config),
                path=here,
                folder=relative_uri(here, "data/"),
                licence=LICENCE,
            )
            context["metatags"] += f'\n<script type="application/ld+json">{text}</script>'


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the dataset domain, its directives and its role."""
    app.add_config_value("evidence_datapackage", "", "env", str, "Path of datapackage.json")
    shows = (visit_dataset_page, depart_dataset_page)
    app.add_node(dataset_page, html=shows, latex=shows, text=shows, man=shows, texinfo=shows)
    app.add_domain(DatasetDomain)
    app.add_directive("data-table", DataTable)
    app.add_directive("dataset", DatasetPage)
    app.add_role("value", ValueRole())
    app.connect("builder-inited", read_datasets, priority=400)
    app.connect("doctree-resolved", link_files)
    app.connect("warn-missing-reference", is_lost_reference)
    app.connect("html-page-context", add_metadata)
    app.connect(COLLECT, export)
    return {
        "version": __version__,
        "env_version": 3,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
