"""Which translations a change makes older than the English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_evidence.core.extras import TRANSLATIONS
from sphinx_evidence.translations.catalogs import BUILDER, State, read_messages

from ..build import FRESH, build
from ..figures.template import write_template

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ..paths import Paths


def stale(paths: Paths, folder: Path) -> Iterator[str]:
    """Yield a line for each catalog with translations of words that the book no longer has.

    :param folder: for the templates of the book as it is
    :raises ToolError: if the book cannot be built
    """
    catalogs = sorted(paths.locales.glob("*/LC_MESSAGES/**/*.po"))
    if not (catalogs and TRANSLATIONS.is_installed):
        return
    build(paths, BUILDER, folder, FRESH)
    write_template(folder)
    for catalog in catalogs:
        language, _, *names = catalog.relative_to(paths.locales).with_suffix("").parts
        template = folder.joinpath(*names).with_suffix(".pot")
        if template.is_file():
            now = {entry.msgid for entry in TRANSLATIONS.load().pofile(str(template))}
            messages, _problems = read_messages(catalog)
            old = [one for one in messages if one.state is State.CURRENT and one.source not in now]
            if old:
                page = "/".join(names)
                yield f"{language}, {page}: {len(old)} of {len(messages)} messages"
