"""One style sheet and one script for all pages, concatenated from those of the features.

They are written before the first page, since their URLs contain their checksums. If a theme has
its style sheets joined with that of the features, the one is cut to what pages use; then it is
written after them, and its checksum is put into them.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass, field
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
from .styles import cut, loaded, moved, parts_of_page, words_of_file, words_of_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

STYLE = "evidence.css"
SCRIPT = "evidence.js"
STYLE_PATH = f"_static/{STYLE}"
SCRIPT_PATH = f"_static/{SCRIPT}"

LINK = re.compile(rf'{re.escape(STYLE_PATH)}(?:\?v=([0-9a-f]{{8}})")?'.encode())
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


def _paths(env: BuildEnvironment, suffix: str) -> Iterator[Path]:
    """Yield the files of all domains that end so, each once."""
    paths = dict.fromkeys(path for domain in page_domains(env) for path in domain.assets)
    return (path for path in paths if path.suffix == suffix)


def own_sheet(env: BuildEnvironment) -> str:
    """Return the style sheets of all domains as one."""
    designation = edition_of(env.config).designation(_)
    texts = {
        "book-name": env.config.project,
        "book-edition": designation[:1].upper() + designation[1:],
    }
    return style_sheet(_paths(env, ".css"), texts)


def own_script(env: BuildEnvironment) -> str:
    """Return the scripts of all domains as one."""
    data: dict[str, object] = {}
    for domain in page_domains(env):
        data |= domain.script_data()
    return script(_paths(env, ".js"), data)


def assets(env: BuildEnvironment) -> dict[str, str]:
    """Return the content of each file by its path from the root of the site."""
    return {STYLE_PATH: own_sheet(env), SCRIPT_PATH: own_script(env)}


def base_sheets(env: BuildEnvironment) -> list[str]:
    """Return the names of the style sheets that are joined with that of the features."""
    return [name for domain in page_domains(env) for name in domain.base_sheets]


def add_assets(app: Sphinx) -> None:
    """Write the files and add them to every page; one that is to be cut only for a new site.

    Then its URL has a checksum in all pages, which the right one replaces in its place.
    """
    if isinstance(app.builder, StandaloneHTMLBuilder):
        files = assets(app.env)
        if base_sheets(app.env) and Path(app.outdir, STYLE_PATH).is_file():
            del files[STYLE_PATH]
        for name, text in files.items():
            write_if_changed(Path(app.outdir), name, text.encode())
        app.add_css_file(STYLE, priority=200)  # like those of a theme, before those of extensions
        app.add_js_file(SCRIPT, defer="defer")


@dataclass(slots=True)
class PagesRead:
    """What the pages that link the style sheet have in them.

    :param parts: their tags, scripts and styles, each once, since most are those of other pages
    :param files: the other files of the site that they load; None if one is not in the site
    :param stamps: where the checksum of the style sheet stands, in bytes, and its digits; by path
        from the root of the site
    """

    parts: set[str] = field(default_factory=set)
    files: set[Path] | None = field(default_factory=set)
    stamps: dict[str, tuple[int, bytes]] = field(default_factory=dict)


def read_pages(site: Path, names: Iterable[str]) -> PagesRead:
    """Read pages one by one, as the texts of all would take more memory than the rest of a build.

    :param names: their paths from the root of the site; those that do not exist are passed over
    """
    read = PagesRead()
    files: set[Path] = set()
    inside = True
    for name in names:
        with suppress(FileNotFoundError):
            data = (site / name).read_bytes()
            if not (link := LINK.search(data)):
                continue
            if link[1]:
                read.stamps[name] = link.start(1), link[1]
            text = data.decode("utf-8", "replace")
            read.parts.update(parts_of_page(text))
            for address in loaded(text):
                parts = urlsplit(address)
                inside = inside and not (parts.scheme or parts.netloc)
                files.add(site / normpath(join(dirname(name), unquote(parts.path))))
    files.discard(site / STYLE_PATH)
    read.files = files if inside and all(file.is_file() for file in files) else None
    return read


def later_files(app: Sphinx) -> Iterator[Path]:
    """Yield the scripts and style sheets that scripts may load."""
    for folder in app.config.html_static_path:
        root = Path(app.confdir, folder)
        yield from (path for path in root.rglob("*") if path.suffix in (".css", ".js"))


def joined_sheet(app: Sphinx, read: PagesRead) -> str:
    """Return the one style sheet of a site, cut to what its pages and their scripts use.

    If they load a file from elsewhere, which may use any name, nothing is cut.
    """
    site = Path(app.outdir)
    sheets = [
        moved((site / "_static" / name).read_text("utf-8"), dirname(name))
        for name in base_sheets(app.env)
    ]
    whole = "\n".join([*sheets, own_sheet(app.env)])
    if read.files is None:
        return whole
    words = words_of_page("".join(f"{part}>" for part in read.parts))
    for file in read.files.union(later_files(app)):
        words_of = words_of_script if file.suffix == ".js" else words_of_file
        words |= words_of(file.read_text("utf-8", "replace"))
    return cut(whole, words)


def cut_styles(app: Sphinx, names: Iterable[str]) -> tuple[bytes, dict[str, int]]:
    """Return the one style sheet, and where pages have another checksum than its own, by path.

    :param names: the paths of all pages from the root of the site
    """
    read = read_pages(Path(app.outdir), names)
    sheet = joined_sheet(app, read).encode()
    own = checksum(sheet)
    return sheet, {name: place for name, (place, digits) in read.stamps.items() if digits != own}


def checksum(sheet: bytes) -> bytes:
    """Return the checksum that Sphinx puts into the address of a file: eight digits."""
    return f"{crc32(sheet):08x}".encode()
