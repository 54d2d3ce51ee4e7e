"""The domain of sections, permalinks and their register."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.addnodes import pending_xref

from ..core.contents import part_title
from ..core.diagnostics import Problem, Rule
from ..core.domains import PageDomain, all_read, page_abstract, page_domains, page_keywords
from ..core.edition import edition_of
from ..core.extras import CITATIONS
from ..core.house import HouseRule, follows
from ..core.i18n import _
from ..core.nodes import citations_in, find_nodes, sections_of, text_without_citations
from ..core.paths import permalink_path
from ..core.records import Citable
from ..core.structure import argument_of, former_names, has_permalinks
from ..core.support import unsupported
from ..core.text import N_
from ..core.translated import TranslatedDomain, shown
from .citation_files import has_faces, paragraphs_script, permalink_files, places_script
from .cite_page import plain_page
from .export import to_json
from .model import Paragraph, Section, id_error, page_name_error
from .nodes import paragraph_number, running_text
from .register import lost_ids, unregistered_ids
from .rules import (
    citable_id,
    former_page,
    generated_page,
    malformed_id,
    misnamed_page,
    missing_label,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from .register import Entry

MISSING = "404"
"""Name of the page that hosts return for an address that leads to nothing."""


def _level(section: nodes.section) -> int:
    level, node = 0, cast("nodes.Node", section)
    while isinstance(node, nodes.section):
        level, node = level + 1, node.parent
    return level


def _paragraphs(section: nodes.section) -> Iterator[Paragraph]:
    """Yield the numbered paragraphs and claims directly under a heading."""
    for paragraph, name in running_text(section):
        number = next(iter(paragraph.children), None)
        if isinstance(number, paragraph_number):
            items = (citation.cite_item for citation in citations_in(paragraph))
            text = text_without_citations(paragraph)
            bare = () if name else tuple(sentence for _line, sentence in unsupported(paragraph))
            yield Paragraph(number["number"], name, text, tuple(items), bare)


def link_targets(env: BuildEnvironment, root: nodes.Element) -> Iterator[str]:
    """Yield the ids that a node links to, by roles and by Markdown's ``[text](#id)``."""
    roles = {(domain.name, domain.plain_role) for domain in page_domains(env)}
    for link in find_nodes(root, pending_xref, nodes.reference):
        if (link.get("refdomain"), link.get("reftype")) in roles:
            yield link["reftarget"]
        elif link.get("id_link"):  # MyST resolves them after the domains have processed the page
            yield link["refuri"].removeprefix("#")


PAGE = Path(__file__).parent / "page"
"""The folder of the style sheet and the script."""


