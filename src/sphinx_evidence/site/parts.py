"""Digests of the inputs of pages, and the files that Sphinx copies into a site."""

from __future__ import annotations

from functools import cache
from io import SEEK_END
from pathlib import Path
from typing import TYPE_CHECKING

import sphinx

from ..core.domains import page_domains
from ..core.files import digest, file_digest
from .assets import SCRIPT_PATH, STYLE_PATH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

SETS = (set, frozenset)
"""Types whose iteration order differs between processes."""


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files in a folder and its subfolders, without hidden ones, which Sphinx skips."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(p.startswith(".") for p in path.relative_to(folder).parts):
            yield path


def shared_digest(app: Sphinx, env: BuildEnvironment) -> str:
    """Return the digest of inputs that all pages share; all are rewritten when it changes.

    They are the table of contents with all headings, the titles of link targets, templates, style
    sheets and scripts, settings, and the versions of programs.
    """
    parts: list[object] = [sphinx.__display_version__]
    for setting in app.config.filter(frozenset({"env", "html"})):
        value = setting.value
        parts.append((setting.name, sorted(value, key=repr) if isinstance(value, SETS) else value))
    parts += sorted((name, extension.version) for name, extension in app.extensions.items())
    parts += sorted(env.version.items())  # includes the version of the message catalogs
    for folder in (*app.config.templates_path, *app.config.html_static_path):
        root = Path(app.confdir, folder)
        parts += [(path.relative_to(root), path.read_bytes()) for path in _files(root)]
    parts += [Path(app.outdir, path).read_bytes() for path in (STYLE_PATH, SCRIPT_PATH)]
    for trees in (env.titles, env.longtitles, env.tocs):
        parts += [(name, str(tree)) for name, tree in sorted(trees.items())]
    parts += sorted(env.toc_secnumbers.items())
    for _name, domain in sorted(env.domains.items()):
        parts += sorted(map(repr, domain.get_objects()))
    return digest(*parts)


def page_digest(env: BuildEnvironment, docname: str, common: str) -> str:
    """Return the digest of the inputs of a page.

    The time of reading is one: a page that was read but not written, since the build was
    interrupted or wrote to another folder, still has to be written.

    :param common: the result of :func:`shared_digest`
    """
    fingerprints = [domain.fingerprint(docname) for domain in page_domains(env)]
    return digest(common, env.all_docs[docname], fingerprints)


def source_digests(env: BuildEnvironment, docnames: Iterable[str]) -> dict[str, str]:
    """Return for each page the digest of the content of the files from which it was read.

    They are its source and all that was noted while it was read: tables, charts, images.
    """
    files = cache(file_digest)  # many pages were read from the same table
    digests = {}
    for name in docnames:
        others = sorted(env.dependencies.get(name, ()))
        paths = (Path(env.doc2path(name)), *(env.srcdir / other for other in others))
        digests[name] = digest(others, [files(path) for path in paths])
    return digests


def is_pickle(path: Path) -> bool:
    """Whether a file begins and ends like a pickle; a build that died may have truncated it."""
    try:
        with path.open("rb") as file:
            begins = file.read(1) == b"\x80"
            file.seek(-1, SEEK_END)
            return begins and file.read(1) == b"."
    except OSError:
        return False


def copied_files(builder: StandaloneHTMLBuilder) -> tuple[set[str], set[str]]:
    """Return the paths of what Sphinx copies into a site: what belongs there, and what does not.

    The first are static and extra files, images and downloads. The second are templates that a
    theme keeps among its static files for its own layout: as pages they would have no policies.
    """
    config, env = builder.config, builder.env
    themes = [Path(folder, "static") for folder in builder.theme.get_theme_dirs()]
    files = {_static(path, root) for root in themes for path in _files(root)}
    templates = {name for name in files if name.endswith(builder.out_suffix)}
    files -= templates
    for root in (Path(builder.confdir, folder) for folder in config.html_static_path):
        files.update(_static(path, root) for path in _files(root))
    for root in (Path(builder.confdir, folder) for folder in config.html_extra_path):
        files.update(path.relative_to(root).as_posix() for path in _files(root))
    files.update(f"{builder.imagedir}/{name}" for _, name in env.images.values())
    files.update(f"_downloads/{name}" for _, name in env.dlfiles.values())
    return files, templates - files


def _static(path: Path, root: Path) -> str:
    """Return where Sphinx copies a file of a folder of static files, which may be a template."""
    name = path.relative_to(root).as_posix()
    return "_static/" + name.removesuffix(".jinja").removesuffix("_t")
