"""What translators are given of drawings: the words of those that pages of the first tier show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_evidence.charts.diagram import FOLDER
from sphinx_evidence.core.extras import TRANSLATIONS
from sphinx_evidence.translations.catalogs import places_in

from .command import drawn, programs
from .words import Words

if TYPE_CHECKING:
    from pathlib import Path

_DRAWN = re.compile(r"(?:figure|drawing) ([\w-]+)")
"""How a comment begins on a message of a figure, or of a drawing of one on another page."""


def write_template(folder: Path) -> None:
    """Write the template of the words of drawings beside those of the pages, unless there are none.

    :param folder: with the templates of the pages, which say what figures are of the first tier
    """
    polib = TRANSLATIONS.load()
    files = [polib.pofile(str(path)) for path in sorted(folder.rglob("*.pot"))]
    places = (place for file in files for entry in file for place in places_in(entry.comment))
    drawn_first = (_DRAWN.match(place[0]) for place in places if place[1] == "1")
    first = {found[1] for found in drawn_first if found}
    comments: dict[str, str] = {}
    for name, program in programs():
        if name in first:
            words = Words()
            list(drawn(program, words))
            for message in words.lacking:
                comments.setdefault(message, f"drawing {name} · tier 1")
    if comments:
        file = polib.POFile(wrapwidth=0)
        file.metadata = files[0].metadata
        file.extend(polib.POEntry(msgid=one, comment=text) for one, text in comments.items())
        file.save(str(folder / f"{FOLDER}.pot"))
