"""What a page is made of besides its own text, and where the files of a site come from."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from io import SEEK_END
from pathlib import Path
from typing import TYPE_CHECKING

import sphinx

from ..core.domains import page_domains
from .assets import assets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

SET = (set, frozenset)
"""Types whose order differs from one process to the next."""


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files under a folder, but for hidden ones, which Sphinx leaves out."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(p.startswith(".") for p in path.relative_to(folder).parts):
            yield path


@cache
def code() -> int:
    """Return a number that is another one as soon as the code of this package is."""
    package = Path(__file__).parents[1]
    files = sorted(path for path in package.rglob("*.py") if path.is_file())
    parts = [(path.relative_to(package).as_posix(), path.read_bytes()) for path in files]
    return int(digest(*parts)[:15], 16)


def shared(app: Sphinx, env: BuildEnvironment) -> str:
    """Return the digest of what any page may show: when it changes, all are written again.

    That is the table of contents with all headings, whatever can be linked to with its title,
    templates, styles and scripts, settings, and the programs.
    """
    parts: list[object] = [sphinx.__display_version__]
    for setting in app.config.filter(frozenset({"env", "html"})):
        value = setting.value
        parts.append((setting.name, sorted(value, key=repr) if isinstance(value, SET) else value))
    parts += sorted((name, one.version) for name, one in app.extensions.items())
    parts += sorted(env.version.items())  # catalogs of messages are part of these
    for folder in (*app.config.templates_path, *app.config.html_static_path):
        top = Path(app.confdir, folder)
        parts += [(path.relative_to(top), path.read_bytes()) for path in _files(top)]
    parts += sorted(assets(env).items())
    for trees in (env.titles, env.longtitles, env.tocs):
        parts += [(name, str(tree)) for name, tree in sorted(trees.items())]
    parts += sorted(env.toc_secnumbers.items())
    for domain in env.domains.sorted():
        parts += sorted(map(repr, domain.get_objects()))
    return digest(*parts)


def page_digest(env: BuildEnvironment, docname: str, common: str) -> str:
    """Return the digest of what a page is made of.

    Part of it is when the page was read: a page that was read and then not written, since the
    build was stopped or writes into another folder, has still to be written.

    :param common: what :func:`shared` returns
    """
    shown = [domain.fingerprint(docname) for domain in page_domains(env)]
    return digest(common, env.all_docs[docname], shown)


def is_pickle(path: Path) -> bool:
    """Whether a file begins and ends as a pickle does: it may have been cut when a build died."""
    try:
        with path.open("rb") as file:
            begins = file.read(1) == b"\x80"
            file.seek(-1, SEEK_END)
            return begins and file.read(1) == b"."
    except OSError:
        return False


def digest(*parts: object) -> str:
    """Return the digest of things that have a ``repr`` of what they hold."""
    return sha256(repr(parts).encode()).hexdigest()


def copied_files(builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """Yield the files that Sphinx copies into a site: static ones, images and downloads."""
    config, env = builder.config, builder.env
    static = [Path(folder, "static") for folder in builder.theme.get_theme_dirs()]
    static += [Path(builder.confdir, folder) for folder in config.html_static_path]
    for top in static:
        for path in _files(top):
            name = path.relative_to(top).as_posix()
            yield "_static/" + name.removesuffix(".jinja").removesuffix("_t")
    for top in (Path(builder.confdir, folder) for folder in config.html_extra_path):
        yield from (path.relative_to(top).as_posix() for path in _files(top))
    yield from (f"{builder.imagedir}/{name}" for _, name in env.images.values())
    yield from (f"_downloads/{name}" for _, name in env.dlfiles.values())
