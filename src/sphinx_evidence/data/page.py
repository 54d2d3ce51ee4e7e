"""The page of a dataset: its directive, and how to cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..core.edition import edition_of
from ..core.i18n import _, ngettext
from ..core.links import site_link
from ..core.paths import data_path
from .base import DatasetDirective, columns_list
from .domain import DatasetDomain
from .nodes import dataset_citation, dataset_page
from .package_rules import name_error
from .views import glossary, timeline

if TYPE_CHECKING:
    from sphinx.util.typing import OptionSpec

    from .model import Dataset

VIEWS = ("table", "tables", "timeline", "glossary")
"""The ways to display the rows; ``tables`` leaves them to the data-tables of the page."""


def _view(argument: str) -> str:
    return directives.choice(argument, VIEWS)


class DatasetPage(DatasetDirective):
    """The page of a dataset: description, files, citation, all rows, and the meaning of columns."""

    option_spec: ClassVar[OptionSpec] = {"view": _view}

    def make(self, dataset: Dataset) -> list[nodes.Node]:
        page = dataset_page(name=dataset.name, scattered=self.options.get("view") == "tables")
        self.set_source_info(page)
        page += nodes.paragraph("", dataset.description)
        page += self._files(dataset)
        page += dataset_citation(name=dataset.name, title=dataset.title)
        page += self._rows(dataset)
        if self.options.get("view") != "tables":
            page += columns_list(dataset)
        return [page]

    def fallback(self) -> list[nodes.Node]:
        """Return the source of the directive, marked as the page of a dataset with a valid name."""
        content = super().fallback()
        name = self.arguments[0]
        domain = DatasetDomain.of(self.env)
        if domain.is_complete() or name_error(name):
            return content
        page = dataset_page("", *content, name=name)
        self.set_source_info(page)
        return [page]

    def _rows(self, dataset: Dataset) -> list[nodes.Node]:
        """Return the rows in the view that the page asks for.

        :raises LookupError: if the data package does not name the columns of that view
        """
        match view := self.options.get("view"):
            case "timeline" if columns := dataset.timeline:
                return timeline(self, dataset, columns)
            case "glossary" if terms := dataset.glossary:
                return glossary(self, dataset, terms)
            case "tables":
                return []
            case "timeline" | "glossary":
                msg = f"the dataset {dataset.name!r} has no {view!r} in the data package: add it"
                raise LookupError(msg)
        anchors = tuple(dataset.anchor(row) for row in dataset.rows)
        return self.table(list(dataset.fields), list(dataset.rows), "", anchors)

    def _files(self, dataset: Dataset) -> nodes.paragraph:
        files = {
            "CSV": f"{dataset.name}.csv",
            "JSON": f"{dataset.name}.json",
            _("schema"): "datapackage.json",
        }
        licence, count = edition_of(self.config).licence_name, len(dataset.rows)
        if licence:
            message = ngettext(
                "{count} row, under {licence}: {files}.",
                "{count} rows, under {licence}: {files}.",
                count,
            )
        else:
            message = ngettext("{count} row: {files}.", "{count} rows: {files}.", count)
        before, _field, after = message.partition("{files}")
        line = nodes.paragraph("", before.format(count=count, licence=licence))
        for number, (label, file) in enumerate(files.items()):
            line += [nodes.Text(", " if number else ""), site_link(label, data_path(file))]
        line += nodes.Text(after.format(count=count, licence=licence))
        return line


class DatasetCitation(SphinxPostTransform):
    """Print the citations on the pages of datasets.

    Pages are not read again when the title of the book changes, only written again.
    """

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        edition = edition_of(self.config)
        message = _("{author}, “{title}” ({name}), dataset in {book}, version {version}.")
        for node in list(self.document.findall(dataset_citation)):
            citation = message.format(
                author=edition.author,
                title=node["title"],
                name=node["name"],
                book=edition.title,
                version=edition.version,
            )
            text = _("Cite as: {citation}").format(citation=citation)
            node.replace_self(nodes.paragraph("", text))
