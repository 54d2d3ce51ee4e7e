"""What can be cited. No Sphinx here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .edition import Edition


@dataclass(frozen=True, slots=True)
class Citable:
    """A thing with a permalink.

    :param id: the lasting id that its author gave
    :param kind: one of :data:`~sphinx_evidence.permalinks.model.KINDS`
    :param title: title, caption or statement, without a full stop
    :param chapter: title of the chapter that it stands in; empty for book, chapter and dataset
    :param docname: the page
    :param anchor: where on the page
    :param keywords: words to find it by
    """

    id: str
    kind: str
    title: str
    chapter: str
    docname: str
    anchor: str
    keywords: tuple[str, ...] = ()

    def permalink(self, edition: Edition) -> str:
        """Return the lasting address, or nothing where the site has no address."""
        return f"{edition.base}id/{self.id}/" if edition.base else ""
