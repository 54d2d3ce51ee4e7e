"""The catalogs of a build, and what is wrong with them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sphinx.util.i18n import docname_to_domain
from sphinx.util.logging import getLogger

from ..core.diagnostics import Problem, Rule
from ..core.domains import PageDomain
from ..core.extras import TRANSLATIONS
from .catalogs import State, allowed, read_messages, write_shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sphinx.environment import BuildEnvironment

    from .rules import Parse

logger = getLogger(__name__)


class TranslationDomain(PageDomain):
    """The catalogs that a build is given; they are read when it begins."""

    name = "translation"
    label = "Translations"

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.catalogs: Mapping[str, Path] = {}  # by name, none in the language of the book
        self.found: list[Problem] = []

    @property
    def is_active(self) -> bool:
        """Whether the book is built in another language."""
        return bool(self.catalogs)

    def read(self, catalogs: Mapping[str, Path], folder: Path, parse: Parse) -> None:
        """Check the catalogs and write what may be shown.

        :param catalogs: their paths by name
        :param folder: where Sphinx reads those of the language of the build
        :param parse: reads Markdown as the pages of the book are read
        """
        self.catalogs, states = catalogs, Counter[State]()
        if not TRANSLATIONS.is_installed:
            return
        written = {folder / f"{name}.po" for name in catalogs}
        for name, path in sorted(catalogs.items()):
            messages, problems = read_messages(path)
            shown, refusals = allowed(path, messages, parse)
            self.found += problems + refusals
            states.update(message.state for message in messages)
            write_shown(shown, folder / f"{name}.po")
        for old in [one for one in folder.rglob("*.po") if one not in written]:
            old.unlink()
            old.with_suffix(".mo").unlink(missing_ok=True)
        counts = ", ".join(f"{states[state]} {state}" for state in State)
        logger.info("translations: %s", counts)

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong with catalogs, and those that no page reads."""
        yield from self.found
        if self.is_active and not TRANSLATIONS.is_installed:
            first = next(iter(self.catalogs.values()))
            message = f"the catalogs are not read, since {TRANSLATIONS.missing}"
            yield Problem(str(first), 0, Rule.MISSING_PACKAGE, message)
        compact = self.env.config.gettext_compact
        known = {docname_to_domain(name, compact) for name in self.env.found_docs}
        for name, path in self.catalogs.items():
            if name not in known:
                message = "no page has this name: delete the catalog"
                if name in self.env.found_docs:
                    message = "no page reads it: set gettext_compact = False in conf.py"
                yield Problem(str(path), 0, Rule.MALFORMED_CATALOG, message)
