"""The pages of a permalink; they work without scripts and from a local disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..core.html import POLICIES
from ..core.paths import CITATION_FORMATS

if TYPE_CHECKING:
    from ..core.edition import Edition
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


def plain_page(
    template: str, edition: Edition, page: str = "", translate: Translate = str, **values: object
) -> str:
    """Return a page without theme; all that is not :class:`~markupsafe.Markup` is escaped.

    :param template: its template in ``plain/``: ``redirect``, ``cite``, ``tombstone`` of an id that
        is no longer in use, or ``missing`` for an address that leads to nothing
    :param page: its address, from the root of the site
    :param values: what the template prints besides; addresses are relative to the page
    :raises jinja2.UndefinedError: if the template prints something else
    """
    context = {"edition": edition, "newest": edition.newest(page), "_": translate} | values
    return _templates.get_template(f"{template}.html").render(context)
