"""Lasting ids: every page and section has one that its author gave."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, cast

from .. import __version__
from ..core.log import warn_of
from ..site.extension import COLLECT, PAGES
from .domain import PermalinkDomain
from .export import to_json
from .model import is_chapter
from .moved import add_files, moved_pages
from .register import read_register
from .transforms import NumberTransform, OneIdTransform

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from ..sources.domain import CitationDomain


def read_published_ids(app: Sphinx) -> None:
    """Read the register of published ids, with one message for each slip."""
    if app.config.evidence_register:
        domain = cast("PermalinkDomain", app.env.domains["permalink"])
        path = Path(app.confdir, app.config.evidence_register)
        domain.register, problems = read_register(path)
        domain.register_is_sound = not problems
        for problem in problems:
            warn_of(problem)


def export(app: Sphinx) -> Iterator[tuple[str, str]]:
    """Yield ``sections.json`` and its schema."""
    domain = cast("PermalinkDomain", app.env.domains["permalink"])
    parts, uri = app.config.evidence_parts, app.builder.get_target_uri
    chapters = {
        docname: sections
        for docname, sections in domain.sections.items()
        if is_chapter(docname, parts)
    }
    places = cast("CitationDomain", app.env.domains["cite"]).places
    yield "sections.json", to_json(chapters, places, app.config.version, uri)
    schema = files(__package__).joinpath("sections.schema.json")
    yield "sections.schema.json", schema.read_text("utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain that knows all sections, and the numbers of paragraphs."""
    app.add_config_value("evidence_parts", [], "env", list, "Folders that hold chapters")
    app.add_config_value("evidence_register", "", "env", str, "Path of the register of ids")
    app.add_domain(PermalinkDomain)
    app.add_transform(OneIdTransform)
    app.add_transform(NumberTransform)
    app.connect("config-inited", add_files)
    app.connect("builder-inited", read_published_ids)
    app.connect(PAGES, moved_pages)
    app.connect(COLLECT, export)
    return {
        "version": __version__,
        "env_version": 2,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
