"""``-b register``: write new ids into the register, and no pages."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.builders.dummy import DummyBuilder
from sphinx.errors import SphinxError
from sphinx.util.logging import getLogger

from ..permalinks.register import EDITION, add_new_ids, write_register

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..permalinks.domain import PermalinkDomain
    from .domain import CitableDomain
    from .model import Citable

logger = getLogger(__name__)


class RegisterError(SphinxError):
    """The register of ids is not written."""

    category = "The register of ids is left as it was"


def all_pages(
    app: Sphinx,
    env: BuildEnvironment,
    added: AbstractSet[str],
    changed: AbstractSet[str],
    removed: AbstractSet[str],
) -> Iterable[str]:
    """Read every page again for the register: a page from the cache repeats no warning."""
    return env.found_docs if app.builder.name == RegisterBuilder.name else ()


class RegisterBuilder(DummyBuilder):
    """Reads the book and adds what can be cited, and is new, to ``permalinks.csv``.

    What was written once is published for ever, so nothing is written after any warning.
    """

    name = "register"
    epilog = "The register of ids is up to date."

    def finish(self) -> None:
        """Write the register, if anything is new.

        :raises RegisterError: if something is wrong with the book, its settings or the register
        """
        citables = list(cast("CitableDomain", self.env.domains["citable"]).all())
        if reason := self._refusal(citables):
            raise RegisterError(reason)
        path = Path(self.app.confdir, self.config.evidence_register)
        kinds = {one.id: one.kind for one in citables}
        try:
            before = path.read_bytes().decode("utf-8")
            after, problems = add_new_ids(before, str(path), kinds, self._edition())
            if problems:  # it was read without any when the build began
                raise RegisterError(str(problems[0]))
            if after != before:
                write_register(path, after)
        except OSError as error:
            message = f"{path} cannot be written ({error.strerror}): allow it, and run this again"
            raise RegisterError(message) from error
        known = cast("PermalinkDomain", self.env.domains["permalink"]).register
        logger.info("%d new ids", len(kinds.keys() - known.keys()))

    def _edition(self) -> str:
        return str(self.config.version).partition(".dev")[0]

    def _refusal(self, citables: Iterable[Citable]) -> str:
        """Return why nothing may be written, and what to do; nothing if all is in order."""
        if not self.config.evidence_register:
            return "conf.py names none: set evidence_register to its path"
        if count := self.app._warncount:
            return f"{count} warning{'s' * (count > 1)} above: correct that, and run this again"
        if not EDITION.fullmatch(self._edition()):
            return (
                f"version = {self.config.version!r} in conf.py has to be as 2026.1.dev0 or 2026.1"
            )
        ids = Counter(one.id for one in citables)
        twice = sorted(name for name, count in ids.items() if count > 1)
        return f"the id {twice[0]!r} is used twice: rename one of the two" if twice else ""
