"""Citation files for reference managers, in all formats."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .ris import to_ris

if TYPE_CHECKING:
    from collections.abc import Sequence


def citation_files(
    name: str,
    bibtex: str,
    items: Sequence[dict[str, Any]],
    rich: Sequence[dict[str, Any]] | None = None,
) -> dict[str, str]:
    """Return the contents of the files by their names.

    :param name: name of the files without extension
    :param bibtex: the items in BibTeX
    :param items: the items in CSL-JSON
    :param rich: the same for the file in CSL-JSON, with what other formats do not have, such as
        markup in titles; without it, the items
    """
    return {
        f"{name}.bib": bibtex,
        f"{name}.ris": "".join(map(to_ris, items)),
        f"{name}.json": json.dumps(rich or items, ensure_ascii=False, indent=1) + "\n",
    }
