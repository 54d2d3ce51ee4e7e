"""Datasets: numbers that exist once, as tables, as values in the text, and as files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import __version__
from ..core.edition import edition_of
from ..core.html import json_ld
from ..core.log import warn_of
from .directives import DataTable, ValueRole
from .domain import DatasetDomain
from .export import to_schema_org
from .model import read_package
from .nodes import dataset_page, depart_dataset_page, visit_dataset_page
from .page import DatasetPage
from .terms import GLOSSARY

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.domains import Domain
    from sphinx.util.typing import ExtensionMetadata


def read_datasets(app: Sphinx) -> None:
    """Read the data package, with one message for each slip in its tables."""
    if app.config.evidence_datapackage:
        domain = DatasetDomain.of(app.env)
        path = domain.package_path
        domain.datasets, problems = read_package(path)
        domain.package = path
        domain.sound = all(problem.path != str(path) for problem in problems)
        for problem in problems:
            warn_of(problem)


def is_lost_reference(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Whether a link leads nowhere since its dataset could not be read, as was said already."""
    datasets = DatasetDomain.of(app.env)
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
    domain = DatasetDomain.of(app.env)
    path = app.builder.get_target_uri(pagename)
    for name in domain.data["pages"].get(pagename, ()):
        if name in domain.datasets:
            data = to_schema_org(domain.datasets[name], edition_of(app.config), path=path)
            context["metatags"] += f"\n{json_ld(data)}"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the dataset domain, its directives and its role."""
    app.add_config_value("evidence_datapackage", "", "env", str, "Path of datapackage.json")
    titles = ["title", "name"]
    app.add_config_value("evidence_row_titles", titles, "env", list, "Columns that name a row")
    shows = (visit_dataset_page, depart_dataset_page)
    app.add_node(dataset_page, html=shows, latex=shows, text=shows, man=shows, texinfo=shows)
    app.add_domain(DatasetDomain)
    app.add_directive("data-table", DataTable)
    app.add_directive("dataset", DatasetPage)
    app.add_role("value", ValueRole())
    app.connect("builder-inited", read_datasets, priority=400)
    app.connect("warn-missing-reference", is_lost_reference)
    app.connect("html-page-context", add_metadata)
    return {
        "version": __version__,
        "env_version": 3,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
