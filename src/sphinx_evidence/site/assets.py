"""One style sheet and one script for all pages, concatenated from those of the features.

They are written before the first page, since their URLs contain their checksums. If a theme has
its style sheets joined with that of the features, the one is cut to what pages use; then it is
written after them, and its checksum is put into them.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from itertools import starmap
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from zlib import crc32

import pygments
import tinycss2
from sphinx.builders.html import StandaloneHTMLBuilder

from ..core.digests import code_version, digest
from ..core.domains import page_domains
from ..core.edition import edition_of
from ..core.i18n import _
from ..core.stop import explained
from .manifest import Cut, write_if_changed
from .scripts import without_comments, words_of_script
from .styles import cut, loaded, moved, names_of_sheet, words_of_file, words_of_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Set

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
        with explained(app):
            for name, text in files.items():
                write_if_changed(Path(app.outdir), name, text.encode())
        app.add_css_file(STYLE, priority=200)  # like those of a theme, before those of extensions
        app.add_js_file(SCRIPT, defer="defer")


@dataclass(frozen=True, slots=True)
class PagesRead:
    """What the pages that link the style sheet have in them.

    :param names: those of the style sheet that each has, with a space between two, by the digest of
        the page and the sheet
    :param files: the other files of the site that they load; None if one is not in the site
    :param stamps: where the checksum of the style sheet stands, in bytes, and its digits; by path
        from the root of the site
    """

    names: dict[str, str]
    files: set[Path] | None
    stamps: dict[str, tuple[int, bytes]]


def programs() -> tuple[object, ...]:
    """Return the versions of what finds names and cuts."""
    return code_version(), pygments.__version__, tinycss2.__version__


def read_pages(site: Path, paths: Iterable[str], sheet: str, known: Mapping[str, str]) -> PagesRead:
    """Read pages one by one, as the texts of all would take more memory than the rest of a build.

    :param paths: from the root of the site; those that do not exist are passed over
    :param sheet: the whole style sheet
    :param known: the names of the last build
    """
    names: dict[str, str] = {}
    stamps: dict[str, tuple[int, bytes]] = {}
    addresses: set[tuple[str, str]] = set()
    common = digest(programs(), sheet).encode()
    for path in paths:
        with suppress(FileNotFoundError):
            data = (site / path).read_bytes()
            if not (link := LINK.search(data)):
                continue
            if link[1]:
                stamps[path] = link.start(1), link[1]
            text = data.decode("utf-8", "replace")
            addresses.update((dirname(path), address) for address in loaded(text))
            page = sha256(common + LINK.sub(b"", data, 1)).hexdigest()
            if page in known:
                names[page] = known[page]
            else:
                names[page] = " ".join(sorted(words_of_page(text) & names_of_sheet(sheet)))
    return PagesRead(names, files_loaded(site, addresses), stamps)


def files_loaded(site: Path, addresses: Iterable[tuple[str, str]]) -> set[Path] | None:
    """Return the files of a site at addresses, without its style sheet; None if one is elsewhere.

    :param addresses: each with the folder of the page that has it
    """
    split = [(folder, urlsplit(address)) for folder, address in addresses]
    files = {site / normpath(join(folder, unquote(parts.path))) for folder, parts in split}
    files.discard(site / STYLE_PATH)
    outside = any(parts.scheme or parts.netloc for _, parts in split)
    return None if outside or not all(file.is_file() for file in files) else files


def later_files(app: Sphinx) -> Iterator[Path]:
    """Yield the scripts and style sheets that scripts may load."""
    for folder in app.config.html_static_path:
        root = Path(app.confdir, folder)
        yield from (path for path in root.rglob("*") if path.suffix in (".css", ".js"))


def joined_sheet(app: Sphinx) -> str:
    """Return the style sheets of the theme and of all domains as one."""
    folder = Path(app.outdir, "_static")
    sheets = [
        moved((folder / name).read_text("utf-8"), dirname(name)) for name in base_sheets(app.env)
    ]
    return "\n".join([*sheets, own_sheet(app.env)])


@dataclass(frozen=True, slots=True)
class Styles:
    """The one style sheet of a site.

    :param sheet: its content, cut to what pages and their scripts use
    :param stale: where pages have another checksum than its own, by path
    :param cut: what the manifest keeps for the next build
    """

    sheet: bytes
    stale: dict[str, int]
    cut: Cut


def cut_styles(app: Sphinx, pages: Iterable[str], last: Cut) -> Styles:
    """Return the style sheet of a site: that of the last build if it would be cut from the same.

    If pages load a file from elsewhere, which may use any name, nothing is cut.

    :param pages: the paths of all pages from the root of the site
    :param last: what the manifest kept
    """
    site, whole = Path(app.outdir), joined_sheet(app)
    read = read_pages(site, pages, whole, last.pages)
    if read.files is None:
        sheet, made = whole.encode(), ""
    else:
        files = {file: file.read_bytes() for file in sorted(read.files.union(later_files(app)))}
        names = set(" ".join(read.names.values()).split())
        inputs = digest(programs(), whole, sorted(names), [*files.items()])
        sheet = last_sheet(site)
        if digest(inputs, sheet) != last.sheet:
            sheet = cut(whole, names.union(*starmap(words_of, files.items()))).encode()
        made = digest(inputs, sheet)
    own, stamps = checksum(sheet), read.stamps.items()
    stale = {path: place for path, (place, digits) in stamps if digits != own}
    return Styles(sheet, stale, Cut(made, read.names))


def words_of(file: Path, data: bytes) -> Set[str]:
    """Return the words of a script, or of another file, that can be names."""
    text = data.decode("utf-8", "replace")
    return words_of_script(text) if file.suffix == ".js" else words_of_file(text)


def last_sheet(site: Path) -> bytes:
    """Return the style sheet that is in a site, or nothing."""
    try:
        return (site / STYLE_PATH).read_bytes()
    except FileNotFoundError:
        return b""


def checksum(sheet: bytes) -> bytes:
    """Return the checksum that Sphinx puts into the address of a file: eight digits."""
    return f"{crc32(sheet):08x}".encode()
