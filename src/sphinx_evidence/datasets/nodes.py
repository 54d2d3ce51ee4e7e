"""The node of the page of a dataset."""

from __future__ import annotations

from docutils import nodes


class dataset_page(nodes.General, nodes.Element):
    """The content of the page of a dataset."""


def visit_dataset_page(self: nodes.NodeVisitor, node: dataset_page) -> None:
    """Write the children only."""


def depart_dataset_page(self: nodes.NodeVisitor, node: dataset_page) -> None:
    """Write the children only."""
