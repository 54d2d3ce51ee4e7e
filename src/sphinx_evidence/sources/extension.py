"""Register citations, lists of sources and their anchors, based on sphinxcontrib-bibtex."""

from __future__ import annotations

import re
from multiprocessing import parent_process
from pathlib import Path
from typing import TYPE_CHECKING

from pybtex.database import BibliographyData
from sphinxcontrib.bibtex.bibfile import BibData, BibFile, get_mtime, is_bibdata_outdated

from .. import __version__
from ..core.diagnostics import Problem, Rule
from ..core.features import load
from ..core.files import file_digest
from ..core.house import HouseRule, follows
from ..core.log import warn_of
from ..core.paths import PUBLISHERS, data_file, data_folder
from .bibfile import BIBLIOGRAPHY, read_bibfile
from .directives import (
    KeyWorks,
    ListOfSources,
    SourceIndex,
    SourceRegister,
    StockBibliography,
)
from .domain import CitationDomain
from .library import Library
from .library_tables import check_library, has_library, read_library, read_publishers
from .model import read_sources
from .nodes import (
    depart_link_html,
    key_works,
    source_link,
    source_list,
    source_mark,
    visit_link_html,
    visit_mark_html,
)
from .roles import CiteRole
from .transforms import CitationTransform, KeyWorksTransform, MarkTransform, SourceListTransform
from .vocabulary import read_vocabulary

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

CITE_ID = "ref-{key}"
"""The default of ``bibtex_cite_id``, the format of the id of a source."""


def check_settings(app: Sphinx, config: Config) -> None:
    """Correct settings of sphinxcontrib-bibtex that this package does not support, and warn."""

    def note(message: str) -> None:
        conf = str(Path(app.confdir, "conf.py"))
        warn_of(Problem(conf, 0, Rule.MALFORMED_SETTING, message))

    names = config.bibtex_bibfiles
    if names is None:  # a book need not have sources
        names = [BIBLIOGRAPHY] * Path(app.confdir, BIBLIOGRAPHY).is_file()
    elif not (isinstance(names, list) and len(names) == 1 and isinstance(names[0], str)):
        note(f"bibtex_bibfiles = {names!r}: list one file; only {BIBLIOGRAPHY!r} is read")
        names = [BIBLIOGRAPHY]
    config.bibtex_bibfiles = names
    form = str(config.bibtex_cite_id or CITE_ID)
    if not re.fullmatch(r"[\w.-]*\{key\}[\w.-]*", form):
        note(
            f"bibtex_cite_id = {form!r}: write {{key}} once, as in {CITE_ID!r}, and no other braces"
        )
        form = CITE_ID
    config.bibtex_cite_id = form


class Bibliography(BibData):
    """sphinxcontrib-bibtex's store of entries, which a worker process does not return.

    A worker process that reads pages returns its whole environment to the main process. That has
    the entries already, and unpickling them for each chunk of pages takes longer than reading
    those pages; so a worker returns an empty store instead.
    """

    def __reduce__(self) -> tuple[type[Bibliography], tuple[object, ...]]:
        data = self if parent_process() is None else BibData("", {}, BibliographyData())
        return Bibliography, tuple(data)


def read_bibliography(app: Sphinx) -> None:
    """Read the bibliography before sphinxcontrib-bibtex does, and warn of each problem.

    That extension reads a file only if its modification time or the encoding has changed since it
    was stored, so it uses the entries that are stored here. A change that keeps the time is seen
    here.
    """
    domain = CitationDomain.of(app.env)
    if not app.config.bibtex_bibfiles:
        domain.data |= {"bibdata": BibData("", {}, BibliographyData()), "problems": (), "file": ""}
        return
    path = Path(app.confdir, app.config.bibtex_bibfiles[0]).resolve()
    encoding = app.config.bibtex_encoding
    now = file_digest(path)
    if now != domain.data["file"] or is_bibdata_outdated(domain.bibdata, [path], encoding):
        family_first = follows(app.config, HouseRule.SOURCES)
        bibfile = read_bibfile(path, family_first=family_first)
        domain.data["file"], domain.data["problems"] = now, bibfile.problems
        files = {path: BibFile(get_mtime(path), dict.fromkeys(bibfile.data.entries))}
        domain.data["bibdata"] = Bibliography(encoding, files, bibfile.data)
        domain.data["lines"] = bibfile.lines
        domain.data["broken"] = bibfile.broken
        domain.data["missing"] = bool(bibfile.problems and not bibfile.data.entries)
    for problem in domain.data["problems"]:
        warn_of(problem)
    folder = data_folder(app) if app.config.evidence_data else None
    vocabulary, problems = read_vocabulary(folder)
    works = read_sources(domain.bibdata.data.entries, vocabulary)
    domain.library = Library(works, vocabulary=vocabulary)
    if folder and has_library(folder):
        domain.library, others = read_library(folder, works, vocabulary)
        problems += others
    for problem in problems:
        warn_of(problem)
    if table := data_file(app, PUBLISHERS):
        names, problems = read_publishers(table)
        domain.publishers, domain.publishers_complete = names, bool(names and not problems)
        for problem in problems:
            warn_of(problem)


def check_bibliography(app: Sphinx) -> None:
    """Report the problems of the entries and of the library, once both are read."""
    domain = CitationDomain.of(app.env)
    for problem in domain.entry_problems():
        warn_of(problem)
    if domain.library.has_tables and domain.library.is_complete and not domain.data["missing"]:
        names = domain.publishers if domain.publishers_complete else None
        broken, edition = domain.data["broken"], app.config.evidence_edition_date
        for problem in check_library(domain.library, data_folder(app), names, broken, edition):
            warn_of(problem)


def pages_with_changed_words(app: Sphinx, env: BuildEnvironment, *_changes: set[str]) -> set[str]:
    """Return all pages if former keys or the words for sources have changed, since any has some."""
    domain = CitationDomain.of(env)
    now = {"moved": domain.library.moved, "vocabulary": domain.library.vocabulary}
    changed = any(domain.data[name] not in (None, value) for name, value in now.items())
    domain.data |= now
    return env.found_docs if changed else set()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the citation domain in place of that of sphinxcontrib-bibtex, and the lists."""
    load(app, "permalinks", "theme.facets")
    app.setup_extension("sphinxcontrib.bibtex")
    app.add_node(source_list)
    app.add_node(key_works)
    app.add_node(source_link, html=(visit_link_html, depart_link_html))
    app.add_node(source_mark, html=(visit_mark_html, None))
    app.add_domain(CitationDomain, override=True)
    app.add_role("cite", CiteRole(), override=True)
    for name in ("chapter-sources", "flagged-sources", "shorthands", "to-read"):
        app.add_directive(name, ListOfSources)
    app.add_directive("source-register", SourceRegister)
    app.add_directive("source-index", SourceIndex)
    app.add_directive("key-works", KeyWorks)
    for name in ("bibliography", "footbibliography"):
        app.add_directive(name, StockBibliography, override=True)
    app.add_transform(CitationTransform)
    app.add_post_transform(KeyWorksTransform)
    app.add_post_transform(SourceListTransform)
    app.add_post_transform(MarkTransform)
    app.connect("config-inited", check_settings)
    app.connect("env-get-outdated", pages_with_changed_words)
    app.connect("builder-inited", read_bibliography, priority=400)
    app.connect("builder-inited", check_bibliography, priority=450)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
