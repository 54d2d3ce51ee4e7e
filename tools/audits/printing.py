"""Print the forms: what was drawn, without notes, and then the notes on what was judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_evidence.claims.audit_model import (
    CLAIM,
    ENTRY_VERDICTS,
    GRADES,
    PAIR,
    PAIR_VERDICTS,
    PASSAGE_VERDICTS,
)
from sphinx_evidence.core.dates import format_date
from sphinx_evidence.sources.copies import KINDS as COPIES

from .forms import FINAL, FIRST, head, printed
from .items import cited_place, notes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_evidence.claims.audit_model import Audit

    from .items import Item, NoteRow, Work

ADVICE = {
    FIRST: f"""\
# Open what is cited, the page itself or another copy of the work, and compare. Who wrote the text
# does not judge it, and nobody looks at the notes of the book before the first verdict.
#   verdict: {", ".join(PASSAGE_VERDICTS)};
#            of an entry {", ".join(ENTRY_VERDICTS)}; of a pair {", ".join(PAIR_VERDICTS)}
#   seen:    the address that you opened, or what kind of other copy you had before you;
#            nothing, if you saw none, and then the verdict is not-seen
#   grade:   of a claim only, whether its standing is {", ".join(GRADES)}
#   remark:  for every fault what the work says, and where it says so
# A line that goes on begins with a space. Change nothing that is printed.""",
    FINAL: """\
# These are the notes on what you judged. Where they change your verdict, write the new one after
# 'final:', with a remark, and after 'seen:' what else you opened; else leave all three empty.
# A line that goes on begins with a space. Change nothing that is printed.""",
}
"""What stands above the items of a form."""

MARKED = {
    "copy": ", marked ° (read in a copy, a translation or an excerpt)",
    "account": ", marked ‡ (known only through an account of it)",
}
"""What the page prints on how the place was read."""

_DEEPER = "      "


def first_form(
    items: Iterable[Item], works: Mapping[str, Work], notes: Mapping[str, NoteRow], seed: int
) -> Iterator[str]:
    """Yield the lines of a form for first verdicts: no note, but for the one note of a pair.

    :param works: the works that the book cites, as CSL-JSON, by key
    """
    yield from (ADVICE[FIRST], f"form: {FIRST}", f"seed: {seed}")
    for item in items:
        fields = printed(item.kind, item.place, item.standing, item.note, item.text)
        yield from _opened(item.id, fields, seed)
        if item.marked and item.marked != item.text:
            yield f"cited: {item.marked}"
        if item.asides:
            yield "asides:"
            yield from (f"  {part}: {text}" for part, text in item.asides)
        if item.kind == PAIR:
            note = notes[item.note]
            yield f"says: {' '.join(filter(None, (note['place'], note['says'])))}"
            yield f"caveat: {note['caveat']}"
            yield from ("verdict:", "remark:")
            continue
        yield "cites:"
        if item.work:
            yield from (f"  {line}" for line in address_lines(item.work, works))
        for number, citation in enumerate(item.citations, 1):
            yield f"  [{number}] {cited_place(citation)}{MARKED.get(citation['reading'], '')}"
            yield from (f"{_DEEPER}{line}" for line in work_lines(citation["id"], works))
        yield from ("verdict:", "seen:", *(("grade:",) if item.kind == CLAIM else ()), "remark:")


def final_form(
    audits: Iterable[Audit], items: Iterable[Item], notes: Mapping[str, NoteRow], seed: int
) -> Iterator[str]:
    """Yield the lines of a form with the notes on what has a first verdict, and on nothing else.

    :param audits: the first verdicts of the draw
    :param items: what is in the book now; of what has changed since the notes are not known
    """
    known = {(item.sha256, item.kind): item for item in items}
    yield from (ADVICE[FINAL], f"form: {FINAL}", f"seed: {seed}")
    for audit in audits:
        fields = printed(audit.kind, audit.page, audit.standing, audit.note, audit.sentence)
        yield from _opened(audit.id, fields, seed)
        facts = (audit.verdict, f"seen: {audit.seen}", audit.grade and f"grade {audit.grade}")
        yield f"judged: {'; '.join(filter(None, (*facts, audit.remark)))}"
        item = known.get((audit.sha256, audit.kind))
        if item is None:
            yield "notes: not known, since the book does not have this text any more"
        else:
            yield "notes:"
            for place, found in notes_of(item, notes):
                yield f"  {place}"
                for note in found:
                    yield from (f"{_DEEPER}{line}" for line in note_lines(note))
        yield from ("final:", "seen:", "remark:")


def _opened(name: str, fields: Mapping[str, str], seed: int) -> Iterator[str]:
    """Yield an empty line, the head of an item, and the fields that are recorded as printed."""
    yield from ("", head(str(seed), name, fields))
    yield from (f"{field}: {text}" for field, text in fields.items())


def note_lines(note: NoteRow) -> Iterator[str]:
    """Yield what a note says and where, and its caveat with the answer to it."""
    place = f" ({note['place']})" if note["place"] else ""
    yield f"{note['id']}{place}: {note['says']}"
    if note["caveat"]:
        yield f"  caveat [{note.get('answer') or 'no answer'}]: {note['caveat']}"


def work_lines(key: str, works: Mapping[str, Work]) -> Iterator[str]:
    """Yield author, title and date of a work, and the addresses of it and of its linked copies."""
    if key in works:
        yield _reference(works[key])
        yield from address_lines(key, works)
    else:
        yield f"{key} is not in the list of sources of this book"


def address_lines(key: str, works: Mapping[str, Work]) -> Iterator[str]:
    """Yield the addresses of a work and of its linked copies, or else the works that report it."""
    work = works.get(key, {})
    addresses = {"": work.get("URL"), "doi": work.get("DOI") and f"https://doi.org/{work['DOI']}"}
    yield from (address for address in addresses.values() if address)
    custom = work.get("custom", {})
    for copy in custom.get("copies", ()):
        if copy.get("URL") and copy["URL"] != work.get("URL"):
            language = f" ({copy['language']})" if copy.get("language") else ""
            yield f"{COPIES.get(copy['kind'], copy['kind'])}{language}: {copy['URL']}"
    for other in custom.get("known-from", ()):
        yield f"known through {other}:"
        yield from (f"  {line}" for line in work_lines(other, works))


def _reference(work: Work) -> str:
    names = [_name(name) for name in work.get("author", ())]
    parts = [", ".join(names), f"“{work['title']}”", work.get("container-title", "")]
    parts += [work.get("number", ""), _date(work)]
    return ", ".join(part for part in parts if part)


def _name(name: Mapping[str, str]) -> str:
    whole = " ".join(filter(None, (name.get("given"), name.get("family"), name.get("suffix"))))
    return name.get("literal", whole)


def _date(work: Mapping[str, Any]) -> str:
    parts = work.get("issued", {}).get("date-parts", [[]])[0]
    iso = "-".join(f"{part:02}" for part in parts)
    return format_date(iso) if iso else "no date"
