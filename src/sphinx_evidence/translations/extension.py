"""Give Sphinx the translations that may be shown, and translators what is to be translated."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser
from sphinx.util.i18n import CatalogRepository, docname_to_domain

from .. import __version__
from ..core.features import load
from ..core.i18n import CATALOG
from ..core.languages import ENGLISH, FILE, read_languages
from ..core.nodes import add_html_node, skip_node
from ..core.text import title_parts
from ..core.translated import TranslatedDomain
from .builder import AsReadCatalogBuilder
from .domain import TranslationDomain
from .language import LanguageBuilder
from .listing import TranslationList, TranslationListTransform
from .nodes import front_matter, translation_list
from .partial import PartialTransform
from .places import SETTING
from .reviews import FILE as REVIEWS
from .reviews import read_reviews
from .switch import add_languages
from .transforms import SourceTransform, UntranslatedTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

OTHERS = (CATALOG, "sphinx")
"""Catalogs of words of the interface, which are read by others."""

FOLDER = "translations"
"""The folder in that of the doctrees with what Sphinx is given."""


def prepare(app: Sphinx, config: Config) -> None:
    """Find the languages and their catalogs; have Sphinx read those of the build from its folder.

    A language that the book is offered in has a builder of its own, and a title of the book. A
    frozen edition is in English only, since translations of it go on to change.
    """
    data = Path(app.confdir, config.evidence_data)
    languages, problems = read_languages(data / FILE)
    reviews, wrong = read_reviews(data / REVIEWS, {one.folder for one in languages})
    own = next((one for one in languages if one.code == config.language), ENGLISH)
    offered = () if config.evidence_frozen else languages
    codes = {one: one.code for one in offered if one.is_offered} | {own: str(config.language)}
    found = {one: catalogs_of(app, config, code) for one, code in codes.items()}
    folder = Path(app.doctreedir, FOLDER)
    if found[own]:
        config.locale_dirs = [str(folder)]
    if own.folder:
        config.html_title = own.title
        config.project = config.html_short_title = title_parts(own.title)[0]
        app.add_builder(LanguageBuilder, override=True)
    messages = folder / str(config.language) / "LC_MESSAGES"

    def read(app: Sphinx) -> None:
        """Check the catalogs, once the settings of Markdown are known."""
        settings = getattr(app.env, "myst_config", None) or MdParserConfig()
        parser = create_md_parser(settings, RendererHTML)
        TranslatedDomain.of(app.env).own = own
        domain = TranslationDomain.of(app.env)
        domain.found += problems + wrong
        domain.reviews = reviews
        domain.read(found, messages, parser.parse)

    app.connect("builder-inited", read, priority=550)  # before the scripts of pages are written


def catalogs_of(app: Sphinx, config: Config, code: str) -> dict[str, Path]:
    """Return the catalogs of the pages in a language, by name."""
    found = CatalogRepository(app.srcdir, config.locale_dirs, code, config.source_encoding)
    return {
        one.domain: Path(one.po_path).resolve()
        for one in found.catalogs
        if one.domain not in OTHERS
    }


def untranslated_again(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the pages whose catalog was taken away; Sphinx sees only that one has changed."""
    paths, compact = TranslationDomain.of(env).paths, env.config.gettext_compact
    texts: dict[str, object] = TranslatedDomain.of(env).data["texts"]
    return [name for name in texts if docname_to_domain(name, compact) not in paths]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder, the domain, the node and the transforms."""
    load(app, "chapters", "charts", "claims.replies")
    app.add_config_value(SETTING, [], "env", list, "Pages that are translated whole")
    app.add_builder(AsReadCatalogBuilder)
    app.add_domain(TranslationDomain)
    add_html_node(app, front_matter, skip_node)
    app.add_node(translation_list)
    app.add_transform(SourceTransform)
    app.add_transform(UntranslatedTransform)
    app.add_directive("translation-list", TranslationList)
    app.add_post_transform(TranslationListTransform)
    app.add_post_transform(PartialTransform)
    app.connect("config-inited", prepare)
    app.connect("html-page-context", add_languages)
    app.connect("env-get-outdated", untranslated_again)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
