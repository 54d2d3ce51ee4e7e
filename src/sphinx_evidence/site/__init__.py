"""The site as a whole: an incremental build gives the same bytes as a clean one.

A page is written again when something that it shows has changed, wherever that stands; files
of our own that still have the same bytes are left alone; and what an earlier build has written
and this one would not is deleted. Whatever the builds did not write stays.
"""

from __future__ import annotations

from hashlib import sha256
from os.path import relpath
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sphinx.builders.html import StandaloneHTMLBuilder

from .. import __version__
from .manifest import Manifest, put, read_manifest, remove, write_manifest
from .parts import copied_files, digest, page_digest, shared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

COLLECT = "evidence-collect-files"
"""The event by which features give their files to a site.

A handler is called with the application when all pages are written, by builders of HTML only,
and yields paths from the top of the site with the content, as text or bytes.
"""

PAGES = "evidence-collect-pages"
"""The event by which features give pages to a site that no source stands for.

It is ``html-collect-pages`` of Sphinx, but for this: a page is written only when its context or
what any page may show has changed, so all that it shows stands in the context, with a ``repr``.
"""


class Site:
    """One build of a site, from what was read to what is written."""

    def __init__(self) -> None:
        self.before = Manifest()
        self.shared = ""
        self.pages: dict[str, str] = {}
        self.written: set[str] = set()
        self.files: set[str] = set()

    def path(self, app: Sphinx) -> Path:
        """Return where the manifest of the folder is kept that is built into."""
        folder = sha256(relpath(app.outdir, app.doctreedir).encode()).hexdigest()
        return Path(app.doctreedir, f"site-{folder[:16]}.json")

    def changed_pages(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Name the pages that are made of something else than when they were written."""
        self.before = read_manifest(self.path(app))
        self.shared = shared(app, env)
        self.pages = {name: page_digest(env, name, self.shared) for name in env.found_docs}
        return sorted(name for name in self.pages if self._changed(name))

    def _changed(self, name: str) -> bool:
        return self.before.pages.get(name) != self.pages[name]

    def changed_extra_pages(self, app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
        """Yield the pages without a source that have to be written, and note the others."""
        builder = cast("StandaloneHTMLBuilder", app.builder)
        for pages in app.emit(PAGES):
            for name, context, template in pages:
                self.pages[name] = digest(self.shared, context, template)
                file = self._file(builder, name)
                self.files.add(file)
                if self._changed(name) or not Path(app.outdir, file).is_file():
                    self.written.add(name)
                    yield name, context, template

    def note_written(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Note a page that is being written; parallel builds resolve in this process too."""
        self.written.add(docname)

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
        """Write our files, delete what is out of date, and keep what there is now."""
        if exception is not None:
            return
        if isinstance(app.builder, StandaloneHTMLBuilder):
            site = Path(app.outdir)
            for files in app.emit(COLLECT):
                for name, content in files:
                    put(site / name, content.encode() if isinstance(content, str) else content)
                    self.files.add(name)
            self.files.update(self._file(app.builder, name) for name in app.env.found_docs)
            self.files.update(name for name in copied_files(app.builder) if (site / name).is_file())
            remove(site, self.before.files - self.files)
        pages = {
            name: made_of
            for name, made_of in self.pages.items()
            if name in self.written or not self._changed(name)
        }
        write_manifest(self.path(app), Manifest(frozenset(self.files), pages))

    def _file(self, builder: StandaloneHTMLBuilder, pagename: str) -> str:
        return builder.get_output_path(pagename).relative_to(builder.outdir).as_posix()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Follow the build; other features are done when all pages are read, and when it ends."""
    site = Site()
    app.add_event(COLLECT)
    app.add_event(PAGES)
    app.connect("env-updated", site.changed_pages, priority=900)
    app.connect("doctree-resolved", site.note_written)
    app.connect("html-collect-pages", site.changed_extra_pages)
    app.connect("html-page-context", site.note_file)
    app.connect("build-finished", site.finish, priority=900)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
