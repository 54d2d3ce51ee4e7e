"""Read what can be drawn from a built book, with the works that it cites and their notes."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sphinx_evidence.claims.audit_model import ENTRY, PAIR, short_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

Work = dict[str, Any]
"""A work as CSL-JSON, with its copies in ``custom``."""

NoteRow = dict[str, str]
"""A row of the table of notes."""


@dataclass(frozen=True, slots=True)
class Item:
    """What is drawn: a passage of the book, or an entry of its bibliography.

    :param sha256: checksum of its text
    :param kind: one of :data:`~sphinx_evidence.claims.audit_model.KINDS`, or ``pair``
    :param page: docname of its page
    :param text: its text without citations
    :param paragraph: number of its paragraph, 0 if that is not numbered
    :param marked: its text with the numbers of its citations, empty if it has no more than one
    :param standing: the standing of a claim
    :param asides: the other parts of a claim, each with its text
    :param citations: its citations, as in ``sentences.json``
    :param work: key of the work, for an entry
    :param note: id of the note, for a pair
    """

    sha256: str
    kind: str
    page: str
    text: str
    paragraph: int = 0
    marked: str = ""
    standing: str = ""
    asides: tuple[tuple[str, str], ...] = ()
    citations: tuple[Mapping[str, Any], ...] = ()
    work: str = ""
    note: str = ""

    @property
    def id(self) -> str:
        """The start of its checksum, for a pair with the id of the note."""
        return short_id(self.sha256, self.note)

    @property
    def place(self) -> str:
        """Its page and the number of its paragraph."""
        return f"{self.page} ¶ {self.paragraph}" if self.paragraph else self.page


def to_item(data: Mapping[str, Any]) -> Item:
    """Return an item from its data in ``sentences.json``."""
    return Item(
        *(data["sha256"], data["kind"], data["page"], data["sentence"]),
        paragraph=data.get("paragraph") or 0,
        marked=data.get("marked", ""),
        standing=data.get("standing", ""),
        asides=tuple((aside["part"], aside["marked"]) for aside in data.get("asides", ())),
        citations=tuple(data.get("citations", ())),
        work=data.get("work", ""),
    )


def read_items(site: Path) -> list[Item]:
    """Return what can be drawn from a site."""
    data = json.loads((site / "data" / "sentences.json").read_text("utf-8"))
    return [to_item(one) for one in (*data["sentences"], *data["entries"])]


def read_works(site: Path) -> dict[str, Work]:
    """Return the works that a site lists, by key; none for a draft, which has no such file."""
    path = site / "references.json"
    if not path.exists():
        return {}
    return {work["id"]: work for work in json.loads(path.read_text("utf-8"))}


def read_notes(path: Path) -> dict[str, NoteRow]:
    """Return the rows of the table of notes by id."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def notes_of(item: Item, notes: Mapping[str, NoteRow]) -> Iterator[tuple[str, list[NoteRow]]]:
    """Yield each work that an item cites, with its pinpoint, and the notes that this reaches."""
    if item.kind == ENTRY:
        yield item.work, [note for note in notes.values() if note["work"] == item.work]
    for citation in item.citations:
        yield cited_place(citation), [notes[name] for name in citation["notes"] if name in notes]


def cited_place(citation: Mapping[str, Any]) -> str:
    """Return the key and the pinpoint of a citation, such as ``un2014sc7353, para. 3``."""
    locator = str(citation.get("locator", ""))
    label = f"{citation.get('label', '').removesuffix('-locator')} " if locator else ""
    return ", ".join(filter(None, (citation["id"], f"{label}{locator}", citation.get("suffix"))))


def pairs(items: Iterable[Item], notes: Mapping[str, NoteRow]) -> Iterator[Item]:
    """Yield each passage with each of its notes whose caveat belongs in the sentence."""
    for item in items:
        reached = (note for _place, found in notes_of(item, notes) for note in found)
        names = {note["id"]: note for note in reached if note.get("answer") == "sentence"}
        for name in names if item.kind != ENTRY else ():
            yield replace(item, kind=PAIR, note=name)
