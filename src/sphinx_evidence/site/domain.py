"""The links that authors write to files of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from ..core.diagnostics import Problem, Rule
from ..core.domains import PageDomain
from ..core.links import site_link

if TYPE_CHECKING:
    from collections.abc import Iterator, Set


class SiteDomain(PageDomain):
    """What each page was read from, and the files that its author links to.

    Which of these exist is known at the end of a build.
    """

    name = "site"
    label = "Files of the site"
    data_version = 2
    by_page: ClassVar[tuple[str, ...]] = ("read", "linked")
    initial_data: ClassVar[dict[str, Any]] = {
        "read": {},  # docname -> digest of its source and of all other files that it was read from
        "linked": {},  # docname -> line of a link to each file, by its path
    }

    @property
    def read(self) -> dict[str, str]:
        """The digest of the files from which each page was read."""
        return cast("dict[str, str]", self.data["read"])

    @property
    def linked(self) -> dict[str, dict[str, int]]:
        """The paths of the files that each page links to, each with the line of a link."""
        return cast("dict[str, dict[str, int]]", self.data["linked"])

    def missing(self, files: Set[str]) -> Iterator[Problem]:
        """Yield a problem for each link to a file that the site does not have.

        :param files: the files of the site, by their paths from the root
        """
        for docname, lines in sorted(self.linked.items()):
            for path, line in lines.items():
                if path not in files:
                    message = f"the site has no file '{path}': correct the name"
                    yield Problem(docname, line, Rule.UNKNOWN_FILE, message)


class SiteFileRole(SphinxRole):
    """The name of a file of the site, as a link to it; a draft, which lacks many, only names it."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        name = nodes.literal(self.rawtext, self.text)
        if not self.config.evidence_edition_date:
            return [name], []
        linked = SiteDomain.of(self.env).linked.setdefault(self.env.docname, {})
        linked.setdefault(self.text, self.lineno)
        link = site_link("", self.text)
        link += name
        return [link], []
