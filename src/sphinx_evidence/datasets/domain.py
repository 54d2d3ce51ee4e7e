"""The datasets of the book, and the page of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import ObjType
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from ..bypage import DomainByPage
from .nodes import dataset_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from .model import Dataset


class DatasetDomain(DomainByPage):
    """Datasets are read at the start of each build; where their pages are is kept."""

    name = "dataset"
    label = "Datasets"
    data_version = 1
    by_page: ClassVar[tuple[str, ...]] = ("pages",)
    object_types: ClassVar[dict[str, ObjType]] = {"dataset": ObjType("dataset", "ref")}
    roles: ClassVar[dict[str, Any]] = {"ref": XRefRole(innernodeclass=nodes.inline)}
    initial_data: ClassVar[dict[str, Any]] = {"pages": {}}  # docname -> names of datasets

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.datasets: dict[str, Dataset] = {}

    @property
    def pages(self) -> dict[str, str]:
        """The page of each dataset."""
        pages = cast("dict[str, tuple[str, ...]]", self.data["pages"])
        return {name: docname for docname, names in pages.items() for name in names}

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Keep where the page of a dataset is."""
        if names := tuple(node["name"] for node in document.findall(dataset_page)):
            self.data["pages"][docname] = names

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
            contnode = nodes.inline("", self.datasets[target].title)
        anchor = node.get("refrow", target)
        return make_refnode(builder, fromdocname, docname, anchor, contnode)
