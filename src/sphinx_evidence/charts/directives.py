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
from .specification import faults

if TYPE_CHECKING:
    from sphinx.util.typing import OptionSpec

    from .model import Chart


class ChartDirective(SphinxDirective):
    """A chart by its name: ``:alt:`` says what it shows, the content is its caption."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[OptionSpec] = {"alt": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        name = self.arguments[0]
        where = (self.env.current_document.docname, self.lineno)
        alt = self.options.get("alt", "")
        content = [chart_text("", nodes.paragraph("", alt)), *self.parse_content_to_nodes()]
        if error := id_error(name):  # it is the name of a file, of an anchor and of a folder
            message = f"the id of the chart {name!r} {error}: rename it"
            warn(Rule.MALFORMED_ID, message, where)
            return content
        folder = ChartDomain.of(self.env).folder
        path = folder / f"{name}.vl.json"
        self.env.note_dependency(str(path))
        node = chart("", *content, name=name, docname=where[0], alt=alt, ids=[name])
        self.set_source_info(node)
        try:
            found = read_chart(path)
            if found.data != CLAIMS:
                for data in (found.data, "datapackage.json"):
                    self.env.note_dependency(str(folder.parent / data))
            dataset = self._dataset(found)
        except ChartError as error:
            warn(Rule.MALFORMED_CHART, str(error), where)
            return [node]
        wrong = faults(found.spec)
        for fault in wrong:
            warn(Rule.MALFORMED_CHART, f"the chart {name!r} is not drawn: {fault}", where)
        if wrong:
            return [node]
        node["data"], node["dataset"] = found.data, dataset
        node += self._ways(found, dataset)
        return [node]

    def _dataset(self, found: Chart) -> str:
        """Return the name of the dataset that a chart draws, empty for one of the claims."""
        if found.data == CLAIMS:
            return ""
        datasets = DatasetDomain.of(self.env).datasets
        folder = ChartDomain.of(self.env).folder.parent
        for dataset in datasets.values():
            if dataset.path == folder / found.data:
                return dataset.name
        name = found.data.removesuffix(".csv")
        files = ", ".join(f"../{dataset.path.name}" for dataset in datasets.values())
        cure = f"use one of {files}" if files else "the data package has none"
        msg = f"the chart {found.name!r} is not drawn: there is no dataset {name!r}: {cure}"
        raise ChartError(msg)

    def _ways(self, found: Chart, dataset: str) -> nodes.paragraph:
        """The ways from a chart to its table, its data and its specification."""
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
        data = data_path(found.data) if dataset else found.data
        word = Path(found.data).suffix[1:].upper()
        line += site_link(word, data)
        line += nodes.Text(" · ")
        line += site_link(_("Specification"), data_path(f"charts/{found.name}.vl.json"))
        line += nodes.Text(" · ")
        line += nodes.reference("", _("Permalink"), refid=found.name, internal=True)
        return line
