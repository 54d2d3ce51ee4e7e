"""The directive for a chart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from ..core.diagnostics import Rule
from ..core.i18n import _
from ..core.links import site_link
from ..core.log import warn
from ..core.paths import data_path
from ..datasets.domain import DatasetDomain
from ..permalinks.model import id_error
from ..permalinks.nodes import CITE_HERE
from .domain import ChartDomain
from .model import CLAIMS, ChartError, read_chart
from .nodes import chart, chart_text
from .specification import spec_errors

if TYPE_CHECKING:
    from sphinx.util.typing import OptionSpec

    from .model import Chart


class ChartDirective(SphinxDirective):
    """A chart by its name; ``:alt:`` is its text alternative, the content its caption."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[OptionSpec] = {"alt": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        name = self.arguments[0]
        where = (self.env.current_document.docname, self.lineno)
        alt = self.options.get("alt", "")
        content = [chart_text("", nodes.paragraph("", alt)), *self.parse_content_to_nodes()]
        node = chart("", *content, name=name, docname=where[0], alt=alt, ids=[name])
        self.set_source_info(node)
        if id_error(name):  # reported with the ids of all objects; as a path it could lead anywhere
            return [node]
        folder = ChartDomain.of(self.env).folder
        path = folder / f"{name}.vl.json"
        self.env.note_dependency(str(path))
        try:
            definition = read_chart(path)
            if definition.data != CLAIMS:
                for data in (definition.data, "datapackage.json"):
                    self.env.note_dependency(str(folder.parent / data))
            dataset = self._dataset(definition)
        except ChartError as error:
            warn(Rule.MALFORMED_CHART, str(error), where)
            return [node]
        errors = spec_errors(definition.spec)
        for message in errors:
            warn(Rule.MALFORMED_CHART, f"the chart {name!r} is not drawn: {message}", where)
        if errors or dataset is None:
            return [node]
        node["data"], node["dataset"] = definition.data, dataset
        node += self._links(definition, dataset)
        return [node]

    def _dataset(self, definition: Chart) -> str | None:
        """Return the name of the dataset of a chart, empty for a chart of claims.

        :return: None if the dataset could not be read, which was reported for its own file
        :raises ChartError: if there is no such dataset
        """
        if definition.data == CLAIMS:
            return ""
        domain = DatasetDomain.of(self.env)
        datasets = domain.datasets
        folder = ChartDomain.of(self.env).folder.parent
        for dataset in datasets.values():
            if dataset.path == folder / definition.data:
                return dataset.name
        name = definition.data.removesuffix(".csv")
        if domain.is_lost(name):
            return None
        files = ", ".join(f"../{dataset.path.name}" for dataset in datasets.values())
        advice = f"use one of {files}" if files else "the data package has none"
        msg = f"the chart {definition.name!r} is not drawn: there is no dataset {name!r}: {advice}"
        raise ChartError(msg)

    def _links(self, definition: Chart, dataset: str) -> nodes.paragraph:
        """Return links to the table of a chart, its data, its specification and itself."""
        docname = self.env.current_document.docname
        line = nodes.paragraph(classes=["chart-ways"])
        line[CITE_HERE] = True
        if dataset:
            table = addnodes.pending_xref(
                "", nodes.inline("", _("Table")), refdomain="dataset", reftype="ref",
                reftarget=dataset, refexplicit=True, refwarn=True, refdoc=docname,
            )  # fmt: skip
            self.set_source_info(table)
            line += [table, nodes.Text(" · ")]
        data = data_path(definition.data) if dataset else definition.data
        label = Path(definition.data).suffix[1:].upper()
        line += site_link(label, data)
        line += nodes.Text(" · ")
        for label, kind in (("SVG", "svg"), ("PNG", "png"), (_("Specification"), "vl.json")):
            line += site_link(label, data_path(f"charts/{definition.name}.{kind}"))
            line += nodes.Text(" · ")
        line += nodes.reference("", _("Permalink"), refid=definition.name, internal=True)
        return line
