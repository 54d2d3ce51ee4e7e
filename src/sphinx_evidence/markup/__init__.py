"""Faults in the text of pages: what Markdown would pass on, swallow, or read in another way."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.errors import SphinxError
from sphinx.transforms import SphinxTransform
from sphinx.util import get_filetype
from sphinx.util.docutils import SphinxDirective

from .. import __version__
from ..log import warn
from ..problem import Problem, Slip
from .domain import MarkupDomain, markup_domain
from .frontmatter import mend_head
from .text import mend_text, svg_scripts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata, OptionSpec

HTML = "write it in Markdown, and a remark as a line with % first"
TEXT_OF_FILE = "write the text here, or link to the page that has it"
FORMULA = "write it in words and figures"
REFUSED = {
    "raw": HTML,
    "meta": "the head of a page is made from its front matter",
    "include": TEXT_OF_FILE,
    "literalinclude": TEXT_OF_FILE,
    "csv-table": "make it a dataset, and show it with {data-table}",
    "math": FORMULA,
}
"""Directives that put into a page what nobody reads before it is published, and the way round."""


class UndecodablePage(SphinxError):
    """A page that is not written in UTF-8."""

    category = "Page error"


class RefusedDirective(SphinxDirective):
    """A stock directive that no page may use; its text is shown as it is written."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = {}

    def run(self) -> list[nodes.Node]:
        docname = self.env.current_document.docname
        message = f"{{{self.name}}} is not used here: {REFUSED[self.name]}"
        problem = Problem(docname, self.lineno, Slip.RETIRED_MARKUP, message)
        markup_domain(self.env).note(docname, problem)
        return [nodes.literal_block(self.block_text, self.block_text, language="none")]


def _line(node: nodes.Node) -> int:
    """Return the line on which a node, or the nearest one around it, begins; 0 if unknown."""
    while node is not None:
        if node.line:
            return node.line
        node = node.parent
    return 0


class MarkupTransform(SphinxTransform):
    """Name what a page should not hold, and keep its text without its power.

    HTML, formulas and drawings with scripts become plain text before any domain reads the page.
    """

    default_priority = 280

    def apply(self, **kwargs: Any) -> None:
        docname = self.env.current_document.docname
        found = [
            Problem(docname, _line(node), slip, message)
            for checked in (self._markup, self._images, self._headings)
            for node, slip, message in checked()
        ]
        # several tags of one line are one mistake
        markup_domain(self.env).note(docname, *dict.fromkeys(found))

    def _markup(self) -> Iterator[tuple[nodes.Node, Slip, str]]:
        """Yield HTML and formulas."""
        for node in list(self.document.findall(nodes.raw)):
            yield node, Slip.RETIRED_MARKUP, f"HTML is not read here: {HTML}"
            self._as_text(node, node.astext())
        for kind in (nodes.math, nodes.math_block):
            for formula in list(self.document.findall(kind)):
                yield formula, Slip.RETIRED_MARKUP, f"formulas are not used here: {FORMULA}"
                self._as_text(formula, formula.astext())
        for meta in list(self.document.findall(nodes.meta)):
            yield meta, Slip.RETIRED_MARKUP, f"'html_meta' is not used here: {REFUSED['meta']}"
            meta.parent.remove(meta)

    def _images(self) -> Iterator[tuple[nodes.Node, Slip, str]]:
        """Yield images that say nothing to those who do not see them, and SVG with scripts."""
        docname = self.env.current_document.docname
        for node in list(self.document.findall(nodes.image)):
            uri = node["uri"]
            alt = str(node.get("alt") or "").strip()
            if not alt:
                message = f"the image {uri!r} has no text: say in words what it shows (alt)"
                yield node, Slip.IMAGE_TEXT, message
            if uri.lower().endswith(".svg") and "://" not in uri:
                name, path = self.env.relfn2path(uri, docname)
                self.env.note_dependency(name)
                file = Path(path)
                if file.is_file() and (why := next(svg_scripts(file.read_bytes()), "")):
                    message = f"the image {uri!r} {why}: save it as a drawing without scripts"
                    yield node, Slip.UNSAFE_IMAGE, message
                    self._as_text(node, alt)

    def _headings(self) -> Iterator[tuple[nodes.Node, Slip, str]]:
        """Yield headings that hold a citation, or no words."""
        for section in self.document.findall(nodes.section):
            title = section[0]
            if any(xref["refdomain"] == "cite" for xref in title.findall(pending_xref)):
                message = "a heading holds a citation: put it into the first sentence below"
                yield title, Slip.HEADING_TEXT, message
            elif not any(sign.isalnum() for sign in title.astext()):
                yield title, Slip.HEADING_TEXT, "a heading has no words: write them, or delete it"

    def _as_text(self, node: nodes.Element, text: str) -> None:
        """Put plain text in the place of a node."""
        plain = nodes.Text(text)
        if isinstance(node.parent, nodes.TextElement):
            node.parent.replace(node, plain)
        else:
            paragraph = nodes.paragraph("", "", plain)
            paragraph.source, paragraph.line = node.source, node.line
            node.parent.replace(node, paragraph)


def check_encoding(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Stop at a page that is not UTF-8, with its place; Sphinx would not name it."""
    for docname in docnames:
        data = env.doc2path(docname).read_bytes()
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            message = f"{env.doc2path(docname)}:{line}: not UTF-8: save the file in that encoding"
            raise UndecodablePage(message) from None


def mend_source(app: Sphinx, docname: str, source: list[str]) -> None:
    """Note what is wrong with the text of a page, and mend what would spoil the rest of it."""
    if get_filetype(app.config.source_suffix, str(app.env.doc2path(docname))) != "markdown":
        return
    head, head_problems = mend_head(docname, source[0])
    source[0], problems = mend_text(docname, head)
    markup_domain(app.env).note(docname, *head_problems, *problems)


def check_text(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of what is wrong with the text of pages."""
    for problems in markup_domain(env).problems.values():
        for problem in sorted(problems):
            warn(problem.slip, problem.message, (problem.path, problem.line or None))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the rules to the reading of pages."""
    app.add_domain(MarkupDomain)
    app.add_transform(MarkupTransform)
    for name in REFUSED:
        app.add_directive(name, RefusedDirective, override=True)
    app.connect("env-before-read-docs", check_encoding)
    app.connect("source-read", mend_source)
    app.connect("env-check-consistency", check_text, priority=400)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
