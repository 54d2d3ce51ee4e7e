"""Give Sphinx the translations that may be shown, and translators what is to be translated."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser
from sphinx.util.i18n import CatalogRepository, docname_to_domain

from .. import __version__
from ..core.features import load
from ..core.i18n import CATALOG
from ..core.nodes import add_html_node, skip_node
from ..core.translated import TranslatedDomain
from .builder import AsReadCatalogBuilder
from .domain import TranslationDomain
from .nodes import front_matter
from .places import SETTING
from .transforms import SourceTransform, UntranslatedTransform

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

OTHERS = (CATALOG, "sphinx")
"""Catalogs of words of the interface, which are read by others."""

FOLDER = "translations"
"""The folder in that of the doctrees with what Sphinx is given."""


def redirect(app: Sphinx, config: Config) -> None:
    """Have Sphinx read catalogs from a folder of the build, if the language has any."""
    language = str(config.language)
    found = CatalogRepository(app.srcdir, config.locale_dirs, language, config.source_encoding)
    catalogs = {
        one.domain: Path(one.po_path).resolve()
        for one in found.catalogs
        if one.domain not in OTHERS
    }
    if catalogs:
        folder = Path(app.doctreedir, FOLDER)
        config.locale_dirs = [str(folder)]
        messages = folder / language / "LC_MESSAGES"
        app.connect("builder-inited", partial(read, catalogs, messages), priority=600)


def read(catalogs: Mapping[str, Path], folder: Path, app: Sphinx) -> None:
    """Check the catalogs of the language, once the settings of Markdown are known."""
    config = getattr(app.env, "myst_config", None) or MdParserConfig()
    parser = create_md_parser(config, RendererHTML)
    TranslationDomain.of(app.env).read(catalogs, folder, parser.parse)


def untranslated_again(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the pages whose catalog was taken away; Sphinx sees only that one has changed."""
    catalogs, compact = TranslationDomain.of(env).catalogs, env.config.gettext_compact
    texts: dict[str, object] = TranslatedDomain.of(env).data["texts"]
    return [name for name in texts if docname_to_domain(name, compact) not in catalogs]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder, the domain, the node and the transforms."""
    load(app, "chapters", "charts")
    app.add_config_value(SETTING, [], "env", (list, tuple), "Pages that are translated whole")
    app.add_builder(AsReadCatalogBuilder)
    app.add_domain(TranslationDomain)
    add_html_node(app, front_matter, skip_node)
    app.add_transform(SourceTransform)
    app.add_transform(UntranslatedTransform)
    app.connect("config-inited", redirect)
    app.connect("env-get-outdated", untranslated_again)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
