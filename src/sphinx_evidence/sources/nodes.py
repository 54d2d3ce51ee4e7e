"""Docutils nodes of citations and of lists of sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .reference import Run


class source_list(nodes.General, nodes.Element):
    """Placeholder for a list of sources, filled by ``SourceListTransform``."""


def to_nodes(runs: Iterable[Run]) -> list[nodes.Node]:
    """Return inline nodes for *runs*; a language becomes the class that docutils makes ``lang``."""
    result: list[nodes.Node] = []
    for run in runs:
        classes = [f"language-{run.lang}"] if run.lang else []
        node: nodes.TextElement
        if run.uri:
            node = nodes.reference("", run.text, refuri=run.uri, internal=False)
        elif run.role == "title":
            node = nodes.emphasis("", run.text, classes=classes)
        elif run.role == "label":
            node = nodes.strong("", run.text, classes=["source-label"])
        elif classes:
            node = nodes.inline("", run.text, classes=classes)
        else:
            result.append(nodes.Text(run.text))
            continue
        result.append(node)
    return result
