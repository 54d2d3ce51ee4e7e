"""Check the source text of pages: encoding, front matter, fences, raw HTML, images and links."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives, roles
from docutils.utils import get_source_line
from sphinx.addnodes import pending_xref
from sphinx.errors import SphinxError
from sphinx.transforms import SphinxTransform
from sphinx.util import get_filetype
from sphinx.util.docutils import SphinxDirective

from .. import __version__
from ..core.diagnostics import Problem, Rule
from ..core.domains import page_domains
from ..core.features import PACKAGE, load
from ..core.house import HouseRule, follows
from ..core.markup import MarkupDomain
from ..core.nodes import as_written, find_nodes
from ..core.source_text import check_text, is_sound, svg_scripts
from ..core.upstream import directive_names, role_names, warning_handlers
from ..sources.domain import CitationDomain
from .advice import MISSING, UNLISTED, UNREAD, advice
from .frontmatter import check_front_matter
from .slips import Known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata, OptionSpec

_HTML_ADVICE = "write it in Markdown, and a remark as a line with % first"
_INCLUDE_ADVICE = "write the text here, or link to the page that has it"
_FORMULA_ADVICE = "write it in words and figures"
REFUSED_DIRECTIVES = {
    "raw": _HTML_ADVICE,
    "meta": "the head of a page is made from its front matter",
    "include": _INCLUDE_ADVICE,
    "literalinclude": _INCLUDE_ADVICE,
    "csv-table": "make it a dataset, and show it with {data-table}",
    "math": _FORMULA_ADVICE,
}
"""Directives whose content no check reads before it is published, and what to do instead."""

CHECKED = (
    *(nodes.raw, nodes.math, nodes.math_block),
    *(nodes.image, nodes.section, nodes.reference),
)
"""The types of nodes that are checked."""

_UNREAD = re.compile(r"Unknown directive type|Directive '")
"""A message on a directive whose content is not in the page."""

_EXECUTABLE = re.compile(r"\s*(javascript|vbscript|data):", re.IGNORECASE)


class RefusedDirective(SphinxDirective):
    """A standard directive that pages may not use; its source is shown as a literal block."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = {}

    def run(self) -> list[nodes.Node]:
        docname = self.env.docname
        message = f"{{{self.name}}} is not used here: {REFUSED_DIRECTIVES[self.name]}"
        problem = Problem(docname, self.lineno, Rule.RETIRED_MARKUP, message)
        MarkupDomain.of(self.env).note(docname, problem)
        return [as_written(self)]


def _line(node: nodes.Node) -> int:
    """Return the line on which a node, or the nearest one around it, begins; 0 if unknown."""
    while node is not None:
        if node.line:
            return node.line
        node = node.parent
    return 0


