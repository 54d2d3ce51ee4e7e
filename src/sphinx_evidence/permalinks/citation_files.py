"""The pages and files of every permalink, and the tombstone pages of former ids."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..core.edition import edition_of
from ..core.i18n import _
from ..core.paths import citation_path, relative_path
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

INDEX = "index.html"
"""The page that a permalink opens."""

CACHE = "citations.json"
"""File in the doctree folder in which formatted citations are cached."""


def permalink_files(
    app: Sphinx, citables: Sequence[Citable], register: Mapping[str, Entry]
) -> Iterator[tuple[str, str]]:
    """Yield path and content of the files of every permalink, and of the tombstone pages.

    There are none without the date of the edition, since the book cannot be cited then.
    """
    book = edition_of(app.config)
    if not book.date:
        return
    cache = Cache(Path(app.doctreedir, CACHE))
    items = [(citable, to_csl(citable, book)) for citable in citables]
    cache.make((csl for _citable, csl in items), app.parallel)
    for citable, csl in items:
        target = f"../../{app.builder.get_target_uri(citable.docname)}#{citable.anchor}"
        texts = citation_files("cite", to_bibtex(csl), [csl])
        yield from ((citation_path(citable.id, name), text) for name, text in texts.items())
        yield citation_path(citable.id, INDEX), redirect(citable, book, target)
        page = cite_page(citable, book, target, cache.citations(csl), texts, _)
        yield citation_path(citable.id), page
    cache.save()
    present = {citable.id for citable in citables}
    for name, entry in register.items():
        if entry.status != "current" and name not in present:
            successor = resolve_successor(register, name)
            message = _("This {kind} was {status}.")
            message = message.format(kind=_(entry.kind), status=_(entry.status))
            reason = f"{message} {entry.note}".strip()
            page, target = citation_path(name, INDEX), citation_path(successor, INDEX)
            address = relative_path(page, target) if successor in present else ""
            yield page, tombstone(name, book, reason, address, _)
