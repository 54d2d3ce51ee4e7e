"""The base of every domain of this package: data by page, and what a feature offers to others.

A feature gives its objects permalinks, citations, answers in search, cards, files and checks by the
methods of its domain. Whoever collects them loops over :func:`page_domains` and knows no feature.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from sphinx.domains import Domain

from .. import __version__
from .log import warn_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Set
    from pathlib import Path

    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from .diagnostics import Problem
    from .records import Citable, Dependent, SearchEntry, SearchKind


class PageDomain(Domain):
    """A domain whose data are dropped with their page, and merged page by page.

    Of the methods below ``gather``, each has an empty default; a feature implements those that
    concern it. They may be called as soon as all pages are read.
    """

    by_page: ClassVar[tuple[str, ...]] = ()
    """Keys of the data that reading fills, each a mapping by the name of the page."""

    plain_role: ClassVar[str] = ""
    """The role that a plain link ``[text](#id)`` means, if there is one."""

    citable_kinds: ClassVar[Mapping[str, str]] = {}
    """The kinds of object that have a permalink, with the CSL type that each is cited as."""

    search_kinds: ClassVar[tuple[SearchKind, ...]] = ()
    """The kinds of answer that it gives to search."""

    assets: ClassVar[tuple[Path, ...]] = ()
    """Style sheets and scripts of its objects, which become part of those of every page."""

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.builder: Builder | None = None  # of the build at hand; set when it begins

    @classmethod
    def of(cls, env: BuildEnvironment) -> Self:
        """Return the domain of this class in an environment."""
        return cast("Self", env.domains[cls.name])

    @property
    def current_builder(self) -> Builder:
        """The builder at work.

        :raises RuntimeError: if no build has begun
        """
        if self.builder is None:
            msg = "no build has begun"
            raise RuntimeError(msg)
        return self.builder

    def clear_doc(self, docname: str) -> None:
        for part in self.by_page:
            self.data[part].pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        for part in self.by_page:
            pages = otherdata[part]
            self.data[part].update({name: pages[name] for name in docnames if name in pages})

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Resolve a plain link, in a domain whose objects it may name."""
        if not self.plain_role:
            return []
        role = self.plain_role
        link = self.resolve_xref(env, fromdocname, builder, role, target, node, contnode)
        return [(f"{self.name}:{role}", link)] if link is not None else []

    def gather(self) -> None:
        """Make the tables that need all pages; domains do so in the order of registration."""

    def problems(self) -> Iterable[Problem]:
        """Return what is wrong with its objects."""
        return ()

    def is_complete(self) -> bool:
        """Whether all of its files could be read; else what seems to be missing may be in one."""
        return True

    def refused_ids(self) -> Mapping[str, str]:
        """Return the kinds of objects that were refused with a message, by their ids.

        They have no permalink, and are not reported as lost a second time.
        """
        return {}

    def citables(self) -> Iterable[Citable]:
        """Return its objects that have a permalink and citations."""
        return ()

    def search_entries(self) -> Iterable[SearchEntry]:
        """Return what search can answer with."""
        return ()

    def cards(self) -> Mapping[str, list[str]]:
        """Return the lines of the card beside a link, by the id that the link leads to."""
        return {}

    def script_data(self) -> Mapping[str, object]:
        """Return values that scripts of a page find in ``globalThis.evidence``, as JSON has them.

        They are asked for when a build begins, before any page is read.
        """
        return {}

    def keywords(self, docname: str) -> tuple[str, ...]:
        """Return words to find a page by."""
        return ()

    def works_cited(self, docname: str) -> tuple[str, ...]:
        """Return the titles of the works that a page cites, the most cited first."""
        return ()

    def dependents(self) -> Iterable[Dependent]:
        """Return the statements that rest on sources."""
        return ()

    def extra_pages(self, app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
        """Return pages without a source: name, context and template.

        Such a page is written when its context changes, so all that it shows is part of that,
        as values that have a ``repr`` of what they hold.
        """
        return ()

    def exports(self, app: Sphinx) -> Iterable[tuple[str, str | bytes]]:
        """Return files of a site: path from the top of the site, and content.

        They are asked for at the end of a build by a builder of HTML.
        """
        return ()

    def fingerprint(self, docname: str) -> object:
        """Return what a page shows of objects on other pages.

        A page is written again when the ``repr`` of it has changed.
        """
        return None


def page_domains(env: BuildEnvironment) -> Iterator[PageDomain]:
    """Yield the domains of the package's features, and others like them, as registered."""
    return (domain for domain in env.domains.values() if isinstance(domain, PageDomain))


def builder_of(env: BuildEnvironment) -> Builder:
    """Return the builder at work.

    Sphinx gives it to handlers of events, but not to directives and transforms.
    """
    return next(page_domains(env)).current_builder


def page_keywords(env: BuildEnvironment, docname: str) -> tuple[str, ...]:
    """Return words to find a page by, from all domains."""
    return tuple(word for domain in page_domains(env) for word in domain.keywords(docname))


def citable_kinds(env: BuildEnvironment) -> dict[str, str]:
    """Return the kinds of object that have a permalink, with the CSL type of each."""
    return {kind: of for domain in page_domains(env) for kind, of in domain.citable_kinds.items()}


def set_builder(app: Sphinx) -> None:
    """Tell every domain which builder is at work."""
    for domain in page_domains(app.env):
        domain.builder = app.builder


def gather(app: Sphinx, env: BuildEnvironment) -> None:
    """Have every domain make its tables once all pages are read."""
    for domain in page_domains(env):
        domain.gather()


def check(app: Sphinx, env: BuildEnvironment) -> None:
    """Report the problems of all domains, sorted by file and line."""
    problems = [problem for domain in page_domains(env) for problem in domain.problems()]
    for problem in sorted(problems):
        warn_of(problem, env.found_docs)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect what all domains do at the same moment."""
    app.connect("builder-inited", set_builder, priority=100)
    app.connect("env-updated", gather, priority=600)  # after sphinxcontrib-bibtex
    app.connect("env-check-consistency", check)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
