"""The pages and files of every permalink, and the tombstone pages of former ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..core.edition import edition_of
from ..core.html import element, json_ld
from ..core.i18n import _
from ..core.paths import citation_path, relative_path
from .cite_page import INDEX, cite_page, redirect, tombstone
from .formats.bibtex import to_bibtex
from .formats.csl import to_csl, with_case
from .formats.files import citation_files
from .formats.highwire import highwire, reference
from .formats.schema_org import claim_json_ld
from .formats.styles import format_citation
from .register import resolve_successor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx.application import Sphinx

    from ..core.records import Citable
    from .register import Entry


def permalink_files(
    app: Sphinx,
    citables: Sequence[Citable],
    references: Mapping[str, Iterable[Mapping[str, Any]]],
    register: Mapping[str, Entry],
) -> Iterator[tuple[str, str]]:
    """Yield path and content of the files of every permalink, and of the tombstone pages.

    There are none without the date of the edition, since the book cannot be cited then.

    :param references: the works that a chapter cites as CSL-JSON, by its id
    """
    book = edition_of(app.config)
    if not book.date:
        return
    cover = next((found.permalink(book) for found in citables if found.kind == "book"), "")
    chapters = {found.docname: found for found in citables if found.kind == "chapter"}
    for citable in citables:
        csl = to_csl(citable, book)
        target = f"../../{app.builder.get_target_uri(citable.docname)}#{citable.anchor}"
        texts = citation_files("cite", to_bibtex(csl), [csl], [with_case(csl)])
        yield from ((citation_path(citable.id, name), text) for name, text in texts.items())
        head = [element("meta", name=name, content=value) for name, value in highwire(csl)]
        if citable.kind == "claim":
            chapter = chapters.get(citable.docname)
            head.append(json_ld(claim_json_ld(citable, book, chapter, cover)))
        yield citation_path(citable.id, INDEX), redirect(citable, book, target, head, _)
        works = map(reference, references.get(citable.id, ()))
        head += [element("meta", name="citation_reference", content=work) for work in works]
        page = cite_page(citable, book, target, head, format_citation(csl), texts, _)
        yield citation_path(citable.id), page
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
