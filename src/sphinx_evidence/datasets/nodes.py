"""The nodes of the page of a dataset."""

from __future__ import annotations

from docutils import nodes


class dataset_page(nodes.General, nodes.Element):
    """The content of the page of a dataset."""


class dataset_citation(nodes.General, nodes.Element):
    """How to cite a dataset, with its ``name`` and ``title``; a transform replaces it by text."""


def visit_dataset_page(self: nodes.NodeVisitor, node: dataset_page) -> None:
    """Write the children only."""


def depart_dataset_page(self: nodes.NodeVisitor, node: dataset_page) -> None:
    """Write the children only."""