class MarkupTransform(SphinxTransform):
    """Keep the ids of what was not read; report what a page may not contain in a book of prose.

    With that house rule HTML, formulas, images with scripts and links that run code become plain
    text before any domain reads the page.
    """

    default_priority = 280

    def apply(self, **kwargs: Any) -> None:
        self.docname = self.env.docname
        for message in self.document.findall(nodes.system_message):
            if _UNREAD.search(message.astext()):
                name = self._argument(message.get("line", 0))
                MarkupDomain.of(self.env).refuse(self.docname, name)
        self._note_slips()
        if not follows(self.config, HouseRule.MARKUP):
            return
        checked = find_nodes(self.document, *CHECKED)
        # several tags in one paragraph are one mistake
        problems = dict.fromkeys(problem for node in checked for problem in self._check(node))
        MarkupDomain.of(self.env).note(self.docname, *problems)

    def _note_slips(self) -> None:
        """Report markup of this package that was read as text, in a page in Markdown."""
        path = str(self.env.doc2path(self.docname))
        if get_filetype(self.config.source_suffix, path) != "markdown":
            return
        markup, own = MarkupDomain.of(self.env), own_names(self.env)
        for slip in own.slips(self.document):
            where = self.docname if slip.path in ("", path) else slip.path
            if slip.message:
                problem = Problem(where, slip.line, Rule.UNREAD_MARKUP, slip.message)
                markup.note(self.docname, problem)
            if slip.name:
                markup.refuse(self.docname, slip.name)

    def _check(self, node: nodes.Element) -> Iterator[Problem]:
        """Yield the problems of one node."""
        match node:
            case nodes.section():
                yield from self._heading(node[0])
            case nodes.image():
                yield from self._image(node)
            case nodes.reference():
                yield from self._link(node)
            case nodes.raw():
                yield self._problem(
                    node, Rule.RETIRED_MARKUP, f"HTML is not read here: {_HTML_ADVICE}"
                )
                self._as_text(node, node.astext())
            case _:
                message = f"formulas are not used here: {_FORMULA_ADVICE}"
                yield self._problem(node, Rule.RETIRED_MARKUP, message)
                self._as_text(node, node.astext())

    def _argument(self, line: int) -> str:
        """Return the last word of a line on which a directive begins: an id, if it has one."""
        text = Path(self.env.doc2path(self.docname)).read_text("utf-8", errors="replace")
        return "".join(["", *text.split("\n")][line : line + 1]).rpartition("}")[2].strip()

    def _problem(self, node: nodes.Node, rule: Rule, message: str) -> Problem:
        return Problem(self.docname, _line(node), rule, message)

    def _link(self, node: nodes.reference) -> Iterator[Problem]:
        """Check that a link does not run code."""
        uri = node.get("refuri", "")
        if _EXECUTABLE.match(uri):
            message = f"the address {uri!r} is a program or data, not a page: take it out"
            yield self._problem(node, Rule.UNSAFE_ADDRESS, message)
            node.replace_self(node.children)

    def _image(self, node: nodes.image) -> Iterator[Problem]:
        """Check that an image has a text alternative and contains no script."""
        uri = node["uri"]
        alt = str(node.get("alt") or "").strip()
        if not alt:
            message = f"the image {uri!r} has no text: say in words what it shows (alt)"
            yield self._problem(node, Rule.IMAGE_TEXT, message)
        if uri.lower().endswith(".svg") and "://" not in uri:
            name, path = self.env.relfn2path(uri, self.docname)
            self.env.note_dependency(name)
            file = Path(path)
            if file.is_file() and (reason := next(svg_scripts(file.read_bytes()), "")):
                message = f"the image {uri!r} {reason}: save it as a drawing without scripts"
                yield self._problem(node, Rule.UNSAFE_IMAGE, message)
                self._as_text(node, alt)

    def _heading(self, title: nodes.Node) -> Iterator[Problem]:
        """Check that a heading has words and no citation."""
        if any(xref["refdomain"] == "cite" for xref in title.findall(pending_xref)):
            message = "a heading holds a citation: put it into the first sentence below"
            yield self._problem(title, Rule.HEADING_TEXT, message)
        elif not any(character.isalnum() for character in title.astext()):
            message = "a heading has no words: write them, or delete it"
            yield self._problem(title, Rule.HEADING_TEXT, message)

    def _as_text(self, node: nodes.Element, text: str) -> None:
        """Replace a node by plain text."""
        plain = nodes.Text(text)
        if isinstance(node.parent, nodes.TextElement):
            node.parent.replace(node, plain)
        else:
            paragraph = nodes.paragraph("", "", plain)
            paragraph.source, paragraph.line = node.source, node.line
            node.parent.replace(node, paragraph)


def own_names(env: BuildEnvironment) -> Known:
    """Return the markup of this package; citations are left to the house rule on sources."""
    cited, package = CitationDomain.of(env), f"{PACKAGE}."
    domains = [domain for domain in page_domains(env) if domain is not cited]
    own_roles = role_names(roles, package).union(_names(domains, "roles"))
    own_roles.discard("cite")
    keys: frozenset[str] = frozenset()
    if not follows(env.config, HouseRule.SOURCES):
        own_roles |= {"cite", *_names([cited], "roles")}
        keys = frozenset(cited.sources)
    has_colons = "colon_fence" in getattr(env.config, "myst_enable_extensions", ())
    return Known(own_roles, directive_names(directives, package), keys, has_colons)


