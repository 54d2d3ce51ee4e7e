"""The datasets of the book, and the page of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import ObjType
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from ..core.diagnostics import Rule
from ..core.domains import PageDomain
from ..core.log import warn
from .nodes import dataset_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from .model import Dataset


class DatasetDomain(PageDomain):
    """Datasets are read at the start of each build; where their pages are is kept."""

    name = "dataset"
    label = "Datasets"
    data_version = 2
    by_page: ClassVar[tuple[str, ...]] = ("pages", "lines")
    object_types: ClassVar[dict[str, ObjType]] = {"dataset": ObjType("dataset", "ref")}
    roles: ClassVar[dict[str, Any]] = {"ref": XRefRole(innernodeclass=nodes.inline)}
    initial_data: ClassVar[dict[str, Any]] = {
        "pages": {},  # docname -> names of datasets
        "lines": {},  # docname -> the line of each of them
    }

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.datasets: dict[str, Dataset] = {}
        self.package: Path | None = None
        self.sound = True  # whether nothing is wrong with the package itself

    def is_lost(self, name: str) -> bool:
        """Whether the message was given why a dataset, or a row of it, cannot be found."""
        dataset = self.datasets.get(name)
        return not self.sound if dataset is None else not dataset.complete

    @property
    def complete(self) -> bool:
        """Whether all rows of all datasets could be read."""
        return self.sound and all(dataset.complete for dataset in self.datasets.values())

    @property
    def pages(self) -> dict[str, str]:
        """The page of each dataset."""
        pages = cast("dict[str, tuple[str, ...]]", self.data["pages"])
        return {name: docname for docname, names in pages.items() for name in names}

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Keep where the page of a dataset is."""
        if found := list(document.findall(dataset_page)):
            self.data["pages"][docname] = tuple(node["name"] for node in found)
            self.data["lines"][docname] = tuple(node.line for node in found)

    def check_consistency(self) -> None:
        """Warn about a dataset that has a second page, since its rows have one address."""
        first: dict[str, str] = {}
        for docname, names in sorted(self.data["pages"].items()):
            for name, line in zip(names, self.data["lines"][docname], strict=True):
                if name in first:
                    message = f"the dataset {name!r} has its page in {first[name]}: keep one"
                    warn(Rule.DUPLICATE_ID, message, (docname, line))
                first.setdefault(name, docname)

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield every dataset that has a page."""
        for name, docname in sorted(self.pages.items()):
            title = self.datasets[name].title if name in self.datasets else name
            yield name, title, "dataset", docname, name, 0

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Link to a dataset or one of its rows; its title stands for a missing text."""
        docname = self.pages.get(target)
        if docname is None:
            return None
        if not node.get("refexplicit"):
            title = self.datasets[target].title if target in self.datasets else target
            contnode = nodes.inline("", title)
        anchor = node.get("refrow", target)
        return make_refnode(builder, fromdocname, docname, anchor, contnode)
