"""The edition that is built, as the settings describe it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from . import __version__
from .citing.model import Edition
from .dates import DAY
from .log import warn_of
from .problem import Problem, Slip

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

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
