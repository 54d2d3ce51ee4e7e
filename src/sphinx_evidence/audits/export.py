"""What can be drawn as JSON: the passages of all pages, and the entries of the bibliography."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..core.text import checksum, tidy
from ..sources.reference import address_runs, citation_runs
from .model import CLAIM, ENTRY, numbered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..claims.model import Claim
    from ..sources.labels import Label
    from ..sources.library import Library
    from ..sources.model import Citation, Source
    from .model import Passage

VERSION = 2
"""Version of the format; to be raised when a field changes its name or meaning."""


def citation_data(
    citation: Citation, library: Library, chosen: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Return a citation as an item of CSL, with how it was read and the notes that it reaches.

    :param chosen: ids of the notes that a claim rests on
    """
    notes = [note.id for note in library.notes_for(citation, chosen)]
    return {**citation.cite_item, "reading": library.reading(citation), "notes": notes}


def passage_data(
    passage: Passage, library: Library, claim: Claim | None = None, standing: str = ""
) -> dict[str, Any]:
    """Return a passage as plain data.

    :param claim: the claim, if it is one
    :param standing: how well the claim is known, as its page prints it
    """
    data: dict[str, Any] = {
        "sha256": passage.checksum,
        "kind": passage.kind,
        "page": passage.docname,
        "paragraph": passage.paragraph or None,
        "sentence": passage.text,
    }
    if len(passage.groups) > 1 or passage.asides:
        data["marked"] = numbered(passage.marked, passage.groups)
    if passage.kind == CLAIM:
        data |= {"claim": passage.claim, "standing": standing, "asides": [*_asides(passage)]}
    notes = claim.notes if claim else ()
    data["citations"] = [
        {
            **citation_data(citation, library, notes if part == "statement" else ()),
            **({"part": part} if passage.kind == CLAIM else {}),
        }
        for part, citation in passage.cited()
    ]
    return data


def _asides(passage: Passage) -> Iterator[dict[str, str]]:
    """Yield the other parts of a claim; the numbers of citations go on from its statement."""
    first = 1 + sum(map(len, passage.groups))
    for aside in passage.asides:
        yield {"part": aside.part, "marked": numbered(aside.marked, aside.groups, first)}
        first += sum(map(len, aside.groups))


def entry_text(source: Source, label: Label) -> str:
    """Return the entry of a work as the list of sources prints it: reference, address, remark."""
    runs = citation_runs(source, label)
    addresses = address_runs(source.doi, source.url, "", whole=True)
    remark = f"{source.note}." if source.note else ""
    text = "".join(run.text for run in runs)
    return tidy(" ".join(filter(None, (text, *(run.text for run in addresses), remark))))


def entry_data(source: Source, label: Label, page: str) -> dict[str, Any]:
    """Return an entry of the bibliography as plain data.

    :param page: docname of the page that lists it
    """
    text = entry_text(source, label)
    return {
        "sha256": checksum(text),
        "kind": ENTRY,
        "page": page,
        "work": source.key,
        "sentence": text,
    }


def to_json(passages: Iterable[dict[str, Any]], entries: Iterable[dict[str, Any]]) -> str:
    """Return passages and entries as a JSON text that ends in a newline."""
    data = {"version": VERSION, "sentences": [*passages], "entries": [*entries]}
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n"
