"""Nodes of datasets."""

from __future__ import annotations

from docutils import nodes


class dataset_page(nodes.General, nodes.Element):
    """All that a dataset's page shows, in plain nodes."""


def visit_dataset_page(self: nodes.NodeVisitor, node: dataset_page) -> None:
    """Show the content as it is."""


def depart_dataset_page(self: nodes.NodeVisitor, node: dataset_page) -> None:
    """Show the content as it is."""
