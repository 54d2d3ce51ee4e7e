"""Register with Sphinx what all features share."""

from __future__ import annotations

import atexit
import gc
from typing import TYPE_CHECKING

from .. import __version__
from .domains import check, gather, set_builder
from .edition import refuse_unread
from .house import SETTING as HOUSE_RULES
from .html import add_policies
from .i18n import add_template_gettext, load_catalogs
from .links import complete_links
from .log import follow
from .nodes import VISITORS
from .paths import SETTING as DATA
from .settings import check_settings
from .stop import conclude
from .translated import TranslatedDomain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

THRESHOLDS = (5_000, 10, 1_000)
"""The thresholds of a build, for :func:`gc.set_threshold`."""


def collect_less_often(app: Sphinx) -> None:
    """Raise the thresholds of the garbage collector from now to the end of the build.

    Doctrees are many small objects that live until their page is written. With Python's default
    thresholds, collections take a third of the time of a build, nearly all of it in traversals of
    objects that are still in use; with these they take a twentieth, for half as much memory again.

    CPython has one collector for the whole process, so other extensions are affected as well
    while the build runs. Its former thresholds are restored when the build has finished, after
    all other handlers; processes that read or write pages inherit those of the build.

    Most often the process ends then. Python would search all objects for garbage several times: at
    once, as it counts collections by the former thresholds, and before it leaves everything to the
    system anyway. This would take a third of a build in which nothing has changed.
    """
    before = gc.get_threshold()
    gc.set_threshold(*THRESHOLDS)

    def end(app: Sphinx, exception: Exception | None) -> None:
        if not gc.get_freeze_count():
            gc.freeze()  # counts from zero again
            gc.unfreeze()
        gc.set_threshold(*before)

    app.connect("build-finished", end, priority=1_000)
    atexit.register(gc.freeze)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register nodes, settings and handlers.

    An edition that could not be read ends the build before its settings are checked.
    """
    collect_less_often(app)
    catalogs = load_catalogs(app)
    app.add_config_value(DATA, "", "env", str, "Path of the folder of data")
    app.add_config_value("evidence_base_address", "", "html", str, "Address of the site")
    app.add_config_value("evidence_edition_date", "", "env", str, "ISO date of the edition")
    app.add_config_value("evidence_licence_name", "", "env", str, "Short name of the licence")
    app.add_config_value("evidence_licence_url", "", "env", str, "Address of the licence")
    app.add_config_value("evidence_identifier", "", "env", str, "DOI of the edition")
    app.add_config_value("evidence_frozen", False, "env", bool, "Whether it never changes")
    app.add_config_value("evidence_repository", "", "html", str, "Address of the repository")
    app.add_config_value("evidence_branch", "main", "html", str, "Branch that is edited")
    app.add_config_value("evidence_contact", "", "html", str, "Address for private reports")
    app.add_config_value(HOUSE_RULES, [], "env", (list, tuple), "Names of the house rules")
    for node, visitors in VISITORS.items():
        app.add_node(node, html=visitors)
    app.add_domain(TranslatedDomain)
    app.connect("config-inited", follow, priority=0)  # sees the warnings of all others
    app.connect("config-inited", refuse_unread)
    app.connect("config-inited", check_settings)
    app.connect("builder-inited", set_builder, priority=100)
    app.connect("env-updated", gather, priority=600)  # after sphinxcontrib-bibtex
    app.connect("env-check-consistency", check)
    app.connect("doctree-resolved", complete_links)  # after all transforms
    app.connect("html-page-context", add_template_gettext)
    app.connect("html-page-context", add_policies, priority=900)  # the last is first in the head
    app.connect("build-finished", conclude, priority=2_000)
    app.setup_extension(f"{__package__}.markup")
    return {
        "version": __version__,
        "env_version": catalogs,  # doctrees hold translations
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
