"""Citations with pinpoints, lists of sources and lasting anchors, over sphinxcontrib-bibtex."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinxcontrib.bibtex.bibfile import BibFile, get_mtime, is_bibdata_outdated

from .. import __version__
from ..log import warn_of
from .bibfile import read_bibfile
from .directives import (
    ChapterSources,
    FlaggedSources,
    Retired,
    Shorthands,
    SourceIndex,
    SourceRegister,
)
from .domain import CitationDomain
from .model import read_sources
from .nodes import source_list
from .publishers import read_publishers
from .roles import CiteRole
from .store import Bibliography
from .transforms import SourceListTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def read_bibliography(app: Sphinx) -> None:
    """Read the bibliography before sphinxcontrib-bibtex does, with one message for each slip.

    That extension reads a file only if its time or the encoding changed since it was stored,
    so it takes what is stored here.
    """
    domain = cast("CitationDomain", app.env.domains["cite"])
    path = Path(app.confdir, app.config.bibtex_bibfiles[0]).resolve()
    encoding = app.config.bibtex_encoding
    if is_bibdata_outdated(domain.bibdata, [path], encoding):
        bibfile = read_bibfile(path)
        for problem in bibfile.problems:
            warn_of(problem)
        files = {path: BibFile(get_mtime(path), dict.fromkeys(bibfile.data.entries))}
        domain.data["bibdata"] = Bibliography(encoding, files, bibfile.data)
        domain.data["lines"] = bibfile.lines
        domain.data["broken"] = bibfile.broken
    domain.sources = read_sources(domain.bibdata.data.entries)
    if app.config.evidence_publishers:
        names, problems = read_publishers(Path(app.confdir, app.config.evidence_publishers))
        domain.publishers = names
        for problem in problems:
            warn_of(problem)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the citation domain in the place of the stock one, and our lists."""
    app.setup_extension("sphinxcontrib.bibtex")
    app.add_config_value("evidence_publishers", "", "env", str, "CSV of publishers' ids and names")
    app.add_node(source_list)
    app.add_domain(CitationDomain, override=True)
    app.add_role("cite", CiteRole(), override=True)
    app.add_directive("chapter-sources", ChapterSources)
    app.add_directive("source-register", SourceRegister)
    app.add_directive("shorthands", Shorthands)
    app.add_directive("flagged-sources", FlaggedSources)
    app.add_directive("source-index", SourceIndex)
    for name in ("bibliography", "footbibliography"):
        app.add_directive(name, Retired, override=True)
    app.add_post_transform(SourceListTransform)
    app.connect("builder-inited", read_bibliography, priority=400)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
