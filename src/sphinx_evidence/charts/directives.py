"""The directive for a chart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from ..log import warn
from ..problem import Slip
from .model import ChartError, read_chart
from .nodes import chart, chart_text

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
        path = self._folder() / f"{name}.vl.json"
        self.env.note_dependency(str(path))
        node = chart("", name=name, docname=where[0], alt=self.options.get("alt", ""), ids=[name])
        self.set_source_info(node)
        node += chart_text("", nodes.paragraph("", node["alt"]))
        node += self.parse_content_to_nodes()
        try:
            found = read_chart(path)
        except ChartError as error:
            warn(Slip.MALFORMED_CHART, str(error), where)
            return [node]
        node["data"] = found.data
        if found.dataset:
            for data in (found.data, "datapackage.json"):
                self.env.note_dependency(str(self._folder().parent / data))
        node += self._ways(found)
        return [node]

    def _folder(self) -> Path:
        package = Path(self.env.app.confdir, self.config.evidence_datapackage).resolve()
        return package.parent / "charts"

    def _ways(self, found: Chart) -> nodes.paragraph:
        """The ways from a chart to its table, its data and its specification."""
        docname = self.env.current_document.docname
        top = "../" * docname.count("/")
        line = nodes.paragraph(classes=["chart-ways"])
        if found.dataset:
            table = addnodes.pending_xref(
                "", nodes.inline("", "Table"), refdomain="dataset", reftype="ref",
                reftarget=found.dataset, refexplicit=True, refwarn=True, refdoc=docname,
            )  # fmt: skip
            self.set_source_info(table)
            line += [table, nodes.Text(" · ")]
        data = found.data if not found.dataset else f"data/{found.data}"
        word = Path(found.data).suffix[1:].upper()
        spec = f"{top}data/charts/{found.name}.vl.json"
        line += nodes.reference("", word, refuri=f"{top}{data}")
        line += nodes.Text(" · ")
        line += nodes.reference("", "Specification", refuri=spec)
        line += nodes.Text(" · ")
        line += nodes.reference("", "Permalink", refid=found.name, internal=True)
        return line
