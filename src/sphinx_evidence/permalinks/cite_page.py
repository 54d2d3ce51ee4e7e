"""The plain pages of a permalink, right without scripts and from a disk. No Sphinx here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..core.policies import POLICIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..core.edition import Edition
    from ..core.messages import Translate
    from ..core.records import Citable

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("plain")),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    keep_trailing_newline=True,
)
_templates.globals["policies"] = Markup(POLICIES)


def redirect(found: Citable, edition: Edition, target: str) -> str:
    """Return the page that leads to where a thing now stands.

    :param target: address relative to the page
    """
    template = _templates.get_template("redirect.html")
    return template.render(found=found, edition=edition, target=target)


def tombstone(
    name: str, edition: Edition, happened: str, target: str, translate: Translate = str
) -> str:
    """Return the page of an id that is no longer in use.

    :param happened: what became of it, in words
    :param target: relative address of what replaces it, empty if nothing does
    """
    template = _templates.get_template("tombstone.html")
    return template.render(
        name=name, edition=edition, happened=happened, target=target, _=translate
    )


def cite_page(
    found: Citable,
    edition: Edition,
    target: str,
    styles: Mapping[str, str],
    files: Mapping[str, str],
    translate: Translate = str,
) -> str:
    """Return the page with all ways to cite a thing.

    :param target: relative address of the thing
    :param styles: formatted citations as HTML, by the name of the style
    :param files: texts for reference managers, by the name of the file
    """
    return _templates.get_template("cite.html").render(
        found=found,
        edition=edition,
        target=target,
        styles={style: Markup(html) for style, html in styles.items()},
        files=files,
        _=translate,
    )
