"""One style sheet and one script for every page, made of what the features bring along.

They are written before the first page, since the address of each holds a checksum of it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from ..core.domains import page_domains
from .manifest import write_if_changed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

STYLE = "evidence.css"
SCRIPT = "evidence.js"


def style_sheet(paths: Iterable[Path]) -> str:
    """Return style sheets as one."""
    return "\n".join(path.read_text("utf-8") for path in paths)


def script(paths: Iterable[Path], data: dict[str, object]) -> str:
    """Return scripts as one, each in a block of its own.

    :param data: what they find in ``globalThis.evidence``
    """
    head = f'"use strict";\nglobalThis.evidence = {json.dumps(data, ensure_ascii=False)};\n'
    return head + "".join(f"{{\n{path.read_text('utf-8')}}}\n" for path in paths)


def assets(env: BuildEnvironment) -> dict[str, str]:
    """Return the files by their paths from the top of the site."""
    domains = list(page_domains(env))
    paths = list(dict.fromkeys(path for domain in domains for path in domain.assets))
    data: dict[str, object] = {}
    for domain in domains:
        data |= domain.script_data()
    return {
        f"_static/{STYLE}": style_sheet(path for path in paths if path.suffix == ".css"),
        f"_static/{SCRIPT}": script((path for path in paths if path.suffix == ".js"), data),
    }


def add_assets(app: Sphinx) -> None:
    """Write the files, and have every page load them."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        for name, text in assets(app.env).items():
            write_if_changed(Path(app.outdir), name, text.encode())
        app.add_css_file(STYLE)
        app.add_js_file(SCRIPT, defer="defer")
