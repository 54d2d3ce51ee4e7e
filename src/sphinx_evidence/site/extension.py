"""The site as a whole: an incremental build gives the same bytes as a clean one.

A page is written again when something that it shows has changed, wherever that stands; files
of our own that still have the same bytes are left alone; and what an earlier build has written
and this one would not is deleted. Whatever the builds did not write stays.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from os.path import relpath
from pathlib import Path
from traceback import extract_tb, format_exception_only
from typing import TYPE_CHECKING, Any, cast

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import SphinxError
from sphinx.util.logging import getLogger, suppress_logging

from .. import __version__
from ..core.domains import page_domains
from .assets import add_assets, assets
from .lock import LOCK, BusyError, acquire, release
from .manifest import (
    UNFINISHED,
    Manifest,
    OutsideError,
    Unfinished,
    delete_files,
    read_manifest,
    write_if_changed,
    write_manifest,
)
from .parts import code, copied_files, digest, is_pickle, page_digest, shared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

logger = getLogger(__name__)

Stamp = tuple[int, int, int]

EPUB = "epub"
"""A builder whose pages are packed before our files would be written."""

BUILDINFO_LINES = 4
"""So many lines Sphinx looks for in ``.buildinfo``, without looking how many there are."""

FEW = 5
"""So many pages a message names."""


def name_some(pages: Sequence[str]) -> str:
    """Name some pages, and say how many more there are."""
    more = f" and {len(pages) - FEW} more" if len(pages) > FEW else ""
    return ", ".join(pages[:FEW]) + more


def stamp(path: Path) -> Stamp | None:
    """Return what tells a file from the one that it takes the place of."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino, found.st_size


def broken_off(done: str, pages: Sequence[str], again: Callable[[str], object]) -> SphinxError:
    """Return the error of a build with pages that a process was to read or write and has not.

    Sphinx drops what a process raises while others still begin their work (``ParallelTasks`` in
    9.0), so it is done again here, where the reason can be seen.

    :param done: what was not done with the pages
    :param again: does it with one page
    """
    why = "None of them fails by itself: perhaps memory was short and the system ended a process"
    cause: Exception | None = None
    with suppress_logging():
        for page in pages:
            try:
                again(page)
            except Exception as error:
                cause = error
                frame = extract_tb(error.__traceback__)[-1]
                last = format_exception_only(error)[-1].strip()
                why = f"In {page}: {last} ({Path(frame.filename).name}:{frame.lineno})"
                break
    message = (
        f"these pages were not {done}, as a process broke off: {name_some(pages)}."
        f" {why}. Build again with -j 1 to see the error."
    )
    found = SphinxError(message)
    found.__cause__ = cause
    return found


