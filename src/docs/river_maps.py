"""Maps: a kind of object of a book's own, in one file that ``conf.py`` names as an extension."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.roles import XRefRole
from sphinx.util.docutils import SphinxDirective

from sphinx_evidence.core.diagnostics import Problem, Rule
from sphinx_evidence.core.domains import PageDomain
from sphinx_evidence.core.records import Citable, LinkTarget, SearchEntry, SearchKind
from sphinx_evidence.permalinks.nodes import CITE_HERE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


class map_figure(nodes.General, nodes.Element):
    """A map; its paragraph is its title."""


class MapDirective(SphinxDirective):
    """A map by its id; the content is its title."""

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the map, with the place to which a link to its citation goes."""
        (name,), title = self.arguments, "\n".join(self.content)
        line = nodes.paragraph("", title)
        line[CITE_HERE] = True
        return [map_figure("", line, ids=[name], name=name, title=title, at=self.lineno)]


class MapDomain(PageDomain):
    """The maps of each page."""

    name, label = "map", "Maps"
    plain_role = "ref"
    roles: ClassVar = {"ref": XRefRole()}
    by_page: ClassVar = ("maps",)
    initial_data: ClassVar = {"maps": {}}  # docname -> tuple of id, title and line
    citable_kinds: ClassVar = {"map": "map"}
    search_kinds = (SearchKind("map", "Map", 0.7, 5, facet="Kind of map"),)

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Keep the maps of a page."""
        found = document.findall(map_figure)
        if maps := tuple((node["name"], node["title"], node["at"]) for node in found):
            self.data["maps"][docname] = maps

    def maps(self) -> Iterator[tuple[str, str, str, int]]:
        """Yield page, id, title and line of each map."""
        for docname, maps in sorted(self.data["maps"].items()):
            yield from ((docname, *one) for one in maps)

    def link_target(self, name: str) -> LinkTarget | None:
        """Return where a link to a map leads."""
        pages = {name: docname for docname, name, _, _ in self.maps()}
        return LinkTarget(pages[name], name) if name in pages else None

    def problems(self) -> Iterator[Problem]:
        """A map has a title."""
        for docname, name, title, _ in self.maps():
            if not title:
                yield Problem(docname, 0, Rule.CHART_TEXT, f"the map {name!r} has no title: add it")

    def citables(self) -> Iterator[Citable]:
        """Yield all maps: each has a permalink and citations."""
        for docname, name, title, line in self.maps():
            yield Citable(name, "map", title, "", docname, name, csl_type="map", line=line)

    def search_entries(self) -> Iterator[SearchEntry]:
        """Yield all maps as answers of the search."""
        for docname, name, title, _ in self.maps():
            yield SearchEntry("map", docname, name, title, "Rivers and fords.", facet="river map")

    def cards(self) -> dict[str, list[str]]:
        """Return what the card beside a link to a map says."""
        return {name: [title] for _, name, title, _ in self.maps()}

    def exports(self, app: Sphinx) -> Iterator[tuple[str, str]]:
        """Yield a file of the site with the ids of all maps."""
        yield "maps.json", json.dumps([name for _, name, _, _ in self.maps()])

    def fingerprint(self, docname: str) -> object:
        """Return what makes the page out of date."""
        return self.data["maps"].get(docname)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register maps with Sphinx."""
    written = (lambda self, node: None, lambda self, node: None)  # its paragraph is enough
    app.add_node(map_figure, html=written, latex=written, text=written)
    app.add_directive("map", MapDirective)
    app.add_domain(MapDomain)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
