"""Say below each reply whose it is and of when, and copy replies into boxes."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..core.boxes import titled_box
from ..core.dates import format_date
from ..core.i18n import _
from ..core.nodes import find_nodes
from ..permalinks.nodes import CITE_HERE
from ..permalinks.running import copies
from .domain import ReplyDomain
from .model import Reply
from .nodes import reply, reply_box


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
            words = " · ".join(filter(None, (node["by"], self._as_of(node["as-of"]))))
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
        title = [nodes.Text(_("What {party} says").format(party=record.by))]
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