def check_encoding(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Name file and line of each page that is not UTF-8, which Sphinx would not do.

    :raises SphinxError: if there are any, with a line for each
    """
    messages = []
    for path in (Path(env.doc2path(name)) for name in docnames):
        data = path.read_bytes()
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            messages.append(f"{path}:{line}: not UTF-8: save the file in that encoding")
    if messages:
        raise SphinxError("\n".join(messages))


def check_first_page(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Name the page with which a book begins; Sphinx names a file of another markup language.

    :raises SphinxError: if it is not there
    """
    first = app.config.root_doc
    if first not in env.found_docs:
        message = f"{app.srcdir / first}.md: the book has no such page, with which it begins"
        raise SphinxError(f"{message}: write it, or set 'root_doc' in conf.py")


def check_source(app: Sphinx, docname: str, source: list[str]) -> None:
    """Note the problems of a page, and in a book of prose take out what Markdown would misread."""
    if get_filetype(app.config.source_suffix, str(app.env.doc2path(docname))) != "markdown":
        return
    if not follows(app.config, HouseRule.MARKUP):
        if not is_sound(source[0]):
            page = check_text(docname, source[0])
            fences = (one for one in page.problems if one.rule is Rule.OPEN_FENCE)
            MarkupDomain.of(app.env).note(docname, *fences)
        return
    domains = app.env.domains.values()
    known = {f"{domain.name}:{role}" for domain in domains for role in domain.roles}
    page = check_text(docname, source[0], known)
    source[0], markup = page.text, MarkupDomain.of(app.env)
    if follows(app.config, HouseRule.FRONT_MATTER):
        source[0], problems = check_front_matter(docname, page.text)
        markup.note(docname, *problems)
    markup.note(docname, *page.problems)
    markup.refuse(docname, *page.refused)


class AdviceFilter(logging.Filter):
    """Say what to do in each warning of Sphinx, MyST or docutils that does not.

    It is a filter of the handler that prints warnings, before Sphinx writes their type behind them.
    What they say of the same place again, as for each page that shows a ``toctree``, is dropped,
    and so is a link to what was refused, and a page that a ``toctree`` which is not read may list.
    """

    def __init__(self, app: Sphinx) -> None:
        super().__init__()
        self.app = app
        self.said: set[tuple[str, str]] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, "type", "") == "evidence":
            return True
        message, location = logging.LogRecord.getMessage(record), getattr(record, "location", None)
        if (match := MISSING.match(message)) and match[match.lastindex or 0] in self._refused():
            return False
        if message.startswith(UNREAD) and MarkupDomain.of(self.app.env).pages_with(
            Rule.UNREAD_MARKUP
        ):
            return False
        if message.startswith(UNLISTED) and self._may_be_listed():
            return False
        if what := advice(message, Names(self.app.env), self._docname(location)):
            record.msg, record.args = f"{message.rstrip('.')}: {what}", ()
            if isinstance(location, str):
                is_new = (location, message) not in self.said
                self.said.add((location, message))
                return is_new
        return True

    def _refused(self) -> set[str]:
        """Return the ids that are missing only because what has them was refused with a message."""
        return {name for domain in page_domains(self.app.env) for name in domain.refused_ids()}

    def _may_be_listed(self) -> bool:
        """Whether a ``toctree`` is open, or front matter with ``orphan`` may be left out."""
        pages_with = MarkupDomain.of(self.app.env).pages_with
        return bool(pages_with(Rule.OPEN_FENCE) or pages_with(Rule.PAGE_HEAD))

    def _docname(self, location: Any) -> str:
        """Return the page of a place as Sphinx and MyST give it, empty if there is none."""
        if isinstance(location, nodes.Node):
            return self.app.env.path2doc(get_source_line(location)[0] or "") or ""
        name = location[0] if isinstance(location, tuple) else location
        return name if name in self.app.env.found_docs else ""


class Names:
    """The names in a book that somebody may have meant."""

    def __init__(self, env: BuildEnvironment) -> None:
        self.env = env
        self.pages = env.found_docs
        self.indexes = env.toctree_includes

    @property
    def labels(self) -> set[str]:
        """Ids of sections, claims and all else that a link can lead to."""
        citables = (one.id for domain in page_domains(self.env) for one in domain.citables())
        return {*self.env.domains["std"].anonlabels, *citables}

    @property
    def roles(self) -> set[str]:
        """Names of roles; only docutils knows those outside of domains."""
        return role_names(roles).union(_names(self.env.domains.values(), "roles"))

    @property
    def directives(self) -> set[str]:
        """Names of directives that pages may use."""
        named = _names(self.env.domains.values(), "directives")
        return directive_names(directives).union(named) - REFUSED_DIRECTIVES.keys()


def _names(domains: Iterable[Domain], kind: str) -> Iterator[str]:
    """Yield the names of the roles or directives of domains, as they are written in a page."""
    for domain in domains:
        for name in getattr(domain, kind):
            yield name if domain.name == "std" else f"{domain.name}:{name}"


def advise(app: Sphinx) -> None:
    """Complete the warnings of this build."""
    for handler in warning_handlers():
        handler.filters.insert(0, AdviceFilter(app))


def refuse_directives(app: Sphinx, config: Config) -> None:
    """Replace the directives that a book of prose does not use."""
    if follows(config, HouseRule.MARKUP):
        for name in REFUSED_DIRECTIVES:
            app.add_directive(name, RefusedDirective, override=True)


def refuse_files(app: Sphinx) -> None:
    """Forbid docutils to insert files and raw text, in any markup language."""
    if follows(app.config, HouseRule.MARKUP):
        app.env.settings.update(raw_enabled=False, file_insertion_enabled=False)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform, the checks of pages and the advice."""
    load(app, "sources")
    app.add_transform(MarkupTransform)
    app.connect("config-inited", refuse_directives)
    app.connect("builder-inited", refuse_files)
    app.connect("builder-inited", advise)
    app.connect("env-before-read-docs", check_first_page)
    app.connect("env-before-read-docs", check_encoding)
    app.connect("source-read", check_source)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
