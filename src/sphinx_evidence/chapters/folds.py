"""What a phone folds of a chapter, where it would take screens: examples, questions, key works."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..core.i18n import _
from ..core.nodes import fold_all, sections_of
from ..core.structure import is_chapter
from ..sources.nodes import key_works
from .form import EXAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterator

LISTS = ("-key-works", "-questions")
"""How the ids of the parts of a chapter end whose lists are folded."""


class NarrowFoldTransform(SphinxPostTransform):
    """Fold, on a phone, what is in the box of an example, and two of the lists at the end."""

    default_priority = 8
    """After tables, also those in boxes, have been made ready for phones."""

    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        for example in list(self.document.findall(_is_example)):
            title, *content = example.children
            if content:
                fold_all(content, _("Show the example"), title.astext())
        if is_chapter(self.env.docname, self.config.evidence_parts):
            for listed, name in list(self._lists()):
                items = sum(len(found.children) for found in listed.findall(_is_list))
                fold_all([listed], _("Show all {count}").format(count=items), name)

    def _lists(self) -> Iterator[tuple[nodes.Node, str]]:
        """Yield the lists that are folded, each with the title of its section."""
        for section in sections_of(self.document):
            if any(name.endswith(LISTS) for name in section["ids"]):
                title = next(section.findall(nodes.title)).astext()
                for child in section.children:
                    if isinstance(child, key_works) or _is_list(child):
                        yield child, title


def _is_example(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Element) and EXAMPLE in node.get("classes", ())


def _is_list(node: nodes.Node) -> bool:
    return isinstance(node, nodes.bullet_list | nodes.enumerated_list)
