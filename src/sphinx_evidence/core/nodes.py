"""Citations and text within nodes, and blocks that every writer supports.

The title of a box and of a fold is a paragraph, so that it is right in every format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from docutils import nodes
from markupsafe import escape
from sphinx.addnodes import only, translatable
from sphinx.transforms.references import SphinxDomains

from .text import tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from docutils.parsers.rst import Directive
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

CITATIONS = "citations"
"""Attribute of a citation group: its citations, as plain records."""

CHECKED = "checked"
"""The attribute of a group of citations whose keys are checked in the table that they come from."""

READING = SphinxDomains.default_priority
"""The priority at which domains process a page. Their order is not fixed, so they change nothing
in it: what several of them read is set by transforms that run before."""

UNSEARCHED = "unsearched"
"""The attribute of a node whose text the search leaves out."""

UNTRANSLATED = "untranslated"
"""The attribute of a text, a figure or a table of data that is in English in another language."""


_SOURCE = "in_source"
"""The attribute, in Python, of a node that was translated: a copy of it before."""

N = TypeVar("N", bound=nodes.Node)

LITERAL = (nodes.literal, nodes.FixedTextElement, nodes.comment, nodes.raw, nodes.math)
"""Nodes whose text is shown as it is written, or not at all."""


def find_nodes(root: nodes.Node, *types: type) -> list[Any]:
    """Return the nodes of any of several types, in the order of the text.

    ``findall`` takes one type, or walks far slower with a condition.
    """
    return [node for node in root.findall() if isinstance(node, types)]


def block_around(node: nodes.Node) -> nodes.Element | None:
    """Return the nearest block around a node that has a line number."""
    while (node := node.parent) is not None:
        if node.line is not None and not isinstance(node, nodes.Inline):
            return cast("nodes.Element", node)
    return None


def line_in(block: nodes.Element, text: nodes.Text, offset: int) -> int:
    """Return the line of the character at *offset* in a text of a block."""
    line = (block.line or 0) + text[:offset].count("\n")
    for other in block.findall(nodes.Text):
        if other is text:
            break
        line += other.count("\n")
    return line


def skip_node(self: nodes.NodeVisitor, node: nodes.Element) -> None:
    """Omit a node in formats that have nothing like it."""
    raise nodes.SkipNode


def add_html_node(app: Sphinx, node: type[nodes.Element], visit: Callable[..., None]) -> None:
    """Register a node that is written in HTML only.

    :param visit: writes all of it, and raises ``SkipNode``
    """
    skip = (skip_node, None)
    app.add_node(node, html=(visit, None), latex=skip, text=skip, man=skip, texinfo=skip)


def as_written(directive: Directive) -> nodes.literal_block:
    """Return the source of a directive, of which MyST before version 5 keeps the content only."""
    text: str = directive.block_text
    if directive.name not in text.partition("\n")[0]:
        head = " ".join([f"{{{directive.name}}}", *directive.arguments])
        text = f"```{head}\n{text}\n```\n"
    return nodes.literal_block(text, text, language="none")


def sections_of(node: nodes.Element) -> Iterator[nodes.section]:
    """Yield the sections of a page in the order of the text, without a walk through their text.

    They are only in each other and in the directive ``only``.
    """
    for child in node.children:
        if isinstance(child, nodes.section):
            yield child
        if isinstance(child, nodes.section | only):
            yield from sections_of(child)


def keep_source(node: nodes.Element) -> None:
    """Keep a copy of a node, as its page has it in the language of the book."""
    setattr(node, _SOURCE, node.deepcopy())


def forget_source(node: nodes.Element) -> None:
    """Forget that copy of a node that has stayed as it was."""
    node.__dict__.pop(_SOURCE, None)


def in_source(node: N) -> N:
    """Return a node as its page has it in the language of the book: itself, unless translated.

    What is computed of words (anchors, checksums, counts, what rules judge and other programs read)
    is computed of these, so that no translation changes it.
    """
    return cast("N", getattr(node, _SOURCE, node))


def source_elements(node: nodes.Element) -> Iterator[nodes.Element]:
    """Yield a node and the elements within it, as :func:`in_source` gives each."""
    node = in_source(node)
    yield node
    for child in node.children:
        if isinstance(child, nodes.Element):
            yield from source_elements(child)


def text_without_citations(node: nodes.Element) -> str:
    """Return the text of a node in the language of the book, without citations, on one line."""
    return tidy(_text(node, in_source))


def shown_text(node: nodes.Element) -> str:
    """Return the same as readers see it, so in the language of the build."""
    return tidy(_text(node, lambda one: one))


def source_text(node: nodes.Node) -> str:
    """Return ``node.astext()`` in the language of the book."""
    node = in_source(node)
    if not isinstance(node, nodes.Element) or not node.children:
        return node.astext()
    return node.child_text_separator.join(map(source_text, node.children))


def _text(node: nodes.Node, form: Callable[[nodes.Node], nodes.Node]) -> str:
    node = form(node)
    if not isinstance(node, nodes.Element) or not node.children:
        return node.astext()
    children = (child for child in node.children if not is_citation(child))
    return node.child_text_separator.join(_text(child, form) for child in children)


def is_citation(node: nodes.Node) -> bool:
    """Return whether a node is a citation group."""
    return isinstance(node, nodes.Element) and CITATIONS in node


def citations_in(node: nodes.Element) -> Iterator[Any]:
    """Yield the citations within a node, in the order of the text in the language of the book."""
    for group in source_elements(node):
        yield from group.get(CITATIONS, ())


class Worded(translatable):
    """Base class of nodes with texts for readers in attributes, which are translated too.

    The attributes keep the words of the book; :meth:`shown` has those for readers.
    """

    worded: ClassVar[tuple[str, ...]] = ()
    """The names of the attributes."""

    def preserve_original_messages(self) -> None:
        """Do nothing: the attributes are never overwritten."""

    def extract_original_messages(self) -> list[str]:
        """Return the texts."""
        node = cast("nodes.Element", self)
        return [str(node[name]) for name in self.worded if node.get(name)]

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        """Keep the translation of a text."""
        self.translations[original_message] = translated_message

    @property
    def translations(self) -> dict[str, str]:
        """The translations of its texts, by text."""
        found: dict[str, str] = self.__dict__.setdefault("_translations", {})
        return found

    def shown(self, name: str) -> str:
        """Return the text of an attribute as readers see it, empty for none."""
        text = str(cast("nodes.Element", self).get(name) or "")
        return self.translations.get(text, text)


class block(nodes.container):
    """A block; in HTML without the classes of docutils, which frameworks of styles use too."""


class box(block):
    """A box; in HTML a group whose accessible name is its title."""


class fold(block):
    """A block that HTML folds under its first child, a :class:`fold_title`; it is printed open."""


class fold_title(nodes.paragraph):
    """The title of a fold."""


class narrow_fold(block):
    """A block that HTML folds on a phone only, under its ``title``.

    Where a page has several with one title, ``label`` says of what each is.
    """


def fold_all(found: Sequence[nodes.Node], title: str, label: str = "") -> None:
    """Put siblings that follow each other into a fold for phones, in their place."""
    parent = found[0].parent
    place = parent.index(found[0])
    parent[place : place + len(found)] = [narrow_fold("", *found, title=title, label=label)]


def titled_box(title: Iterable[nodes.Node], content: Iterable[nodes.Node], name: str) -> box:
    """Return a box.

    :param title: inline nodes
    :param name: the class for its style
    """
    head = nodes.paragraph("", "", nodes.strong("", "", *title), classes=["box-title"])
    return box("", head, *content, classes=["box", name])


def visit_block_html(self: HTML5Translator, node: block) -> None:
    self.body.append(self.starttag(node, "div"))


def visit_box_html(self: HTML5Translator, node: box) -> None:
    attributes: dict[str, Any] = {"role": "group", "aria-label": node[0].astext()}
    self.body.append(self.starttag(node, "div", **attributes))


def visit_fold_html(self: HTML5Translator, node: fold) -> None:
    self.body.append(self.starttag(node, "details", CLASS="fold"))


def depart_fold_html(self: HTML5Translator, node: fold) -> None:
    self.body.append("</details>\n")


def visit_fold_title_html(self: HTML5Translator, node: fold_title) -> None:
    self.body.append(self.starttag(node, "summary", ""))


def depart_fold_title_html(self: HTML5Translator, node: fold_title) -> None:
    self.body.append("</summary>\n")


def visit_narrow_fold_html(self: HTML5Translator, node: narrow_fold) -> None:
    title, label = node["title"], node["label"]
    name = f' aria-label="{escape(f"{title}: {label}")}"' if label else ""
    summary = f"<summary{name}>{escape(title)}</summary>"
    self.body.append(self.starttag(node, "details", summary, CLASS="narrow-fold"))


def depart_block_html(self: HTML5Translator, node: block) -> None:
    self.body.append("</div>\n")


VISITORS: dict[type[nodes.Element], tuple[Callable[..., None], Callable[..., None]]] = {
    block: (visit_block_html, depart_block_html),
    box: (visit_box_html, depart_block_html),
    fold: (visit_fold_html, depart_fold_html),
    fold_title: (visit_fold_title_html, depart_fold_title_html),
    narrow_fold: (visit_narrow_fold_html, depart_fold_html),
}
"""The functions that write each node as HTML; other writers treat it as what it derives from."""
