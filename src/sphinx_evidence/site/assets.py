"""One style sheet and one script for all pages, concatenated from those of the features.

They are written before the first page, since their URLs contain their checksums. If a theme has
its style sheets joined with that of the features, the one is cut to what pages use; then it is
written after them, and its checksum is put into them.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from zlib import crc32

from sphinx.builders.html import StandaloneHTMLBuilder

from ..core.domains import page_domains
from ..core.edition import edition_of
from ..core.i18n import _
from .manifest import write_if_changed
from .scripts import without_comments, words_of_script
from .styles import cut, loaded, moved, words_of_file, words_of_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

STYLE = "evidence.css"
SCRIPT = "evidence.js"
STYLE_PATH = f"_static/{STYLE}"

LINK = re.compile(rf'(_static/{re.escape(STYLE)})(?:\?v=[0-9a-f]+)?(?=")')
"""The URL of the style sheet in a page, with the checksum that Sphinx adds."""


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
    """Return the concatenated scripts without comments, each in a block of its own.

    :param data: the value of ``globalThis.evidence``, which they read
    """
    head = f'"use strict";\nglobalThis.evidence = {json.dumps(data, ensure_ascii=False)};\n'
    texts = (without_comments(path.read_text("utf-8")) for path in paths)
    return head + "".join(f"{{\n{text}}}\n" for text in texts)


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
        STYLE_PATH: style_sheet((path for path in paths if path.suffix == ".css"), texts),
        f"_static/{SCRIPT}": script((path for path in paths if path.suffix == ".js"), data),
    }


def base_sheets(env: BuildEnvironment) -> list[str]:
    """Return the names of the style sheets that are joined with that of the features."""
    return [name for domain in page_domains(env) for name in domain.base_sheets]


def add_assets(app: Sphinx) -> None:
    """Write the files, except a style sheet that is to be cut, and add them to every page."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        files = assets(app.env)
        if base_sheets(app.env):
            del files[STYLE_PATH]
        for name, text in files.items():
            write_if_changed(Path(app.outdir), name, text.encode())
        app.add_css_file(STYLE, priority=200)  # like those of a theme, before those of extensions
        app.add_js_file(SCRIPT, defer="defer")


def read_page(path: Path) -> str:
    """Return the text of a page; bytes that are not UTF-8 survive in :func:`page_bytes`."""
    return path.read_bytes().decode("utf-8", "surrogateescape")


def page_bytes(text: str) -> bytes:
    """Return the bytes of a page, whatever its encoding."""
    return text.encode("utf-8", "surrogateescape")


def linked_pages(site: Path, names: Iterable[str]) -> dict[str, str]:
    """Return the text of the pages that link the style sheet, by their paths from the root."""
    pages = {name: read_page(site / name) for name in sorted(names) if (site / name).is_file()}
    return {name: text for name, text in pages.items() if LINK.search(text)}


def loaded_files(site: Path, pages: Mapping[str, str]) -> set[Path] | None:
    """Return the other files that pages load; nothing is known if one is not in the site."""
    files: set[Path] = set()
    for name, text in pages.items():
        for address in loaded(text):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                return None
            files.add(site / normpath(join(dirname(name), unquote(parts.path))))
    files.discard(site / "_static" / STYLE)
    return files if all(file.is_file() for file in files) else None


def later_files(app: Sphinx) -> Iterator[Path]:
    """Yield the scripts and style sheets that scripts may load."""
    for folder in app.config.html_static_path:
        root = Path(app.confdir, folder)
        yield from (path for path in root.rglob("*") if path.suffix in (".css", ".js"))


def joined_sheet(app: Sphinx, pages: Mapping[str, str]) -> str:
    """Return the one style sheet of a site, cut to what its pages and their scripts use.

    If they load a file from elsewhere, which may use any name, nothing is cut.
    """
    site = Path(app.outdir)
    sheets = [
        moved((site / "_static" / name).read_text("utf-8"), dirname(name))
        for name in base_sheets(app.env)
    ]
    whole = "\n".join([*sheets, assets(app.env)[STYLE_PATH]])
    files = loaded_files(site, pages)
    if files is None:
        return whole
    words = set().union(*map(words_of_page, pages.values()))
    for file in files.union(later_files(app)):
        words_of = words_of_script if file.suffix == ".js" else words_of_file
        words |= words_of(file.read_text("utf-8", "replace"))
    return cut(whole, words)


def cut_styles(app: Sphinx, names: Iterable[str]) -> tuple[bytes, dict[str, bytes]]:
    """Return the one style sheet, and the pages to be written again with its checksum, by path.

    :param names: the paths of all pages from the root of the site
    """
    pages = linked_pages(Path(app.outdir), names)
    sheet = joined_sheet(app, pages).encode()
    link = rf"\1?v={crc32(sheet):08x}"
    stamped = {name: LINK.sub(link, text, count=1) for name, text in pages.items()}
    changed = {name: page_bytes(text) for name, text in stamped.items() if text != pages[name]}
    return sheet, changed
