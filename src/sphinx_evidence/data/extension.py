"""Register datasets with Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.util.nodes import make_refnode

from .. import __version__
from ..core.edition import edition_of
from ..core.features import load
from ..core.html import HEAD, json_ld
from ..core.log import warn_of
from ..core.nodes import CHECKED
from ..core.paths import PACKAGE, data_file
from ..permalinks.domain import PermalinkDomain
from ..sources.domain import CitationDomain
from .directives import CountRole, DataColumns, DataCount, DataTable, RowsHere, ValueRole
from .domain import DatasetDomain
from .export import to_schema_org
from .folding import FoldTransform
from .nodes import (
    data_cell,
    dataset_page,
    depart_cell_html,
    depart_rows_here_html,
    rows_here,
    skip_tags,
    visit_cell_html,
    visit_rows_here_html,
)
from .package import read_package
from .page import DatasetCitation, DatasetPage

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


def read_datasets(app: Sphinx) -> None:
    """Read the data package, if there is one, and warn of each mistake in it and its tables."""
    if found := data_file(app, PACKAGE):
        domain, path = DatasetDomain.of(app.env), found.resolve()
        domain.datasets, problems = read_package(path)
        domain.package = path
        domain.sound = all(problem.path != str(path) for problem in problems)
        for problem in problems:
            warn_of(problem)


def resolve_term(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, content: nodes.TextElement
) -> nodes.reference | None:
    """Link to a term of the glossary that is written in another case than its headword."""
    if (node.get("refdomain"), node["reftype"]) != ("std", "term"):
        return None
    objects = env.domains["std"].objects
    terms = {name.lower(): place for (kind, name), place in objects.items() if kind == "term"}
    place = terms.get(node["reftarget"].lower())
    return make_refnode(app.builder, node["refdoc"], *place, content) if place else None


def is_lost_reference(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Suppress the warning of a link to data of which some could not be read, as was reported.

    Likewise that of a link in a cell, which is reported with the line of its row.
    """
    is_data = node.get("refdomain") == "dataset" or node["reftype"] == "term"
    is_lost = is_data and not DatasetDomain.of(app.env).is_complete()
    return bool(node.get(CHECKED)) or is_lost or None  # None leaves the warning to others


def add_metadata(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add schema.org metadata to the page of a dataset."""
    domain = DatasetDomain.of(app.env)
    path = app.builder.get_target_uri(pagename)
    book = PermalinkDomain.of(app.env).book_permalink()
    for name, _line in domain.data["pages"].get(pagename, ()):
        if name in domain.datasets:
            edition = edition_of(app.config)
            works = [work["title"] for work in CitationDomain.of(app.env).works_cited(pagename)]
            data = to_schema_org(domain.datasets[name], edition, path=path, book=book, cited=works)
            context["metatags"] += f"\n{json_ld(data)}"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain, directives, role, node and transform of datasets."""
    load(app, "sources")
    app.add_node(dataset_page, html=(skip_tags, skip_tags))
    app.add_node(data_cell, html=(visit_cell_html, depart_cell_html))
    app.add_node(rows_here, html=(visit_rows_here_html, depart_rows_here_html))
    app.add_domain(DatasetDomain)
    app.add_directive("data-columns", DataColumns)
    app.add_directive("data-count", DataCount)
    app.add_directive("data-table", DataTable)
    app.add_directive("dataset", DatasetPage)
    app.add_directive("rows-here", RowsHere)
    app.add_role("count", CountRole())
    app.add_role("value", ValueRole())
    app.add_post_transform(DatasetCitation)
    app.add_post_transform(FoldTransform)
    app.connect("builder-inited", read_datasets, priority=400)
    app.connect("missing-reference", resolve_term)
    app.connect("warn-missing-reference", is_lost_reference)
    app.connect("html-page-context", add_metadata, priority=HEAD + 1)
    return {
        "version": __version__,
        "env_version": 5,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
