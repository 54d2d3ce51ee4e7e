"""All claims as JSON for other programs, and its schema.

The schema is ``claims.schema.json``, completed with the words of the book.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ..core.paths import permalink_path
from .grading import group_by_observer, shared_witnesses
from .model import max_evidence_of, standing_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..core.edition import Edition
    from ..sources.library import Library
    from ..sources.model import Citation
    from .model import Claim

VERSION = 3
"""Version of the format; to be raised when a field changes its name or meaning."""


def citation_data(
    citation: Citation, library: Library, chosen: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Return a citation as plain data, with its observers, whom they asked, and how it was read.

    :param chosen: ids of the notes that the claim rests on
    """
    testimonies = library.testimonies([citation], chosen)
    pinpoint = citation.pinpoint
    return {
        "key": citation.key,
        "pinpoint": {"kind": pinpoint.kind, "value": pinpoint.value} if pinpoint else None,
        "observers": sorted({testimony.observer for testimony in testimonies}),
        "witnesses": sorted({testimony.witnesses for testimony in testimonies} - {""}),
        "tier": testimonies[0].tier if testimonies else None,
        "reading": testimonies[0].reading if testimonies else None,
        "notes": [note.id for note in library.notes_for(citation, chosen)],
    }


def as_data(claim: Claim, library: Library, address: str) -> dict[str, Any]:
    """Return a claim as plain data.

    :param address: its address relative to the top of the site
    """
    grade = None
    if claim.evidence and claim.graded:
        observers = group_by_observer(claim.testimonies(library))
        grade = {
            "evidence": claim.evidence.name.lower(),
            "agreement": claim.agreement.name.lower() if claim.agreement else None,
            "confidence": claim.confidence,
            "carried": max_evidence_of(claim, library).name.lower(),
            "shared_witnesses": shared_witnesses(observers)[0] or None,
            "reason": claim.reason,
        }
    return {
        "id": claim.name,
        "address": address,
        "permalink": permalink_path(claim.name),
        "part": claim.docname.partition("/")[0],
        "kind": claim.kind,
        "text": claim.text,
        "sha256": claim.checksum,
        "words": standing_label(claim, library),
        "as_of": claim.as_of or None,
        "asserts": claim.asserts or None,
        "looked_in": claim.looked_in or None,
        "grade": grade,
        "main": claim.main or None,
        "tags": list(claim.tags),
        "sources": [citation_data(citation, library, claim.notes) for citation in claim.citations],
        "dispute": _response(claim.dispute, claim.disputed, library),
        "reply": _response(claim.reply, claim.replied, library),
    }


def _response(text: str, citations: Iterable[Citation], library: Library) -> dict[str, Any] | None:
    """Return a dispute or a reply with its sources as plain data, None for none."""
    if not text:
        return None
    return {"text": text, "sources": [citation_data(citation, library) for citation in citations]}


def all_data(
    claims: Iterable[Claim], library: Library, address: Callable[[Claim], str]
) -> list[dict[str, Any]]:
    """Return all claims as plain data, sorted by id.

    :param address: gives the address of a claim relative to the top of the site
    """
    data = [as_data(claim, library, address(claim)) for claim in claims]
    return sorted(data, key=lambda item: str(item["id"]))


def to_schema(witnesses: Iterable[str]) -> str:
    """Return the JSON Schema of what :func:`to_json` returns, as a text that ends in a newline.

    :param witnesses: the ids of the pools of people whom observers ask
    """
    schema = json.loads(files(__package__).joinpath("claims.schema.json").read_text("utf-8"))
    witnesses, about = list(witnesses), schema["$defs"]
    about["cited"]["properties"]["witnesses"]["items"]["enum"] = witnesses
    grade = about["claim"]["properties"]["grade"]["properties"]
    grade["shared_witnesses"]["enum"] = [*witnesses, None]
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def to_json(claims: list[dict[str, Any]], edition: Edition) -> str:
    """Return all claims with their edition as a JSON text that ends in a newline."""
    data = {
        "version": VERSION,
        "edition": edition.version,
        "date": edition.date or None,
        "licence": edition.licence_url or None,
        "site": edition.home or None,
        "claims": claims,
    }
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"
