"""Incremental builds that write the same bytes as a clean build.

A page is written again when one of its inputs has changed, on whatever page that is; the package's
own files are left alone if their bytes are the same; and files that an earlier build wrote and this
one would not are deleted. Files that no build wrote are never touched.
"""

from __future__ import annotations

import atexit
from contextlib import ExitStack, suppress
from hashlib import sha256
from itertools import chain
from multiprocessing import active_children
from os.path import relpath
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sphinx.builders.html import INVENTORY_FILENAME, StandaloneHTMLBuilder
from sphinx.errors import SphinxError

from .. import __version__
from ..core.domains import page_domains
from ..core.features import load
from ..core.files import code_version, digest
from ..core.log import warn_of
from ..core.stop import explained
from ..core.translated import TranslatedDomain
from ..core.upstream import BUILDINFO_LINES
from .assets import SCRIPT_PATH, STYLE_PATH, add_assets
from .domain import SiteDomain, SiteFileRole
from .manifest import (
    UNFINISHED,
    Manifest,
    OutsideError,
    delete_files,
    journal,
    read_manifest,
    recovered,
    write_if_changed,
    write_manifest,
)
from .parts import copied_files, is_pickle, page_digest, shared_digest, source_digests
from .processes import Stamp, acquire, check_read, check_written, end_workers, stamp
from .symlinks import refuse_links
from .volume_model import BUILDER
from .warned import Warned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