class Site:
    """One build of a site, from what was read to what is written."""

    def __init__(self) -> None:
        self.before = Manifest()
        self.shared = ""
        self.pages: dict[str, str] = {}
        self.written: dict[str, Stamp | None] = {}  # what was there before, by page
        self.files: set[str] = set()
        self.unfinished: Unfinished | None = None

    def path(self, app: Sphinx) -> Path:
        """Return where the manifest of the folder is kept that is built into."""
        folder = sha256(relpath(app.outdir, app.doctreedir).encode()).hexdigest()
        return Path(app.doctreedir, f"site-{folder[:16]}.json")

    def begin(self, app: Sphinx) -> None:
        """Refuse to build beside another process, and mend what a build that died has left."""
        try:
            acquire(Path(app.doctreedir, LOCK))
        except BusyError as error:
            raise SphinxError(str(error)) from None
        if app.builder.name == EPUB:  # which packs what it finds
            app.config.epub_exclude_files = [*app.config.epub_exclude_files, UNFINISHED]
        info = Path(app.outdir, ".buildinfo")
        with suppress(OSError, UnicodeError):
            if len(info.read_text("utf-8").splitlines()) < BUILDINFO_LINES:
                info.unlink()

    def broken_doctrees(
        self, app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], gone: set[str]
    ) -> list[str]:
        """Name the pages whose pickled tree is cut: they are read again."""
        known = env.all_docs.keys() - added - changed - gone
        broken = [
            name for name in sorted(known) if not is_pickle(app.doctreedir / f"{name}.doctree")
        ]
        if broken:
            logger.info("reading again, as their doctrees are cut: %s", name_some(broken))
        return broken

    def check_read(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Fail if there are pages that nobody read."""
        if unread := sorted(env.found_docs - env.all_docs.keys()):
            raise broken_off("read", unread, app.builder.read_doc)

    def changed_pages(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Name the pages that are made of something else than when they were written."""
        site = Path(app.outdir)
        self.unfinished = Unfinished(site)
        self.before = read_manifest(self.path(app)).without(self.unfinished.noted)
        self.shared = shared(app, env)
        self.pages = {name: page_digest(env, name, self.shared) for name in env.found_docs}
        self.written, self.files = {}, set()
        changed = {name for name in self.pages if self._changed(name)}
        if isinstance(app.builder, StandaloneHTMLBuilder):
            for pages, image in env.images.values():
                file = f"{app.builder.imagedir}/{image}"
                if file in self.before.files and not (site / file).is_file():
                    changed |= pages & self.pages.keys()  # with its pages an image is copied
        return sorted(changed)

    def _changed(self, name: str) -> bool:
        return self.before.pages.get(name) != self.pages[name]

    def changed_extra_pages(self, app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
        """Yield the pages without a source that have to be written, and note the others."""
        builder = cast("StandaloneHTMLBuilder", app.builder)
        for domain in page_domains(app.env):
            for name, context, template in domain.extra_pages(app):
                self.pages[name] = digest(self.shared, context, template)
                file = self._file(builder, name)
                self.files.add(file)
                if self._changed(name) or not Path(app.outdir, file).is_file():
                    self._note(builder, name)
                    yield name, context, template

    def note_written(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Note a page that is going to be written; parallel builds resolve in this process too."""
        self._note(app.builder, docname)

    def _note(self, builder: Builder, name: str) -> None:
        file = self._file(builder, name) if isinstance(builder, StandaloneHTMLBuilder) else ""
        if self.unfinished is not None and name not in self.written:
            self.unfinished.note(name, file)
            self.written[name] = stamp(Path(builder.outdir, file)) if file else None

    def note_file(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Note the file of a page, also of one that comes from Sphinx itself."""
        if isinstance(app.builder, StandaloneHTMLBuilder):
            self.files.add(self._file(app.builder, pagename))

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Hold what was written against what was to be; keep what there is now."""
        release(Path(app.doctreedir, LOCK))
        if self.unfinished is None:  # it was not even read
            return
        if exception is not None:
            self.unfinished.close()
            return
        believed = set(self.written)
        if isinstance(app.builder, StandaloneHTMLBuilder):
            self._check_written(app, app.builder)
            self._write_files(app, app.builder, self.unfinished)
            believed = {name for name in believed if self._is_whole(app.builder, name)}
        pages = {
            name: made_of
            for name, made_of in self.pages.items()
            if (name in believed if name in self.written else not self._changed(name))
        }
        write_manifest(self.path(app), Manifest(frozenset(self.files), pages))
        self.unfinished.forget()

    def _check_written(self, app: Sphinx, builder: StandaloneHTMLBuilder) -> None:
        """Fail if there are pages that were to be written and are as they were."""

        def write(name: str) -> None:
            doctree = app.env.get_and_resolve_doctree(name, builder, tags=app.tags)
            builder.write_doc(name, doctree)

        site = Path(builder.outdir)
        now = {name: stamp(site / self._file(builder, name)) for name in self.written}
        if unwritten := [name for name in sorted(now) if now[name] in (None, self.written[name])]:
            raise broken_off("written", unwritten, write)

    def _is_whole(self, builder: StandaloneHTMLBuilder, name: str) -> bool:
        """Whether a page ends; it may have been cut when a process or the disk came to its end.

        A page of a theme that closes it otherwise is written by every build.
        """
        data = Path(builder.outdir, self._file(builder, name)).read_bytes()
        return "htm" not in builder.out_suffix or data.rstrip().endswith(b"</html>")

    def _write_files(
        self, app: Sphinx, builder: StandaloneHTMLBuilder, unfinished: Unfinished
    ) -> None:
        """Write our files, and delete what is out of date."""
        site = Path(builder.outdir)
        try:
            self.files.update(assets(app.env))
            for domain in page_domains(app.env) if builder.name != EPUB else ():
                for name, content in domain.exports(app):
                    self._write_file(site, name, content, unfinished)
            self.files.update(self._file(builder, name) for name in app.env.found_docs)
            self.files.update(name for name in copied_files(builder) if (site / name).is_file())
            delete_files(site, self.before.files - self.files)
        except OutsideError as error:
            raise SphinxError(str(error)) from error
        except OSError as error:
            message = (
                f"{error.filename or site}: {error.strerror}: see that it may be written and that"
                " the disk has room, and build again"
            )
            raise SphinxError(message) from error

    def _write_file(
        self, site: Path, name: str, content: str | bytes, unfinished: Unfinished
    ) -> None:
        data = content.encode() if isinstance(content, str) else content
        if name not in self.before.files:
            unfinished.note(f"/{name}", name)
        write_if_changed(site, name, data)
        self.files.add(name)

    def _file(self, builder: StandaloneHTMLBuilder, pagename: str) -> str:
        return builder.get_output_path(pagename).relative_to(builder.outdir).as_posix()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Follow the build; other features are done when all pages are read, and when it ends."""
    site = Site()
    app.connect("builder-inited", site.begin, priority=0)
    app.connect("builder-inited", add_assets, priority=600)
    app.connect("env-get-outdated", site.broken_doctrees)
    app.connect("env-updated", site.check_read, priority=0)
    app.connect("env-updated", site.changed_pages, priority=900)
    app.connect("doctree-resolved", site.note_written)
    app.connect("html-collect-pages", site.changed_extra_pages)
    app.connect("html-page-context", site.note_file)
    app.connect("build-finished", site.finish, priority=900)
    return {
        "version": __version__,
        "env_version": code(),  # other code may read a page otherwise
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
