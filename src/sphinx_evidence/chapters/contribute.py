"""Settings and links for those who contribute."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import __version__
from ..core.domains import PageDomain
from ..core.edition import edition_of
from ..core.features import add_files, load
from ..core.i18n import _
from ..core.repository import CORRECTION, EDITION, PLACE, edit_address, report_address
from ..permalinks.domain import PermalinkDomain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

PAGE = Path(__file__).parent / "page"
"""The folder of its style sheet."""


class ContributeDomain(PageDomain):
    """Stores nothing."""

    name = "contribute"
    label = "Contribute"
    assets = (PAGE / "contribute.css",)


def source_path(app: Sphinx, pagename: str) -> str:
    """Return the source of a page from the folder of ``conf.py``, or nothing if it is outside."""
    path = Path(app.env.doc2path(pagename)).resolve()
    root = Path(app.confdir).resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else ""


def add_links(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Pass the links of a page to the templates; without a repository there are none."""
    repository, contact = app.config.evidence_repository, app.config.evidence_contact
    links: list[tuple[str, str]] = []
    flags: list[tuple[int, str]] = []
    if doctree is not None and repository:
        fields = {PLACE: context["address"], EDITION: edition_of(app.config).version}
        branch = app.config.evidence_branch
        if branch and (path := source_path(app, pagename)):
            links.append((_("Edit this page"), edit_address(repository, branch, path)))
        links.append((_("Report a problem"), report_address(repository, CORRECTION, fields)))
        for section in PermalinkDomain.of(app.env).sections.get(pagename, ()):
            for paragraph in section.paragraphs:
                place = f"{fields[PLACE]}#{paragraph.anchor} (¶ {paragraph.number})"
                address = report_address(repository, CORRECTION, {**fields, PLACE: place})
                flags.append((paragraph.number, address))
    if doctree is not None and contact:
        links.append((_("Report harm in private"), contact))
    context["contribute_links"], context["paragraph_flags"] = links, flags


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register style sheet and links."""
    load(app, "permalinks")
    add_files(app, __file__)
    app.add_domain(ContributeDomain)
    # after the address of the page is known
    app.connect("html-page-context", add_links, priority=600)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