class PermalinkDomain(PageDomain):
    """The sections of each page; roles and labels remain those of Sphinx's standard domain."""

    name = "permalink"
    assets = (
        PAGE / "permalinks.css",
        PAGE / "cite-dialog.js",
        PAGE / "paragraphs.js",
    )
    label = "Permalinks"
    data_version = 7
    citable_kinds: ClassVar = {
        N_("book"): "book",
        N_("chapter"): "chapter",
        N_("section"): "chapter",
    }
    by_page: ClassVar[tuple[str, ...]] = ("sections", "links")
    initial_data: ClassVar[dict[str, Any]] = {
        "sections": {},  # docname -> tuple of Section
        "links": {},  # docname -> the ids that it links to
    }

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        # the register is read at the start of each build
        self.register: dict[str, Entry] = {}
        self.register_is_sound = True
        self.register_exists = True
        self._citables: dict[str, tuple[Citable, ...]] | None = None  # by docname, when needed

    @property
    def sections(self) -> dict[str, tuple[Section, ...]]:
        """The sections of each page, in the order of the text."""
        return cast("dict[str, tuple[Section, ...]]", self.data["sections"])

    @property
    def links(self) -> dict[str, frozenset[str]]:
        """The ids, of objects of any kind, that each page links to."""
        return cast("dict[str, frozenset[str]]", self.data["links"])

    def all_sections(self) -> Iterator[Section]:
        """Yield the sections of all pages, page by page in the order of their names."""
        for docname in sorted(self.sections):
            yield from self.sections[docname]

    def title_of(self, docname: str) -> str:
        """Return the title of a page in the language of the book, empty if it has none."""
        return next((section.title for section in self.sections.get(docname, ())), "")

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Store the sections of a page, and the ids that it links to."""
        self.data["links"][docname] = frozenset(link_targets(env, document))
        self.sections[docname] = tuple(
            Section(
                docname,
                text_without_citations(cast("nodes.title", section[0])),
                section.get("label", ""),
                _level(section),
                section[0].line or section.line,
                tuple(_paragraphs(section)),
                section.get("anchor", next(iter(section["ids"]), "")),
            )
            for section in sections_of(document)
        )

    # all pages are read

    def gather(self) -> None:
        """Discard the citable objects of the last build."""
        self._citables = None

    def citables_of(self, docname: str) -> tuple[Citable, ...]:
        """Return the citable objects of a page, from all domains.

        Those with a malformed id are left out, since the id is the path of their files.
        """
        if self._citables is None:
            citables: dict[str, list[Citable]] = {}
            for domain in page_domains(self.env):
                for citable in domain.citables():
                    if not id_error(citable.id):
                        citables.setdefault(citable.docname, []).append(citable)
            self._citables = {page: tuple(group) for page, group in citables.items()}
        return self._citables.get(docname, ())

    def all_citables(self) -> Iterator[Citable]:
        """Yield all citable objects, page by page in the order of the docnames."""
        for docname in sorted(self.env.found_docs):
            yield from self.citables_of(docname)

    def book_permalink(self) -> str:
        """Return the permalink of the book, empty without an address, an edition or an id."""
        edition = edition_of(self.env.config)
        cover = self.citables_of(self.env.config.root_doc) if edition.date else ()
        return next((found.permalink(edition) for found in cover if found.kind == "book"), "")

    @property
    def register_path(self) -> Path:
        """The path of the register of ids."""
        return Path(self.current_builder.confdir, self.env.config.evidence_register)

    def problems(self) -> Iterator[Problem]:
        """Yield malformed, repeated and lost ids, and at a release unregistered ones.

        A site in which citations are not formatted has one problem more.
        """
        sections = list(self.all_sections())
        if follows(self.env.config, HouseRule.LABELS):
            yield from missing_label(sections)
            yield from malformed_id(sections)
            yield from misnamed_page(sections, self.env.config.evidence_contributing)
        others = (domain for domain in page_domains(self.env) if domain is not self)
        citables = (citable for domain in others for citable in domain.citables())
        yield from citable_id(citables, sections)
        yield from former_page({name: self.env.metadata[name] for name in self.env.found_docs})
        yield from generated_page(self.env.found_docs)
        if self.env.config.evidence_register:
            yield from self._unregistered()
        if self.current_builder.format == "html" and edition_of(self.env.config).date:
            first = None if CITATIONS.is_installed else next(self.all_citables(), None)
            if first is not None:
                message = (
                    f"the page that cites {first.id!r}, and that of each other permalink, has no "
                    f"formatted citation, since {CITATIONS.missing}"
                )
                yield Problem(first.docname, first.line, Rule.MISSING_PACKAGE, message)

    def _unregistered(self) -> Iterator[Problem]:
        path, kinds = self.register_path, dict[str, str]()
        for domain in page_domains(self.env):
            kinds |= domain.refused_ids()
        kinds |= {citable.id: citable.kind for citable in self.all_citables()}
        version, _dev, is_copy = str(self.env.config.version).partition(".dev")
        if all_read(self.env):
            yield from lost_ids(path, self.register, kinds, version if is_copy else "")
        # rows that cannot be read may have the ids that seem to be unregistered
        is_whole = self.register_exists and self.register_is_sound
        if (
            is_whole
            and self.current_builder.name != "register"
            and edition_of(self.env.config).released
        ):
            yield from unregistered_ids(path, self.register, kinds)

    def citables(self) -> Iterator[Citable]:
        """Yield the book, its chapters and their sections; a page of one object is no chapter."""
        config, titles = self.env.config, self.env.titles
        alone = self._pages_of_one()
        for section in self.all_sections():
            name, docname = section.label, section.docname
            chapter, abstract, keywords = "", "", tuple[str, ...]()
            if docname == config.root_doc and section.level == 1:
                kind = "book"
            elif not name or not has_permalinks(docname, config) or (docname, name) in alone:
                continue
            elif section.level == 1:
                kind, keywords = "chapter", page_keywords(self.env, docname)
                abstract = page_abstract(self.env, docname)
            else:
                kind, chapter = "section", titles[docname].astext()
            csl_type = self.citable_kinds[kind]
            title = shown(self.env, docname, section.title)
            where = (name, kind, title, chapter, docname, section.anchor)
            yield Citable(*where, keywords, csl_type, abstract=abstract)

    def _pages_of_one(self) -> set[tuple[str, str]]:
        """Return page and id of each object whose page is about it alone, such as a dataset.

        No chapter is such a page, so in a book with parts none has to be told apart.
        """
        if self.env.config.evidence_parts:
            return set()
        others = (domain for domain in page_domains(self.env) if domain is not self)
        found = (citable for domain in others for citable in domain.citables())
        return {(citable.docname, citable.id) for citable in found if citable.is_page}

    def script_data(self) -> dict[str, str]:
        """Return the label of the button that closes the citation dialog."""
        return {"close": _("Close")}

    def extra_pages(self, app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
        """Yield a redirect page for each former address that is well-formed and not in use."""
        taken = set(app.env.found_docs)
        for docname, front_matter in sorted(app.env.metadata.items()):
            for name in former_names(front_matter):
                if name not in taken and not page_name_error(name):
                    taken.add(name)
                    title = app.env.titles[docname].astext()
                    yield name, {"title": title, "target": docname}, "moved.html"

    def page_files(self, app: Sphinx) -> Iterator[tuple[str, str]]:
        """Yield the script of addresses that name a paragraph or a row."""
        yield "places.js", places_script()

    def exports(self, app: Sphinx) -> Iterator[tuple[str, str]]:
        """Yield ``sections.json`` with its schema, and the files of every permalink."""
        uri = app.builder.get_target_uri
        chapters = {
            docname: sections
            for docname, sections in self.sections.items()
            if has_permalinks(docname, app.config)
        }
        heads = {
            docname: {
                "argument": argument_of(app.env.metadata[docname]) or None,
                "abstract": page_abstract(app.env, docname) or None,
            }
            for docname in chapters
        }
        translated = TranslatedDomain.of(self.env)
        others = translated.as_data if translated.languages else None
        yield "sections.json", to_json(chapters, heads, app.config.version, uri, others)
        schema = files(__package__).joinpath("sections.schema.json")
        yield "sections.schema.json", schema.read_text("utf-8")
        yield "paragraphs.js", paragraphs_script()
        citables = list(self.all_citables())
        references = {
            citable.id: [
                work
                for domain in page_domains(self.env)
                for work in domain.works_cited(citable.docname)
            ]
            for citable in citables
            if citable.kind == "chapter"
        }
        yield from permalink_files(
            app, citables, references, self._first_paragraphs(), self.register
        )
        if app.builder.name in ("html", "dirhtml") and MISSING not in app.env.found_docs:
            yield f"{MISSING}.html", self._missing_page(app)

    def _first_paragraphs(self) -> dict[str, int]:
        """Return the number of the first paragraph of each section and claim that has one."""
        found: dict[str, int] = {}
        for sections in self.sections.values():
            above: list[str] = []
            for section in sections:
                above = [*above[: section.level - 1], section.label]
                for paragraph in section.paragraphs:
                    for name in (*above, paragraph.claim):
                        found.setdefault(name, paragraph.number)
        return found

    def _missing_page(self, app: Sphinx) -> str:
        """Return the page for an address that leads to nothing.

        Its links begin with the path of the base address; without one with the top of the host, in
        a frozen edition where the page stands.
        """
        edition, uri = edition_of(app.config), app.builder.get_target_uri
        top = urlsplit(edition.home).path or ("" if edition.frozen else "/")
        newest = f"{urlsplit(edition.base).path or '../../'}{uri(app.config.root_doc)}"
        parts = (f"{part}/index" for part in app.config.evidence_parts)
        cover = uri(app.config.root_doc)
        return plain_page(
            "missing",
            edition,
            translate=_,
            top=top,
            cover=top + cover,
            faces=has_faces(app.env),
            search=top + uri("search"),
            parts=[
                (part_title(self.env, name), top + uri(name))
                for name in parts
                if name in self.env.found_docs
            ],
            permalink=edition.permalink("…") or permalink_path("…"),
            newest=newest if edition.frozen else "",
        )
