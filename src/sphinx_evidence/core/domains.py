"""The base class of the package's domains: data by page, and the interface between features.

A feature gives its objects permalinks, citations, search results, cards, files and checks by the
methods of its domain. Code that collects them loops over :func:`page_domains` and names no feature.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from docutils import nodes
from sphinx.domains import Domain
from sphinx.util.nodes import make_refnode

from .log import warn_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Set
    from pathlib import Path

    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from .diagnostics import Problem
    from .records import Citable, Dependent, LinkTarget, Measure, SearchEntry, SearchKind

PART = "refpart"
"""Attribute of a cross-reference to a part of an object: the id of the part on its page."""


class PageDomain(Domain):
    """A domain whose data are removed with their page, and merged page by page.

    ``gather`` and each method below it have an empty default; a feature implements those that it
    needs. Unless they say otherwise, they are called once all pages are read.
    """

    by_page: ClassVar[tuple[str, ...]] = ()
    """Keys of the data that is collected while pages are read, each a mapping by docname."""

    plain_role: ClassVar[str] = ""
    """The role by which a Markdown link ``[text](#id)`` is resolved; empty for none."""

    citable_kinds: ClassVar[Mapping[str, str]] = {}
    """The kinds of object that have a permalink, with the CSL type of each."""

    search_kinds: ClassVar[tuple[SearchKind, ...]] = ()
    """The kinds of search result that it provides."""

    assets: ClassVar[tuple[Path, ...]] = ()
    """Style sheets and scripts of its objects; they are bundled into those of every page."""

    current_builder: Builder
    """The builder of the current build; it is set at ``builder-inited``."""

    @property
    def base_sheets(self) -> tuple[Path, ...]:
        """Style sheets of a theme, which precede all of :attr:`assets` in the one of a page."""
        return ()

    @classmethod
    def of(cls, env: BuildEnvironment) -> Self:
        """Return the domain of this class from an environment."""
        return cast("Self", env.domains[cls.name])

    def clear_doc(self, docname: str) -> None:
        for part in self.by_page:
            self.data[part].pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        for part in self.by_page:
            pages = otherdata[part]
            self.data[part].update({name: pages[name] for name in docnames if name in pages})

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Link to an object by :meth:`link_target`.

        The attribute :data:`PART` of the node is the id of a part of the object to link to.
        """
        found = self.link_target(target)
        if found is None:
            return None
        if found.title and not node.get("refexplicit"):
            contnode = nodes.inline("", found.title)
        anchor = node.get(PART, found.anchor)
        return make_refnode(builder, fromdocname, found.docname, anchor, contnode)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Resolve a Markdown link by :attr:`plain_role`."""
        if not self.plain_role:
            return []
        role = self.plain_role
        link = self.resolve_xref(env, fromdocname, builder, role, target, node, contnode)
        return [(f"{self.name}:{role}", link)] if link is not None else []

    def gather(self) -> None:
        """Build the indexes that need all pages, from what other domains keep by page."""

    def link_target(self, name: str) -> LinkTarget | None:
        """Return where a link to an object leads, or nothing if there is no such object."""
        return None

    def problems(self) -> Iterable[Problem]:
        """Return the problems of its objects."""
        return ()

    def is_complete(self) -> bool:
        """Return whether all of its files could be read; else missing objects may be in one."""
        return True

    def refused_ids(self) -> Mapping[str, str]:
        """Return the kinds, by id, of objects that were rejected with a warning.

        They have no permalink, but are not reported as lost as well.
        """
        return {}

    def citables(self) -> Iterable[Citable]:
        """Return its objects that have a permalink and citations."""
        return ()

    def search_entries(self) -> Iterable[SearchEntry]:
        """Return its search results."""
        return ()

    def cards(self) -> Mapping[str, list[str]]:
        """Return the lines of the preview card of a link, by the id of its target."""
        return {}

    def script_data(self) -> Mapping[str, object]:
        """Return JSON values that the scripts of a page read from ``globalThis.evidence``.

        It is called when a build begins, before any page is read.
        """
        return {}

    def interface_words(self) -> Iterable[str]:
        """Return the words of the book's data that pages show beside those of the interface.

        Translators get them in the same catalog.
        """
        return ()

    def keywords(self, docname: str) -> tuple[str, ...]:
        """Return keywords of a page."""
        return ()

    def abstract(self, docname: str) -> str:
        """Return the abstract of a page, empty for none."""
        return ""

    def works_cited(self, docname: str) -> tuple[Mapping[str, Any], ...]:
        """Return the works that a page cites as CSL-JSON items, the most cited first."""
        return ()

    def measures(self, docname: str) -> Iterable[Measure]:
        """Return how many of its objects on a page are alike, the most telling first."""
        return ()

    def borrowed_keys(self, docname: str) -> Iterable[str]:
        """Return the keys of the sources cited in what a page shows of objects on other pages."""
        return ()

    def dependents(self) -> Iterable[Dependent]:
        """Return the statements that depend on sources."""
        return ()

    def extra_pages(self, app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
        """Return pages that have no source file: name, context and template.

        Such a page is rewritten when the ``repr`` of its context changes, so the context must hold
        all of its content, in types whose ``repr`` shows their value.
        """
        return ()

    def exports(self, app: Sphinx) -> Iterable[tuple[str, str | bytes]]:
        """Return extra files of the site: path from the root of the site, and content.

        The site has them once for all its languages. It is called at the end of a build by an HTML
        builder.
        """
        return ()

    def page_files(self, app: Sphinx) -> Iterable[tuple[str, str | bytes]]:
        """Return files with words that pages load: each language of the site has its own.

        They are called for as :meth:`exports` are.
        """
        return ()

    def fingerprint(self, docname: str) -> object:
        """Return what a page displays of objects on other pages.

        The page is rewritten when the ``repr`` of the result changes.
        """
        return None


def page_domains(env: BuildEnvironment) -> Iterator[PageDomain]:
    """Yield all domains of this base class by their names, whatever was registered first."""
    for _name, domain in sorted(env.domains.items()):
        if isinstance(domain, PageDomain):
            yield domain


def all_read(env: BuildEnvironment) -> bool:
    """Return whether all files could be read whole; if not, what is missed may stand in the rest.

    An id that seems to be lost or a source that seems to be unused is not reported until then.
    """
    return all(domain.is_complete() for domain in page_domains(env))


def page_keywords(env: BuildEnvironment, docname: str) -> tuple[str, ...]:
    """Return the keywords of a page from all domains."""
    return tuple(word for domain in page_domains(env) for word in domain.keywords(docname))


def page_abstract(env: BuildEnvironment, docname: str) -> str:
    """Return the abstract of a page from the first domain that has one, empty for none."""
    return next(filter(None, (domain.abstract(docname) for domain in page_domains(env))), "")


def citable_kinds(env: BuildEnvironment) -> dict[str, str]:
    """Return the kinds of object that have a permalink, with the CSL type of each."""
    kinds: dict[str, str] = {}
    for domain in page_domains(env):
        kinds |= domain.citable_kinds
    return kinds


def set_builder(app: Sphinx) -> None:
    """Give every domain the builder of the current build."""
    for domain in page_domains(app.env):
        domain.current_builder = app.builder


def gather(app: Sphinx, env: BuildEnvironment) -> None:
    """Have every domain build its indexes once all pages are read."""
    for domain in page_domains(env):
        domain.gather()


def check(app: Sphinx, env: BuildEnvironment) -> None:
    """Report the problems of all domains, sorted by file and line."""
    problems = [problem for domain in page_domains(env) for problem in domain.problems()]
    for problem in sorted(problems):
        warn_of(problem, env.found_docs)
