"""What can be cited, and the edition that a citation names. No Sphinx here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edition:
    """A state of the book.

    :param title: title of the book
    :param author: the corporate author
    :param version: calendar version such as ``2026.1``; with ``.dev`` it is a working copy
    :param date: ISO date of the edition
    :param language: BCP 47 tag
    :param base: address of the site with a slash at its end, empty if it has none
    """

    title: str
    author: str
    version: str
    date: str
    language: str
    base: str = ""

    @property
    def released(self) -> bool:
        """Whether this state is published, and not a working copy."""
        return ".dev" not in self.version

    @property
    def words(self) -> str:
        """What the edition is called: ``edition 2026.1`` or ``working copy 2026.1.dev0``."""
        return f"{'edition' if self.released else 'working copy'} {self.version}"


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
