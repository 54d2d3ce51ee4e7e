"""The builder ``register``, which adds new ids to the register and writes no pages."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sphinx.builders.dummy import DummyBuilder
from sphinx.util.logging import getLogger

from ..core.log import warning_count
from .domain import PermalinkDomain
from .register import EDITION, format_register, with_new, write_register

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..core.records import Citable

logger = getLogger(__name__)


def all_pages(
    app: Sphinx,
    env: BuildEnvironment,
    added: AbstractSet[str],
    changed: AbstractSet[str],
    removed: AbstractSet[str],
) -> Iterable[str]:
    """Read every page again for the register, since cached pages do not repeat their warnings."""
    return env.found_docs if app.builder.name == RegisterBuilder.name else ()


class RegisterBuilder(DummyBuilder):
    """Reads the book and adds each new id of a citable object to ``permalinks.csv``.

    An id in the register is permanent, so nothing is written after any warning.
    """

    name = "register"
    epilog = "The register of ids is up to date."


def update_register(app: Sphinx, exception: Exception | None) -> None:
    """Write the register if there are new ids, or log the reason why not and fail."""
    if app.builder.name != RegisterBuilder.name or exception is not None:
        return
    citables = list(PermalinkDomain.of(app.env).all_citables())
    kinds = {citable.id: citable.kind for citable in citables}
    if reason := _refusal(app, citables) or _write(app, kinds):
        logger.error("the register of ids is unchanged: %s", reason)
        app.statuscode = 1


def _edition(app: Sphinx) -> str:
    return str(app.config.version).partition(".dev")[0]


def _refusal(app: Sphinx, citables: Iterable[Citable]) -> str:
    """Return why the register must not be written, and what to do; nothing if it may be."""
    if not app.config.evidence_register:
        return "conf.py names none: set evidence_register to its path"
    if count := warning_count():
        return f"{count} warning{'s' * (count > 1)} above: correct the cause, and run this again"
    if not PermalinkDomain.of(app.env).register_is_sound:  # though its warnings are suppressed
        return "it has a mistake: correct it, and run this again"
    if not EDITION.fullmatch(_edition(app)):
        return (
            f"version = {app.config.version!r} in conf.py must be such as 2026.1.dev0 or 2026.1: "
            'write version = release = "0.1.dev0"'
        )
    counts = Counter(citable.id for citable in citables)
    duplicates = sorted(name for name, count in counts.items() if count > 1)
    return f"the id {duplicates[0]!r} is used twice: rename one of the two" if duplicates else ""


def _write(app: Sphinx, kinds: Mapping[str, str]) -> str:
    """Add new ids to the file; return why it could not be written, or nothing.

    :param kinds: the kind of each id in the book
    """
    domain = PermalinkDomain.of(app.env)
    path, known = domain.register_path, domain.register
    every = with_new(known, kinds, _edition(app))
    new = len(every) - len(known)
    try:
        if new:
            write_register(path, format_register(every))
    except OSError as error:
        return f"{path} cannot be written ({error.strerror}): permit it, and run this again"
    logger.info("%d new ids", new)
    return ""
