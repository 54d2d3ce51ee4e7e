"""Links for those who contribute, and the page for reports of a book without a repository."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from .. import __version__
from ..core.domains import PageDomain
from ..core.edition import edition_of
from ..core.features import add_files, load
from ..core.i18n import _
from ..core.repository import CORRECTION, EDITION, PLACE, edit_address, report_address
from ..core.translated import TranslatedDomain
from ..permalinks.domain import PermalinkDomain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

PAGE = Path(__file__).parent / "page"
"""The folder of its style sheet."""

REPORT = "report-a-mistake"
"""The name of the page for reports."""


class ContributeDomain(PageDomain):
    """Stores nothing."""

    name = "contribute"
    label = "Contribute"
    assets = (PAGE / "contribute.css",)

    def extra_pages(self, app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
        """Yield the page for reports, unless the repository has a form or the book the page."""
        if has_report_page(app) and REPORT not in app.env.found_docs:
            edition, contact = edition_of(app.config), app.config.evidence_contact
            context = {"title": _("Report a mistake"), "version": edition.version}
            yield REPORT, context | {"contact": contact}, f"{REPORT}.html"


def source_path(app: Sphinx, pagename: str) -> str:
    """Return the source of a page from the folder of ``conf.py``, or nothing if it is outside."""
    path = Path(app.env.doc2path(pagename)).resolve()
    root = Path(app.confdir).resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else ""


def has_report_page(app: Sphinx) -> bool:
    """Whether the site has a page for reports: it is a published one, and no repository has a form.

    A draft, whose edition has no date, is read by nobody but its authors.
    """
    config = app.config
    is_published = bool(config.evidence_edition_date) and not config.evidence_repository
    return is_published and app.builder.name in ("html", "dirhtml")


def add_links(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Pass the links of a page to the templates: to the form of a repository, or to the page.

    To the page only a script leads from a paragraph, since a list of links weighs too much.
    """
    repository, contact = app.config.evidence_repository, app.config.evidence_contact
    links: list[tuple[str, str]] = []
    flags: list[tuple[int, str]] = []
    context["contribute_links"], context["paragraph_flags"] = links, flags
    if doctree is None:
        return
    edition, own = edition_of(app.config).version, TranslatedDomain.of(app.env).own

    def report(place: str) -> str:
        if own.folder:  # its addresses are those of the book in English
            place = f"[{own.tag}] {place}"
        if repository:
            return report_address(repository, CORRECTION, {PLACE: place, EDITION: edition})
        page = app.builder.get_relative_uri(pagename, REPORT)
        return f"{page}?{urlencode({PLACE: place}, quote_via=quote)}"

    branch = app.config.evidence_branch
    if repository and branch and (path := source_path(app, pagename)):
        links.append((_("Edit this page"), edit_address(repository, branch, path)))
    if repository or has_report_page(app):
        words = _("Report a problem") if repository else _("Report a mistake")
        links.append((words, report(context["address"])))
    if repository:
        for section in PermalinkDomain.of(app.env).sections.get(pagename, ()):
            for paragraph in section.paragraphs:
                place = f"{context['address']}#{paragraph.anchor} (¶ {paragraph.number})"
                flags.append((paragraph.number, report(place)))
    if contact:
        links.append((_("Report harm in private"), contact))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register style sheet and links."""
    load(app, "permalinks")
    add_files(app, __file__)
    app.add_domain(ContributeDomain)
    # after the address of the page is known
    app.connect("html-page-context", add_links, priority=600)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
