"""The edition that is built: what a citation names, and what the settings say of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from . import __version__
from .dates import DAY
from .log import warn_of
from .problem import Problem, Slip

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata


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


FORMS = {
    "evidence_base_address": (
        re.compile(r"""https?://[^\s/?#"'<>]+/(?:[^\s?#"'<>]*/)?"""),
        "an address with a slash at its end, such as https://example.org/book/",
    ),
    "evidence_edition_date": (DAY, "a day, such as 2026-11-24"),
}
"""The form that a setting must have if it is given, and what it is in words."""


def check_settings(app: Sphinx, config: Config) -> None:
    """Do without a setting that is malformed, with one message."""
    for name, (form, words) in FORMS.items():
        value = config[name]
        if value and not form.fullmatch(str(value)):
            message = f"{name} = {value!r} is left out: it has to be {words}"
            conf = str(Path(app.confdir, "conf.py"))
            warn_of(Problem(conf, 0, Slip.MALFORMED_SETTING, message))
            config[name] = ""


def edition_of(config: Config) -> Edition:
    """Return the edition that is built."""
    return Edition(
        title=config.html_title or config.project,
        author=config.author,
        version=config.version,
        date=config.evidence_edition_date,
        language=(config.language or "en").replace("_", "-"),
        base=config.evidence_base_address,
    )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the settings of an edition."""
    app.add_config_value("evidence_base_address", "", "html", str, "Address of the site")
    app.add_config_value("evidence_edition_date", "", "env", str, "ISO date of the edition")
    app.connect("config-inited", check_settings)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
