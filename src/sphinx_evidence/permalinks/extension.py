"""Register permalinks with Sphinx."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util.logging import getLogger

from .. import __version__
from ..core.domains import citable_kinds
from ..core.edition import edition_of
from ..core.features import add_files, load
from ..core.i18n import _
from ..core.log import warn_of
from ..core.nodes import add_html_node
from ..core.paths import permalink_path
from .builder import RegisterBuilder, all_pages, update_register
from .domain import PermalinkDomain
from .export import with_labels
from .nodes import cite_link, paragraph_number, visit_cite_html, visit_number_html
from .register import missing_register, read_register
from .transforms import CiteTransform, NumberTransform, OneIdTransform

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


logger = getLogger(__name__)


def read_published_ids(app: Sphinx) -> None:
    """Read the register of published ids and warn of each problem.

    A draft may be without one, as nothing of it is published.
    """
    if not app.config.evidence_register:
        return
    domain, kinds = PermalinkDomain.of(app.env), citable_kinds(app.env)
    path = domain.register_path
    domain.register, problems = read_register(path, kinds)
    domain.register_is_sound = not problems
    domain.register_exists = path.exists()
    if not domain.register_exists and app.builder.name != RegisterBuilder.name:
        missing = missing_register(path)
        if app.config.evidence_edition_date:
            problems = [missing]
        else:
            logger.info("%s: no register yet, which is fine for a draft", path.name)
    for problem in problems:
        warn_of(problem)


def page_address(app: Sphinx, pagename: str) -> str:
    """Return the address of a page for its printed sheets: its permalink, if it has one.

    Without an address of the site it begins at the root of the site.
    """
    domain, edition = PermalinkDomain.of(app.env), edition_of(app.config)
    label = next((section.label for section in domain.sections.get(pagename, ())), "")
    citable = next((one for one in domain.citables_of(pagename) if one.id == label), None)
    if citable is None:
        return f"{edition.home}{app.builder.get_target_uri(pagename)}"
    return citable.permalink(edition) or permalink_path(citable.id)


def add_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Pass address and numbers of a page to the templates.

    The numbers in the text are not in the tab order, since keyboard users would have to pass all
    of them before a link; the sidebar has a collapsed list of them, which is one tab stop.
    """
    context["address"] = page_address(app, pagename)
    sections = PermalinkDomain.of(app.env).sections.get(pagename, ())
    context["paragraph_numbers"] = [
        paragraph.number for section in sections for paragraph in section.paragraphs
    ]


def add_labels(app: Sphinx, exception: Exception | None) -> None:
    """Make one label of each thing and each paragraph in the inventory that Sphinx has written."""
    path = Path(app.outdir, "objects.inv")
    if exception is not None or app.builder.format != "html" or not path.is_file():
        return
    inventory = path.read_bytes()
    labelled = with_labels(inventory, _labels(app))
    if labelled != inventory:
        path.write_bytes(labelled)


def _labels(app: Sphinx) -> Iterator[tuple[str, str, str]]:
    """Yield name, address and title of all that has a permalink, and of each paragraph.

    A paragraph has the id of its chapter and its number: ``forced-return-p12``.
    """
    domain, uri = PermalinkDomain.of(app.env), app.builder.get_target_uri
    for docname, sections in sorted(domain.sections.items()):  # however they were read
        named = [section for section in sections if sections[0].label]
        for paragraph in (one for section in named for one in section.paragraphs):
            title = _("{chapter}, ¶ {number}").format(
                chapter=sections[0].title, number=paragraph.number
            )
            name = f"{sections[0].label}-p{paragraph.number}"
            yield name, f"{uri(docname)}#{paragraph.anchor}", title
    for found in domain.all_citables():
        yield found.id, f"{uri(found.docname)}#{found.anchor}", found.title


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain of sections, paragraph numbers and the builder of the register."""
    load(app)
    app.add_config_value("evidence_parts", [], "env", list, "Folders that hold chapters")
    about = "Pages outside the parts whose sections and paragraphs are cited"
    app.add_config_value("evidence_cited_pages", [], "env", list, about)
    app.add_config_value("evidence_contributing", "", "env", str, "Folder for contributors")
    app.add_config_value("evidence_register", "", "env", str, "Path of the register of ids")
    add_files(app, __file__)
    add_html_node(app, cite_link, visit_cite_html)
    add_html_node(app, paragraph_number, visit_number_html)
    app.add_domain(PermalinkDomain)
    app.add_builder(RegisterBuilder)
    app.add_transform(OneIdTransform)
    app.add_transform(NumberTransform)
    app.add_post_transform(CiteTransform)
    app.connect("builder-inited", read_published_ids)
    app.connect("env-get-outdated", all_pages)
    app.connect("html-page-context", add_page_context)
    app.connect("build-finished", update_register)
    app.connect("build-finished", add_labels)
    return {
        "version": __version__,
        "env_version": 4,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
