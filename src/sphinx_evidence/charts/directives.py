"""The directives for a chart and for a diagram."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from ..core.dates import is_date
from ..core.diagnostics import Rule
from ..core.extras import CHARTS
from ..core.i18n import _
from ..core.links import site_link
from ..core.log import warn
from ..core.paths import PACKAGE, data_path
from ..data.domain import DatasetDomain
from ..permalinks.model import id_error
from ..permalinks.nodes import CITE_HERE
from .boards import lay_out
from .diagram import ONLY, read_diagram
from .domain import ChartDomain
from .drawings import dated
from .model import CHART, CLAIMS, DIAGRAM, WORKS, ChartError, read_chart
from .nodes import chart, chart_caption, chart_text, chart_words, drawing
from .specification import spec_errors

if TYPE_CHECKING:
    from sphinx.util.typing import OptionSpec

    from .model import Chart


class _Figure(SphinxDirective):
    """What has a name, drawings, words for those who do not see them, and a caption."""

    required_arguments = 1
    has_content = True
    kind: ClassVar[str]

    def _figure(self, *words: str, **attributes: object) -> chart:
        """Return the node with its content.

        :param words: what other formats print in place of the drawing
        :param attributes: what the node keeps besides
        """
        name = self.arguments[0]
        texts = [nodes.paragraph("", text) for text in words if text]
        node = chart(
            "",
            *([chart_text("", *texts)] if texts else []),
            *self.parse_content_to_nodes(),
            kind=self.kind,
            name=name,
            docname=self.env.docname,
            ids=[name],
            **{"board": False, **attributes},
        )
        self.set_source_info(node)
        return node

    def _warn(self, message: str) -> None:
        warn(Rule.MALFORMED_CHART, message, (self.env.docname, self.lineno))

    def _ways(self, *links: nodes.Node) -> nodes.paragraph:
        """Return a line of links to what a figure is made of, and to itself."""
        line = nodes.paragraph(classes=["chart-ways"])
        line[CITE_HERE] = True
        name = self.arguments[0]
        permalink = nodes.reference("", _("Permalink"), refid=name, internal=True)
        for link in (*links, permalink):
            line += [nodes.Text(" · "), link] if line.children else [link]
        return line

    def _file(self, label: str, kind: str) -> nodes.Node:
        return site_link(label, data_path(f"charts/{self.arguments[0]}.{kind}"))


class DiagramDirective(_Figure):
    """A drawing by its name; the content is its caption, and then what it says, as text.

    With a table in the content there is no drawing: the figure is that table.
    With ``:listed:`` that text is shown and the drawing is a file only.
    """

    option_spec: ClassVar[OptionSpec] = {
        **{name: directives.unchanged for name in ("alt", "title", "as-of")},
        "listed": directives.flag,
    }
    kind = DIAGRAM

    def run(self) -> list[nodes.Node]:
        alt, title = self.options.get("alt", ""), self.options.get("title", "")
        as_of = self.options.get("as-of", "")
        node = self._figure(title, alt, alt=alt, heading=title, as_of=as_of)
        if as_of and not is_date(as_of):
            self._warn(
                f"the diagram {self.arguments[0]!r} has ':as-of: {as_of}': write a date as 2023-10"
            )
        if tables := [child for child in node.children if isinstance(child, nodes.table)]:
            self._lay_out(node, tables)
            return [node]
        children = [child for child in node.children if not isinstance(child, chart_text)]
        node["listed"] = "listed" in self.options
        if (words := children[1:]) and not node["listed"]:  # "In words"
            node.children = node.children[: -len(words)]
            node += chart_words("", *words)
        name = self.arguments[0]
        if id_error(name):  # reported with the ids of all objects; as a path it could lead anywhere
            return [node]
        domain = ChartDomain.of(self.env)
        path = domain.drawing(name)
        narrow = path.with_name(f"{name}-narrow.svg")
        domain.note_drawing(path)
        try:
            drawings = read_diagram(path)
        except ChartError as error:
            domain.note_drawing(narrow)
            self._warn(f"the diagram {name!r} is not drawn: {error}")
            return [node]
        if ONLY not in drawings:  # a dependency that does not exist has the page read every time
            domain.note_drawing(narrow)
        node["data"] = f"{name}.svg"
        kinds = ("svg", "png") if CHARTS.is_installed else ("svg",)
        node += self._ways(*(self._file(kind.upper(), kind) for kind in kinds))
        return [node]

    def _lay_out(self, node: chart, tables: list[nodes.table]) -> None:
        """Make a figure of tables: title, date and caption before the first, links at the end."""
        name = self.arguments[0]
        if node["alt"]:
            self._warn(f"the diagram {name!r} is a table, which is read itself: leave out ':alt:'")
        if not id_error(name) and ChartDomain.of(self.env).drawing(name).exists():
            self._warn(f"the diagram {name!r} has a table and the drawing {name}.svg: keep one")
        for table in tables:
            for message in lay_out(table):
                self._warn(f"in the diagram {name!r} {message}")
        date = dated(node["as_of"])
        text = node["heading"]
        title = nodes.paragraph(text, text, classes=["chart-title"], ids=[f"{name}-title"])
        self.set_source_info(title)  # gettext leaves out what has no source
        caption = chart_caption(
            "",
            title,
            *([nodes.paragraph("", date, classes=["chart-date"])] if date else []),
        )
        content = [child for child in node.children if not isinstance(child, chart_text)]
        start = content.index(tables[0])
        caption += content[:start]
        node["board"] = True
        node.children = []
        node += [caption, *content[start:], self._ways()]


class ChartDirective(_Figure):
    """A chart by its name; ``:alt:`` is its text alternative, the content its caption."""

    option_spec: ClassVar[OptionSpec] = {"alt": directives.unchanged}
    kind = CHART

    def run(self) -> list[nodes.Node]:
        name = self.arguments[0]
        alt = self.options.get("alt", "")
        node = self._figure(alt, alt=alt)
        if id_error(name):  # as above
            return [node]
        folder = ChartDomain.of(self.env).folder
        path = folder / f"{name}.vl.json"
        self.env.note_dependency(str(path))
        try:
            definition = read_chart(path)
            if definition.data not in (CLAIMS, WORKS):
                for data in (definition.data, PACKAGE):
                    self.env.note_dependency(str(folder.parent / data))
            dataset = self._dataset(definition)
        except ChartError as error:
            self._warn(str(error))
            return [node]
        errors = spec_errors(definition.spec)
        for message in errors:
            self._warn(f"the chart {name!r} is not drawn: {message}")
        if errors or dataset is None:
            return [node]
        node["data"], node["dataset"] = definition.data, dataset
        node += self._links(definition, dataset)
        return [node]

    def _dataset(self, definition: Chart) -> str | None:
        """Return the name of the dataset of a chart, empty for one of claims or of works.

        :return: None if there is none and some could not be read, which was reported
        :raises ChartError: if there is no such dataset
        """
        if definition.data in (CLAIMS, WORKS):
            return ""
        domain = DatasetDomain.of(self.env)
        names = {dataset.path.name: dataset.name for dataset in domain.datasets.values()}
        if definition.data in names:
            return names[definition.data]
        if not domain.is_complete():
            return None
        msg = (
            f"the chart {definition.name!r} is not drawn: there is no dataset "
            f"{definition.data!r}: use one of {', '.join(names)}"
        )
        raise ChartError(msg)

    def _has(self, definition: Chart) -> bool:
        """Whether the site has its data; the tables of the book itself are those of an edition."""
        return definition.data != WORKS or bool(self.config.evidence_edition_date)

    def _links(self, definition: Chart, dataset: str) -> nodes.paragraph:
        """Return links to the table of a chart, its data, its drawings and its specification."""
        links: list[nodes.Node] = []
        if dataset:
            table = addnodes.pending_xref(
                "", nodes.inline("", _("Table")), refdomain="dataset", reftype="ref",
                reftarget=dataset, refexplicit=True, refwarn=True,
                refdoc=self.env.docname,
            )  # fmt: skip
            self.set_source_info(table)
            links.append(table)
        data = definition.data if definition.data == CLAIMS else data_path(definition.data)
        drawn = [("SVG", "svg"), ("PNG", "png")] if CHARTS.is_installed else []
        return self._ways(
            *links,
            *([site_link(Path(data).suffix[1:].upper(), data)] if self._has(definition) else []),
            *(self._file(label, kind) for label, kind in drawn),
            self._file(_("Specification"), "vl.json"),
        )


class DrawingDirective(SphinxDirective):
    """A drawing that another page has as a diagram, without its title; the content is a caption.

    ``:alt:`` says in words what it shows. It has no address: the diagram has.
    """

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[OptionSpec] = {"alt": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        name, alt = self.arguments[0], self.options.get("alt", "")
        domain = ChartDomain.of(self.env)
        path = domain.drawing(name)
        domain.note_drawing(path)
        text = chart_text("", nodes.paragraph("", alt))
        node = drawing("", text, *self.parse_content_to_nodes(), name=name, alt=alt)
        self.set_source_info(node)
        try:
            if id_error(name):
                msg = f"the name {name!r} is no id: write that of a diagram"
                raise ChartError(msg)
            if not alt:
                msg = "it has no ':alt:': say in words what it shows"
                raise ChartError(msg)
            node["drawings"] = read_diagram(path)
        except ChartError as error:
            message = f"the drawing {name!r} is not shown: {error}"
            warn(Rule.MALFORMED_CHART, message, (self.env.docname, self.lineno))
            return node.children[1:]
        return [node]
