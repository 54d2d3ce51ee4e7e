"""Links to the files of a chapter beside its citations, and to those of the book."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from ..core.i18n import _
from ..core.paths import relative_path
from .domain import BooksDomain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .domain import Offer


class book_files(nodes.paragraph):
    """The place of the links to the files of the whole book."""


class BookFiles(SphinxDirective):
    """The files of the whole book, nothing where none lies ready."""

    def run(self) -> list[nodes.Node]:
        return [book_files("", classes=["book-files"])]


class BooksTransform(SphinxPostTransform):
    """Add the links for which there are files."""

    default_priority = 8
    """After the line under the title of a chapter is made."""

    def run(self, **kwargs: Any) -> None:
        domain = BooksDomain.of(self.env)
        self.builder = domain.current_builder
        shown = self.builder.format == "html"
        docname = self.env.current_document.docname
        offers = domain.offers(docname) if shown and docname != self.config.root_doc else ()
        for line in list(self.document.findall(nodes.bullet_list)) if offers else ():
            if "byline" in line["classes"]:
                links = self._links(offers, _("This chapter as {file}"))
                line += nodes.list_item("", nodes.inline("", "", *links))
        for place in list(self.document.findall(book_files)):
            if found := domain.offers(self.config.root_doc) if shown else ():
                place += nodes.Text(_("The whole book as a file:") + " ")
                place += self._links(found, _("The whole book as {file}"))
            else:
                place.parent.remove(place)

    def _links(self, offers: Iterable[Offer], title: str) -> list[nodes.Node]:
        here = self.builder.get_target_uri(self.env.current_document.docname)
        links: list[nodes.Node] = []
        for offer in offers:
            name, size = offer.suffix.upper(), f"{offer.size / 1e6:.1f} MB"
            words = title.format(file=f"{name}, {size}")
            address = relative_path(here, offer.path)
            links += [nodes.Text(" · ")] if links else []
            links.append(nodes.reference("", name, refuri=address, internal=True, reftitle=words))
        return links
