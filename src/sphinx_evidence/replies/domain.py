"""The domain of all replies of the book, and of the boxes that show them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import ObjType
from sphinx.roles import XRefRole

from ..core.domains import PageDomain
from ..core.messages import N_
from ..core.nodes import citations_in, find_nodes, text_without_citations
from ..core.records import Citable, LinkTarget
from ..core.text import checksum
from ..permalinks.numbers import paragraph_number
from .model import Box, Reply
from .nodes import reply, reply_box
from .rules import malformed_reply, unknown_reply

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from ..core.diagnostics import Problem

PAGE = Path(__file__).parent / "page"
"""The folder of its style sheet."""


def read_reply(node: reply, docname: str) -> Reply:
    """Return the reply of a node."""
    return Reply(
        name=node["reply"],
        docname=docname,
        line=node.line,
        by=node["by"],
        as_of=node["as-of"],
        text=text_without_citations(node),
        citations=tuple(citations_in(node)),
        markup=checksum(node.pformat()),
        paragraphs=tuple(number["number"] for number in node.findall(paragraph_number)),
        left_out=node["left-out"],
    )


class ReplyDomain(PageDomain):
    """Replies and their boxes by page."""

    name = "reply"
    plain_role = "ref"
    assets = (PAGE / "replies.css",)
    label = "Replies"
    data_version = 3
    citable_kinds: ClassVar = {N_("reply"): "chapter"}
    by_page: ClassVar[tuple[str, ...]] = ("replies", "boxes")
    object_types: ClassVar[dict[str, ObjType]] = {"reply": ObjType("reply", "ref")}
    roles: ClassVar[dict[str, Any]] = {"ref": XRefRole(innernodeclass=nodes.inline)}
    initial_data: ClassVar[dict[str, Any]] = {
        "replies": {},  # docname -> tuple of Reply
        "boxes": {},  # docname -> tuple of Box
    }

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.by_name: dict[str, Reply] = {}

    @property
    def replies(self) -> dict[str, tuple[Reply, ...]]:
        """The replies of each page."""
        return cast("dict[str, tuple[Reply, ...]]", self.data["replies"])

    @property
    def boxes(self) -> dict[str, tuple[Box, ...]]:
        """The boxes of each page."""
        return cast("dict[str, tuple[Box, ...]]", self.data["boxes"])

    def all_replies(self) -> Iterator[Reply]:
        """Yield the replies of all pages, page by page in the order of their names."""
        for docname in sorted(self.replies):
            yield from self.replies[docname]

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Keep the replies and the boxes of a page."""
        found = find_nodes(document, reply, reply_box)
        replies = [node for node in found if isinstance(node, reply)]
        boxes = [node for node in found if isinstance(node, reply_box)]
        if replies:
            self.replies[docname] = tuple(read_reply(node, docname) for node in replies)
        if boxes:
            self.boxes[docname] = tuple(Box(node["reply"], node.line) for node in boxes)

    # all pages are read

    def gather(self) -> None:
        """Index the replies by id."""
        self.by_name = {found.name: found for found in self.all_replies()}

    def shown(self, docname: str) -> Iterator[Reply]:
        """Yield the replies of other pages that a page shows."""
        for box in self.boxes.get(docname, ()):
            found = self.by_name.get(box.name)
            if found is not None and found.docname != docname:
                yield found

    def problems(self) -> Iterator[Problem]:
        """Yield the problems of replies and of boxes."""
        yield from malformed_reply(self.all_replies())
        yield from unknown_reply(self.boxes, self.by_name)

    def citables(self) -> Iterator[Citable]:
        """Yield every reply."""
        for found in self.all_replies():
            yield Citable(
                id=found.name,
                kind="reply",
                csl_type=self.citable_kinds["reply"],
                title=found.title,
                chapter=self.env.titles[found.docname].astext(),
                docname=found.docname,
                anchor=found.name,
                line=found.line or 0,
            )

    def cards(self) -> dict[str, list[str]]:
        """Return the text of each reply."""
        return {found.name: [found.text] for found in self.all_replies()}

    def borrowed_keys(self, docname: str) -> Iterator[str]:
        """Yield the sources of the replies of other pages that a page shows."""
        for found in self.shown(docname):
            yield from (citation.key for citation in found.citations)

    def fingerprint(self, docname: str) -> object:
        """Return the replies of other pages that a page shows."""
        return list(self.shown(docname)) or None

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield every reply, for ``objects.inv`` and search."""
        for found in self.all_replies():
            yield found.name, found.title, "reply", found.docname, found.name, 1

    def link_target(self, name: str) -> LinkTarget | None:
        """Return the place of a reply; the default text of a link is its title."""
        found = self.by_name.get(name)
        return LinkTarget(found.docname, name, found.title) if found else None
