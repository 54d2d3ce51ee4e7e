"""``-b register``: write new ids into the register, and no pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.builders.dummy import DummyBuilder
from sphinx.util.logging import getLogger

from ..permalinks.register import with_new, write_register

if TYPE_CHECKING:
    from ..permalinks.domain import PermalinkDomain
    from .domain import CitableDomain

logger = getLogger(__name__)


class RegisterBuilder(DummyBuilder):
    """Reads the book and adds what can be cited, and is new, to ``permalinks.csv``."""

    name = "register"
    epilog = "The register of ids is up to date."

    def finish(self) -> None:
        """Write the register, if anything is new."""
        found = cast("CitableDomain", self.env.domains["citable"]).all()
        entries = cast("PermalinkDomain", self.env.domains["permalink"]).register
        path = Path(self.app.confdir, self.config.evidence_register)
        kinds = {one.id: one.kind for one in found}
        every = with_new(entries, kinds, self.config.version.partition(".dev")[0])
        if len(every) > len(entries):
            write_register(path, every)
        logger.info("%d new ids", len(every) - len(entries))
