"""One style sheet and one script for all pages, concatenated from those of the features.

They are written before the first page, since their URLs contain their checksums.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from ..core.domains import page_domains
from ..core.edition import edition_of
from ..core.i18n import _
from .manifest import write_if_changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

STYLE = "evidence.css"
SCRIPT = "evidence.js"


def style_sheet(paths: Iterable[Path], texts: Mapping[str, str]) -> str:
    """Return the concatenated style sheets.

    :param texts: custom properties of the root element, for the margins of printed sheets
    """
    properties = (
        f"  --{name}: {json.dumps(text, ensure_ascii=False)};" for name, text in texts.items()
    )
    head = "\n".join(["html {", *properties, "}"])
    return "\n".join([head, *(path.read_text("utf-8") for path in paths)])


def script(paths: Iterable[Path], data: dict[str, object]) -> str:
    """Return the concatenated scripts, each in a block of its own.

    :param data: the value of ``globalThis.evidence``, which they read
    """
    head = f'"use strict";\nglobalThis.evidence = {json.dumps(data, ensure_ascii=False)};\n'
    return head + "".join(f"{{\n{path.read_text('utf-8')}}}\n" for path in paths)


def assets(env: BuildEnvironment) -> dict[str, str]:
    """Return the content of each file by its path from the root of the site."""
    domains = list(page_domains(env))
    paths = list(dict.fromkeys(path for domain in domains for path in domain.assets))
    edition = edition_of(env.config)
    designation = edition.designation(_)
    texts = {
        "book-name": env.config.project,
        "book-edition": designation[:1].upper() + designation[1:],
    }
    data: dict[str, object] = {}
    for domain in domains:
        data |= domain.script_data()
    return {
        f"_static/{STYLE}": style_sheet((path for path in paths if path.suffix == ".css"), texts),
        f"_static/{SCRIPT}": script((path for path in paths if path.suffix == ".js"), data),
    }


def add_assets(app: Sphinx) -> None:
    """Write the files and add them to every page."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        for name, text in assets(app.env).items():
            write_if_changed(Path(app.outdir), name, text.encode())
        app.add_css_file(STYLE)
        app.add_js_file(SCRIPT, defer="defer")
