"""The pages and files of every permalink, and the tombstone pages of former ids."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from ..core.domains import page_domains
from ..core.edition import edition_of
from ..core.html import element, json_ld
from ..core.i18n import _
from ..core.paths import citation_path, relative_path
from ..core.text import N_
from ..core.translated import TranslatedDomain
from .bibtex import to_bibtex
from .cite_page import INDEX, plain_page
from .csl import to_csl
from .embedded import highwire, reference
from .formats import citation_files, claim_json_ld
from .register import resolve_successor
from .styles import format_citation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..core.languages import Language
    from ..core.records import Citable
    from ..core.translated import Wording
    from .register import Entry

BECAME = {
    "moved": N_("This was ¶ {number} in the edition that your address is from; it is ¶ {now} now."),
    "changed": N_(
        "The words of this paragraph have changed since the edition that your address is from, "
        "where it was ¶ {number}."
    ),
    "gone": N_(
        "The paragraph that was ¶ {number} in the edition that your address is from is no longer "
        "in this chapter, or begins with other words now."
    ),
    "moved-since": N_(
        "This was ¶ {number} in edition {version}; its words are unchanged, and it is ¶ {now} now."
    ),
    "elsewhere": N_(
        "What was ¶ {number} here in edition {version} stands with the same words in another "
        "chapter now:"
    ),
    "changed-since": N_(
        "The words of this paragraph have changed since edition {version}, where it was ¶ {number}:"
    ),
    "gone-since": N_(
        "The paragraph that was ¶ {number} in edition {version} is no longer in this book, or "
        "begins with other words now. It read:"
    ),
    "paragraph": N_("¶ {now}"),
}
"""The messages by what became of the paragraph."""


def paragraphs_script() -> str:
    """Return the script that says what became of a paragraph, with its messages."""
    data = json.dumps({name: _(message) for name, message in BECAME.items()}, ensure_ascii=False)
    source = Path(__file__).with_name("became.js").read_text("utf-8")
    return f'"use strict";\nglobalThis.paragraphMessages = {data};\n{source}'


def places_script() -> str:
    """Return the script that adds links to a paragraph or a row, with its messages."""
    messages = {"cite": _("Cite {place}"), "row": _("row {key}")}
    data = json.dumps(messages, ensure_ascii=False)
    source = Path(__file__).with_name("places.js").read_text("utf-8")
    return f'"use strict";\nglobalThis.placeMessages = {data};\n{source}'


def _languages(app: Sphinx, citable: Citable) -> list[tuple[Language, str, Wording | None]]:
    """Return the languages that a thing is in, its address in each, and its words if it has any."""
    translated = TranslatedDomain.of(app.env)
    words = dict(translated.wordings_of(citable.id))
    page = app.builder.get_target_uri(citable.docname)
    return [
        (one, f"../../{one.prefix}{page}#{citable.anchor}", words.get(one))
        for one in translated.languages_of(citable.docname)[1:]
    ]


FACES = "faces.css"
"""The name of the style sheet with the faces of a theme, which plain pages load, too."""


def has_faces(env: BuildEnvironment) -> bool:
    """Return whether the theme of the build brings the faces of the book."""
    sheets = (sheet for domain in page_domains(env) for sheet in domain.base_sheets)
    return any(sheet.name == FACES for sheet in sheets)


def permalink_files(
    app: Sphinx,
    citables: Sequence[Citable],
    references: Mapping[str, Iterable[Mapping[str, Any]]],
    paragraphs: Mapping[str, int],
    register: Mapping[str, Entry],
) -> Iterator[tuple[str, str]]:
    """Yield path and content of the files of every permalink, and of the tombstone pages.

    There are none without the date of the edition, since the book cannot be cited then.

    :param references: the works that a chapter cites as CSL-JSON, by its id
    :param paragraphs: the number of the first paragraph of a section or claim, by its id
    """
    book = edition_of(app.config)
    if not book.date:
        return
    faces = has_faces(app.env)
    cover = next((found.permalink(book) for found in citables if found.kind == "book"), "")
    chapters = {found.docname: found for found in citables if found.kind == "chapter"}
    for citable in citables:
        csl = to_csl(citable, book)
        target = f"../../{app.builder.get_target_uri(citable.docname)}#{citable.anchor}"
        files = citation_files("cite", to_bibtex(csl), [csl])
        yield from ((citation_path(citable.id, name), text) for name, text in files.items())
        head = [element("meta", name=name, content=value) for name, value in highwire(csl)]
        if citable.kind == "claim":
            chapter = chapters.get(citable.docname)
            head.append(json_ld(claim_json_ld(citable, book, chapter, cover)))
        works = map(reference, references.get(citable.id, ()))
        cited = [element("meta", name="citation_reference", content=work) for work in works]
        thing = {"citable": citable, "target": target, "faces": faces}
        thing["languages"] = _languages(app, citable)
        page, lines = citation_path(citable.id, INDEX), [*map(Markup, head)]
        yield page, plain_page("redirect", book, page, _, **thing, head=lines)
        page, lines = citation_path(citable.id), [*map(Markup, head + cited)]
        styles = {style: Markup(html) for style, html in format_citation(csl).items()}
        texts = {"styles": styles, "files": files, "paragraph": paragraphs.get(citable.id, 0)}
        texts["address"] = f"{book.home}{app.builder.get_target_uri(citable.docname)}"
        yield page, plain_page("cite", book, page, _, **thing, head=lines, **texts)
    present = {citable.id for citable in citables}
    for name, entry in register.items():
        if entry.status != "current" and name not in present:
            successor = resolve_successor(register, name)
            message = _("This {kind} was {status}.")
            message = message.format(kind=_(entry.kind), status=_(entry.status))
            reason = f"{message} {entry.note}".strip()
            page, target = citation_path(name, INDEX), citation_path(successor, INDEX)
            address = relative_path(page, target) if successor in present else ""
            what = {"name": name, "reason": reason, "target": address, "faces": faces}
            for path in (page, citation_path(name)):  # editions lead to both
                yield path, plain_page("tombstone", book, path, _, **what)
