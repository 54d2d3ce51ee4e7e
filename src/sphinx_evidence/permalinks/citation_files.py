"""The pages and files of every permalink, and the pages of ids that are gone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..core.edition import edition_of
from ..core.i18n import _
from ..core.paths import citation_path, permalink_path
from .cite_page import cite_page, redirect, tombstone
from .formats.bibtex import to_bibtex
from .formats.cache import Cache
from .formats.csl import to_csl
from .formats.files import citation_files
from .register import resolve_successor

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx.application import Sphinx

    from ..core.records import Citable
    from .register import Entry

CACHE = "citations.json"
"""File beside the doctrees that keeps formatted citations."""


def permalink_files(
    app: Sphinx, citables: Sequence[Citable], register: Mapping[str, Entry]
) -> Iterator[tuple[str, str]]:
    """Yield path and content of the files of every permalink, and of ids that are gone.

    A book without the date of its edition cannot be cited, so it has none.
    """
    book = edition_of(app.config)
    if not book.date:
        return
    cache = Cache(Path(app.doctreedir, CACHE))
    items = [(found, to_csl(found, book)) for found in citables]
    cache.make((csl for found, csl in items), app.parallel)
    for found, csl in items:
        target = f"../../{app.builder.get_target_uri(found.docname)}#{found.anchor}"
        texts = citation_files("cite", to_bibtex(csl), [csl])
        yield from ((citation_path(found.id, name), text) for name, text in texts.items())
        yield citation_path(found.id, "index.html"), redirect(found, book, target)
        page = cite_page(found, book, target, cache.citations(csl), texts, _)
        yield citation_path(found.id), page
    cache.save()
    present = {found.id for found in citables}
    for name, entry in register.items():
        if entry.status != "current" and name not in present:
            successor = resolve_successor(register, name)
            words = _("This {kind} was {status}.")
            words = words.format(kind=_(entry.kind), status=_(entry.status))
            happened = f"{words} {entry.note}".strip()
            target = f"../{successor}/index.html" if successor in present else ""
            page = tombstone(name, book, happened, target, _)
            yield f"{permalink_path(name)}index.html", page
