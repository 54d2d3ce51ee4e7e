"""The pages of a permalink; they work without scripts and from a local disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..core.html import POLICIES
from ..core.paths import CITATION_FORMATS, citation_path, permalink_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..core.edition import Edition
    from ..core.records import Citable
    from ..core.text import Translate

INDEX = "index.html"
"""The page that a permalink opens."""

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("plain")),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    keep_trailing_newline=True,
)
_templates.globals["policies"] = Markup(POLICIES)
_templates.globals["formats"] = {ending: name for ending, (name, _) in CITATION_FORMATS.items()}
_templates.globals["media"] = {ending: media for ending, (_, media) in CITATION_FORMATS.items()}


def redirect(
    citable: Citable,
    edition: Edition,
    target: str,
    head: Iterable[str],
    translate: Translate = str,
) -> str:
    """Return the page that redirects to the current address of an object.

    :param target: that address, relative to this page
    :param head: elements for its head
    """
    template = _templates.get_template("redirect.html")
    return template.render(
        citable=citable,
        edition=edition,
        newest=edition.newest(citation_path(citable.id, INDEX)),
        target=target,
        head=map(Markup, head),
        _=translate,
    )


def tombstone(
    name: str, edition: Edition, reason: str, target: str, translate: Translate = str
) -> str:
    """Return the page of an id that is no longer in use.

    :param reason: what became of the object, for readers
    :param target: relative address of its replacement, empty if there is none
    """
    template = _templates.get_template("tombstone.html")
    newest = edition.newest(citation_path(name, INDEX))
    return template.render(
        name=name, edition=edition, newest=newest, reason=reason, target=target, _=translate
    )


def missing_page(
    edition: Edition,
    top: str,
    cover: str,
    search: str,
    parts: Iterable[tuple[str, str]],
    translate: Translate = str,
    *,
    newest: str = "",
) -> str:
    """Return the page for an address that leads to nothing.

    A server returns it at any depth, so its links must not depend on where it stands.

    :param top: address of the root of the site, with which all links begin
    :param cover: address of the cover
    :param search: address of the search page
    :param parts: title and address of each part of the book
    :param newest: address of the cover of the newest edition
    """
    return _templates.get_template("missing.html").render(
        edition=edition,
        newest=newest if edition.frozen else "",
        top=top,
        cover=cover,
        search=search,
        parts=list(parts),
        permalink=f"{edition.base}{permalink_path('…')}",
        _=translate,
    )


def cite_page(
    citable: Citable,
    edition: Edition,
    target: str,
    head: Iterable[str],
    styles: Mapping[str, str],
    files: Mapping[str, str],
    translate: Translate = str,
    *,
    paragraph: int = 0,
) -> str:
    """Return the page with the citations of an object in all styles and formats.

    :param target: relative address of the object
    :param head: elements for its head
    :param styles: formatted citations as HTML, by the name of the style
    :param files: texts for reference managers, by the name of the file: ``cite.bib``
    :param paragraph: the number of one of its paragraphs, as an example; 0 for none
    """
    return _templates.get_template("cite.html").render(
        citable=citable,
        edition=edition,
        newest=edition.newest(citation_path(citable.id)),
        target=target,
        head=map(Markup, head),
        styles={style: Markup(html) for style, html in styles.items()},
        files=files,
        paragraph=paragraph,
        _=translate,
    )
