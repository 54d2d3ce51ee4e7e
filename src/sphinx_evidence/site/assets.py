"""One style sheet and one script for all pages, concatenated from those of the features.

They are written before the first page, since their URLs contain their checksums.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pygments.lexers.javascript import JavascriptLexer
from pygments.token import Comment
from sphinx.builders.html import StandaloneHTMLBuilder

from ..core.domains import page_domains
from ..core.edition import edition_of
from ..core.i18n import _
from ..core.stop import explained
from .manifest import write_if_changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


@cache
def without_comments(script: str) -> str:
    """Return a script without comments, except those that begin with ``!`` and hold a licence."""
    tokens = JavascriptLexer(stripnl=False, ensurenl=False).get_tokens(script)
    return "".join(
        "" if kind in Comment and not text.startswith(("/*!", "//!")) else text
        for kind, text in tokens
    )


STYLE = "evidence.css"
SCRIPT = "evidence.js"
STYLE_PATH = f"_static/{STYLE}"
SCRIPT_PATH = f"_static/{SCRIPT}"

COMMENT = re.compile(r"""(/\*!.*?\*/|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|/\*.*?\*/""", re.DOTALL)
"""A comment of a style sheet, or what stays: a licence, which begins with ``!``, or a string."""


_SPACE = re.compile(
    r"""(/\*!.*?\*/|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(:)\s+|\s*;?\s*(})\s*|\s*([{;,>])\s*""",
    re.DOTALL,
)
"""A licence or a string of a style sheet, which stays, or a mark with the space around it.

Space before a colon is kept, since it may be within a selector; a semicolon before a brace is not.
"""


def style_sheet(paths: Iterable[Path], texts: Mapping[str, str]) -> str:
    """Return the concatenated style sheets without comments and without space around marks.

    :param texts: custom properties of the root element, for the margins of printed sheets
    """
    properties = (
        f"  --{name}: {json.dumps(text, ensure_ascii=False)};" for name, text in texts.items()
    )
    head = "\n".join(["html {", *properties, "}"])
    sheets = (COMMENT.sub(r"\1", path.read_text("utf-8")) for path in paths)
    return _SPACE.sub(lambda match: match[match.lastindex or 0], "\n".join([head, *sheets]))


def script(paths: Iterable[Path], data: dict[str, object]) -> str:
    """Return the concatenated scripts without comments, each in a block of its own.

    :param data: the value of ``globalThis.evidence``, which they read
    """
    head = f'"use strict";\nglobalThis.evidence = {json.dumps(data, ensure_ascii=False)};\n'
    texts = (without_comments(path.read_text("utf-8")) for path in paths)
    return head + "".join(f"{{\n{text}}}\n" for text in texts)


def _paths(env: BuildEnvironment, suffix: str) -> Iterator[Path]:
    """Yield the files of all domains that end so, each once; those of a theme first."""
    domains = list(page_domains(env))
    assets = [path for domain in domains for path in domain.base_sheets]
    assets += [path for domain in domains for path in domain.assets]
    return (path for path in dict.fromkeys(assets) if path.suffix == suffix)


def add_assets(app: Sphinx) -> None:
    """Write the files and add them to every page."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        env, data = app.env, dict[str, object]()
        for domain in page_domains(env):
            data |= domain.script_data()
        designation = edition_of(app.config).designation(_)
        texts = {
            "book-name": app.config.project,
            "book-edition": designation[:1].upper() + designation[1:],
        }
        with explained(app):
            site = Path(app.outdir)
            write_if_changed(site, STYLE_PATH, style_sheet(_paths(env, ".css"), texts))
            write_if_changed(site, SCRIPT_PATH, script(_paths(env, ".js"), data))
        app.add_css_file(STYLE, priority=200)  # like those of a theme, before those of extensions
        app.add_js_file(SCRIPT, defer="defer")
