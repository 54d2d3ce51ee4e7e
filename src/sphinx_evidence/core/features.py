"""Load features with Sphinx, and their templates and static files.

A feature keeps them in its folder: ``templates/`` for Jinja, ``static/`` for files that are copied
to ``_static/`` unchanged. Style sheets and scripts that every page loads are listed by its domain
(:attr:`~sphinx_evidence.core.domains.PageDomain.assets`); ``site`` makes one file of each kind.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

PACKAGE = __package__.rpartition(".")[0]


def extension(feature: str) -> str:
    """Return the name under which Sphinx loads a feature.

    :param feature: a folder of the package, or a module in one that stands alone
    """
    return f"{PACKAGE}.{feature}" if "." in feature else f"{PACKAGE}.{feature}.extension"


def load(app: Sphinx, *features: str) -> None:
    """Load features as far as they are not loaded yet, and before them what all of them share.

    :param features: names, as :func:`extension` takes them
    """
    for feature in ("core", *features):
        app.setup_extension(extension(feature))


def add_files(app: Sphinx, module: str) -> None:
    """Add the templates and static files beside a module; those of the book take precedence.

    :param module: ``__file__`` of the module
    """
    folder = Path(module).parent

    def extend(app: Sphinx, config: Config) -> None:
        if (templates := folder / "templates").is_dir():
            config.templates_path = [*config.templates_path, str(templates)]
        if (static := folder / "static").is_dir():
            config.html_static_path = [str(static), *config.html_static_path]

    def withdraw(app: Sphinx) -> None:
        """Leave the words of the package out of the catalogs of a book, as it has its own."""
        if app.builder.name.startswith("gettext"):
            own = str(folder / "templates")
            app.config.templates_path = [one for one in app.config.templates_path if one != own]

    app.connect("config-inited", extend)
    app.connect("builder-inited", withdraw)