class Site:
    """The state of one build of a site."""

    def __init__(self) -> None:
        self.builder: StandaloneHTMLBuilder | None = None  # once all pages of a site are read
        self.previous = Manifest()
        self.shared = ""  # digest of the inputs that all pages share
        self.pages: dict[str, str] = {}  # page -> digest of its inputs
        self.stamps: dict[str, Stamp | None] = {}  # page to write -> its file before the build
        self.files: set[str] = set()  # paths from the root of the site
        self.locks = ExitStack()
        self.others = frozenset(active_children())  # processes that are not of this build
        atexit.register(end_workers, self.others)  # after an interrupt by the keyboard too

    def manifest_path(self, app: Sphinx) -> Path:
        """Return the path of the manifest of the output folder, among the doctrees."""
        folder = sha256(relpath(app.outdir, app.doctreedir).encode()).hexdigest()
        return Path(app.doctreedir, f"site-{folder[:16]}.json")

    def lock(self, app: Sphinx, config: Config) -> None:
        """Lock doctrees and site, before anything is read from them.

        :raises SystemExit: if another build writes there, or the lock cannot be written
        """
        with explained(app):
            self.locks = acquire((Path(app.doctreedir), Path(app.outdir)))

    def mend(self, app: Sphinx) -> None:
        """Remove the record of settings if an interrupted build has cut it."""
        info = Path(app.outdir, ".buildinfo")
        with suppress(OSError, UnicodeError):
            if len(info.read_text("utf-8").splitlines()) < BUILDINFO_LINES:
                info.unlink()

    def outdated(
        self, app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], gone: set[str]
    ) -> list[str]:
        """Return the pages one of whose files has another content, or whose doctree is truncated.

        Sphinx compares times, and a copy of a file, or one from an archive, may have an older one.
        """
        before = SiteDomain.of(env).read
        now = source_digests(env, env.all_docs.keys() - added - changed - gone)
        return [
            name
            for name in now
            if now[name] != before.get(name) or not is_pickle(app.doctreedir / f"{name}.doctree")
        ]

    def note_sources(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Note what the pages were read from that were read in this build."""
        read = SiteDomain.of(env).read
        read |= source_digests(env, env.all_docs.keys() - read.keys())

    def changed_pages(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Return the pages of a site whose inputs have changed since they were written.

        Sphinx checks a book only if there is such a page, so of other formats it is the first one.
        Its own EPUB is one of these: it resolves pages that it does not write.
        """
        is_other = app.builder.name == BUILDER and not app.config.evidence_books
        if is_other or not isinstance(app.builder, StandaloneHTMLBuilder):
            return [app.config.root_doc]
        self.builder, site = app.builder, Path(app.outdir)
        self.previous = recovered(read_manifest(self.manifest_path(app)), site)
        self.shared = shared_digest(app, env)
        written = filter(TranslatedDomain.of(env).writes, env.found_docs)
        self.pages = {name: page_digest(env, name, self.shared) for name in written}
        self.stamps, self.files = {}, set()
        changed = {name for name in self.pages if self._changed(name)}
        for pages, image in env.images.values():
            file = f"{self.builder.imagedir}/{image}"
            if file in self.previous.files and not (site / file).is_file():
                changed |= pages & self.pages.keys()  # an image is copied with its pages
        return sorted(changed)

    def _changed(self, name: str) -> bool:
        return self.previous.pages.get(name) != self.pages[name]

    def changed_extra_pages(self, app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
        """Yield the pages without a source that have to be written; record the files of all."""
        builder = cast("StandaloneHTMLBuilder", app.builder)
        writes = TranslatedDomain.of(app.env).writes
        for domain in page_domains(app.env):
            for name, context, template in domain.extra_pages(app):
                if not writes(name):
                    continue
                self.pages[name] = digest(self.shared, context, template)
                file = page_file(builder, name)
                self.files.add(file)
                if self._changed(name) or not Path(app.outdir, file).is_file():
                    self._record(builder, name)
                    yield name, context, template

    def record_page(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Record a page that will be written; parallel builds resolve pages in this process."""
        if self.builder is not None:
            self._record(self.builder, docname)

    def _record(self, builder: StandaloneHTMLBuilder, name: str) -> None:
        if name not in self.stamps:
            file = page_file(builder, name)
            with journal(Path(builder.outdir)) as begin:
                begin(file)
            self.stamps[name] = stamp(Path(builder.outdir, file))

    def record_file(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Record the file of a page, including those of Sphinx itself."""
        self.files.add(page_file(cast("StandaloneHTMLBuilder", app.builder), pagename))

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Write what is not a page and store the manifest, or clear up after a failure."""
        if exception is not None:
            end_workers(self.others)
        elif self.builder is not None:
            self._complete(app, self.builder)
        self.locks.close()
        if isinstance(exception, EOFError):  # the pipe of a worker process has no other end
            with explained(app):
                if self.builder is None:
                    check_read(app, app.env)
                else:
                    check_written(self.builder, self.stamps)

    def _complete(self, app: Sphinx, builder: StandaloneHTMLBuilder) -> None:
        """Check that all pages were written, write the other files and store the manifest.

        :raises SphinxError: if a page was not written, or a file is outside of the site
        :raises OSError: if a file cannot be written
        """
        check_written(builder, self.stamps)
        try:
            self._write_files(app, builder)
        except OutsideError as error:
            raise SphinxError(str(error)) from error
        pages = {
            name: inputs
            for name, inputs in self.pages.items()
            if (is_complete(builder, name) if name in self.stamps else not self._changed(name))
        }
        write_manifest(self.manifest_path(app), Manifest(frozenset(self.files), pages))
        Path(builder.outdir, UNFINISHED).unlink(missing_ok=True)

    def _write_files(self, app: Sphinx, builder: StandaloneHTMLBuilder) -> None:
        """Write the files of all domains, and delete stale ones."""
        site, is_site = Path(builder.outdir), builder.name != BUILDER
        translated = TranslatedDomain.of(app.env)
        self.files.update((STYLE_PATH, SCRIPT_PATH))
        with journal(site) as begin:
            for domain in page_domains(app.env) if is_site else ():
                once = () if translated.own.folder else domain.exports(app)
                for name, content in chain(domain.page_files(app), once):
                    if name not in self.previous.files:
                        begin(name)
                    write_if_changed(site, name, content)
                    self.files.add(name)
        written = filter(translated.writes, app.env.found_docs)
        self.files.update(page_file(builder, name) for name in written)
        copied, templates = copied_files(builder)
        self.files.update(name for name in copied if (site / name).is_file())
        delete_files(site, self.previous.files.union(templates) - self.files)
        if is_site and not translated.own.folder:
            for problem in SiteDomain.of(app.env).missing(self.files | {INVENTORY_FILENAME}):
                warn_of(problem, app.env.found_docs)


def page_file(builder: StandaloneHTMLBuilder, name: str) -> str:
    """Return the path of the file of a page, from the root of the site."""
    return Path(builder.get_outfilename(name)).relative_to(builder.outdir).as_posix()


def is_complete(builder: StandaloneHTMLBuilder, name: str) -> bool:
    """Whether the file of a page ends like an HTML page; it may have been truncated.

    With a theme that ends its pages otherwise every build writes them again.
    """
    data = Path(builder.get_outfilename(name)).read_bytes()
    return "htm" not in builder.out_suffix or data.rstrip().endswith(b"</html>")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect to the build; the lock comes once the settings are checked, the manifest last."""
    load(app)
    site = Site()
    app.add_domain(SiteDomain)
    app.add_role("site-file", SiteFileRole())
    app.connect("config-inited", refuse_links, priority=850)
    app.connect("config-inited", site.lock, priority=900)
    app.connect("builder-inited", site.mend, priority=0)
    app.connect("builder-inited", add_assets, priority=600)
    app.connect("env-get-outdated", site.outdated)
    app.connect("env-updated", check_read, priority=0)
    app.connect("env-updated", site.note_sources)
    app.connect("env-updated", site.changed_pages, priority=900)
    app.connect("doctree-resolved", site.record_page)
    app.connect("html-collect-pages", site.changed_extra_pages)
    app.connect("html-page-context", site.record_file)
    app.connect("build-finished", site.finish, priority=900)
    Warned().connect(app)
    return {
        "version": __version__,
        "env_version": code_version(),  # changed code may read pages differently
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
