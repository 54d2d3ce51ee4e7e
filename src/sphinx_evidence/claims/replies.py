"""Replies of those concerned, kept once and shown in boxes where they bear."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.addnodes import pending_xref
from sphinx.domains import ObjType
from sphinx.roles import XRefRole
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from .. import __version__
from ..core.dates import format_date
from ..core.domains import PageDomain
from ..core.features import load
from ..core.i18n import _
from ..core.nodes import (
    Worded,
    block,
    citations_in,
    find_nodes,
    shown_text,
    text_without_citations,
    titled_box,
)
from ..core.records import Citable, LinkTarget
from ..core.text import N_, checksum
from ..permalinks.nodes import CITE_HERE, RunningText, copies, paragraph_number
from .reply_model import Box, Reply, malformed_reply, unknown_reply

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata, OptionSpec

    from ..core.diagnostics import Problem


class reply(RunningText, Worded, block):
    """A reply where it stands: running text of its section."""

    worded = ("by",)


class reply_box(nodes.General, nodes.Element):
    """Placeholder for a copy of a reply from another page."""


class ReplyDirective(SphinxDirective):
    """What one party says to what is said of it; the argument is its id."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[OptionSpec] = {
        "by": directives.unchanged,
        "as-of": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        name = self.arguments[0]
        content = self.parse_content_to_nodes()
        node = reply("", *content, ids=[name], classes=["reply"])
        node["reply"] = name
        # what has an id of its own would be published as the book's: a rule names what is left out
        own = [
            part
            for part in node.findall(nodes.Element)
            if part is not node and isinstance(part, nodes.General | reply) and part["ids"]
        ]
        for part in own:
            part.parent.remove(part)
        node["left-out"] = tuple(part.tagname for part in own)
        node["by"], node["as-of"] = self.options.get("by", ""), self.options.get("as-of", "")
        self.set_source_info(node)
        return [node]


class ReplyBox(SphinxDirective):
    """A copy of the reply whose id is the argument, with a link to its place."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        node = reply_box("", reply=self.arguments[0])
        node["docname"] = self.env.docname
        self.set_source_info(node)
        return [node]


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
        shown_by=node.shown("by"),
        shown_text=shown_text(node),
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
        return {found.name: [found.shown_text] for found in self.all_replies()}

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


def sentence_case(text: str) -> str:
    """Return a text that begins with a capital."""
    return text[:1].upper() + text[1:]


class ReplyTransform(SphinxPostTransform):
    """Complete replies and fill boxes, before citations become links."""

    default_priority = 3

    def run(self, **kwargs: Any) -> None:
        self.domain = ReplyDomain.of(self.env)
        found = find_nodes(self.document, reply, reply_box)
        here = [node for node in found if isinstance(node, reply)]
        self.originals = {node["reply"]: node for node in here}
        for node in found:
            if isinstance(node, reply_box):
                self._fill(node)
        for node in here:
            words = " · ".join(filter(None, (node.shown("by"), self._as_of(node["as-of"]))))
            line = nodes.paragraph("", sentence_case(words), classes=["reply-standing"])
            line[CITE_HERE] = True
            node += line

    def _fill(self, placeholder: reply_box) -> None:
        """Replace a placeholder by the box; one whose reply is none, as reported, by nothing."""
        docname = placeholder["docname"]
        record = self.domain.by_name.get(placeholder["reply"])
        if record is None or record.docname == docname:
            placeholder.replace_self([])
            return
        title = [nodes.Text(_("What {party} says").format(party=record.shown_by))]
        builder = self.domain.current_builder
        home = builder.get_relative_uri(docname, record.docname)
        text = copies(self._original(record).children, docname, home)
        content = [*text, self._source(record, docname)]
        placeholder.replace_self(titled_box(title, content, "reply-box"))

    def _original(self, record: Reply) -> reply:
        """Return the node of a reply, from this document or from the doctree of another page."""
        if record.name not in self.originals:
            doctree = self.env.get_doctree(record.docname)
            self.originals |= {node["reply"]: node for node in doctree.findall(reply)}
        return self.originals[record.name]

    def _source(self, record: Reply, docname: str) -> nodes.paragraph:
        """Return the line with the date of a reply and a link to its place."""
        chapter = nodes.inline("", self.env.titles[record.docname].astext())
        link = pending_xref("", chapter, refdomain="reply", reftype="ref", reftarget=record.name)
        link["refdoc"], link["refexplicit"], link["refwarn"] = docname, True, True
        date = sentence_case(self._as_of(record.as_of))
        before = nodes.Text(f"{date} · " if date else "")
        return nodes.paragraph("", "", before, link, classes=["reply-standing"])

    def _as_of(self, date: str) -> str:
        return _("as of {date}").format(date=format_date(date, _)) if date else ""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the nodes, the domain, the directives and the transform of replies."""
    load(app, "sources")
    app.add_node(reply)
    app.add_node(reply_box)
    app.add_domain(ReplyDomain)
    app.add_directive("reply", ReplyDirective)
    app.add_directive("reply-box", ReplyBox)
    app.add_post_transform(ReplyTransform)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
