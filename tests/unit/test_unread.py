"""Works that were not read in the original: what rests on them, and what to look for in them."""

from __future__ import annotations

from pybtex.database import parse_string

from sphinx_evidence.core.records import Dependent
from sphinx_evidence.sources.copies import Copy
from sphinx_evidence.sources.library import Account, Library
from sphinx_evidence.sources.model import Occurrence, read_sources
from sphinx_evidence.sources.notes import Note
from sphinx_evidence.sources.pinpoints import parse_pinpoint, parse_pinpoints
from sphinx_evidence.sources.reference import make_labels
from sphinx_evidence.sources.roles import parse_citations
from sphinx_evidence.sources.unread import SEVERAL, Place, unread_works

KEYS = ("asher2001", "bell2002", "cole2003", "dunn2004")
BIB = "\n".join(
    f"@misc{{{key}, author = {{{key.title()[:-4]}, Ann}}, title = {{T}}, year = {{{key[-4:]}}}}}"
    for key in KEYS
)
WORKS = read_sources(parse_string(BIB, "bibtex").entries)
LABELS = make_labels(WORKS.values())


def copy(work, kind, places="", *extents):
    """Return a copy of a work of which some places were read."""
    return Copy(f"{work}-{kind}", work, kind, extents=extents, places=parse_pinpoints(places))


def note(work, line, place, says):
    """Return a note; those of a table are told apart by their lines."""
    where = parse_pinpoint(place) if place else None
    return Note(f"n-{line}", work, where, says, line=line)


def library(copies=(), notes=(), accounts=()):
    """Return a library of rows in the order of their tables."""

    def by_work(rows):
        return {key: tuple(row for row in rows if row.work == key) for key in KEYS}

    return Library(
        WORKS,
        copies=by_work(copies),
        notes=by_work(notes),
        accounts=by_work(accounts),
        has_tables=True,
    )


MIRRORS = tuple(copy(key, "mirror", "", "whole") for key in KEYS)


def cited(*texts, docname="a"):
    """Return the citations of a page, each in a group and a paragraph of its own."""
    found = {}
    for number, text in enumerate(texts, 1):
        for one in parse_citations(text)[0]:
            place = Occurrence(docname, "", f"cite-{number}", number, one)
            found.setdefault(one.key, []).append(place)
    return found


def unread(books, found, claims=()):
    """Return the unread works of a book with some claims."""
    return unread_works(
        books, found, lambda key: [claim for claim in claims if claim.key == key], LABELS
    )


def claim(key, number, *, main=False):
    """Return a claim that rests on a work by one citation group."""
    name = f"claim-{number}"
    return Dependent(key, "a", name, name, "", is_main=main, groups=(f"cite-{number}",))


def test_main_claims_weigh_more_than_claims_and_these_more_than_citations():
    texts = ["asher2001", "bell2002", "bell2002", "cole2003", "dunn2004", "dunn2004", "dunn2004"]
    claims = [
        claim("cole2003", 4, main=True),
        claim("bell2002", 2),
        claim("bell2002", 3),
        claim("dunn2004", 5),
    ]
    works = unread(library(MIRRORS), cited(*texts), claims)
    assert [(work.key, work.weight) for work in works] == [
        ("cole2003", (1, 1, 1)),
        ("bell2002", (0, 2, 2)),
        ("dunn2004", (0, 1, 3)),
        ("asher2001", (0, 0, 1)),
    ]


def test_equals_stand_by_label_whatever_cites_them_first():
    for texts in (KEYS, KEYS[::-1]):
        works = unread(library(MIRRORS), cited(*texts))
        assert [work.key for work in works] == list(KEYS)


def test_main_claims_stand_before_others():
    claims = [claim("asher2001", 1), claim("asher2001", 2, main=True)]
    (work,) = unread(library(MIRRORS), cited("asher2001", "asher2001"), claims)
    assert [one.anchor for one in work.claims] == ["claim-2", "claim-1"]


def test_a_work_carries_weight_by_a_main_claim_or_by_several_paragraphs():
    texts = ["asher2001", *["bell2002"] * SEVERAL, *["cole2003"] * (SEVERAL - 1)]
    main = [claim("asher2001", 1, main=True), claim("cole2003", len(texts))]
    works = unread(library(MIRRORS), cited(*texts), main)
    assert [work.key for work in works if work.carries_weight] == ["asher2001", "bell2002"]
    assert len(works) == 3


def test_citations_in_one_paragraph_or_in_none_are_not_several_paragraphs():
    (text,) = cited("asher2001").values()
    again = [Occurrence("a", "", f"cite-{n}", n % 2, text[0].citation) for n in range(9)]
    (work,) = unread(library(MIRRORS), {"asher2001": again})
    assert (work.citations, work.paragraphs) == (9, 1)


def test_what_was_read_in_the_original_does_not_count():
    copies = [
        copy("asher2001", "original", "paras 1–9"),
        copy("asher2001", "excerpt", "paras 20–29"),
        copy("bell2002", "original", "", "whole"),
    ]
    notes = [
        note("asher2001", 1, "para. 2", "Seen."),
        note("asher2001", 2, "para. 21", "Not seen."),
    ]
    texts = ["asher2001{para. 2}", "asher2001{para. 21}", "asher2001{paras 2, 21}", "bell2002"]
    claims = [claim("asher2001", 1, main=True), claim("asher2001", 2)]
    (work,) = unread(library(copies, notes), cited(*texts), claims)
    assert (work.key, work.weight, work.readings) == ("asher2001", (0, 1, 2), ("copy",))
    assert work.places == (Place(parse_pinpoint("para. 21"), ("Not seen.",)),)


def test_places_are_those_of_the_notes_and_the_one_without_a_number_is_last():
    notes = [
        note("asher2001", 1, "", "It was wet."),
        note("asher2001", 2, "p. 12", "It rained."),
        note("asher2001", 3, "pp. 3–4", "It snowed."),
        note("asher2001", 4, "p. 12", "It stopped."),
    ]
    texts = ["asher2001", "asher2001{pp. 4, 40}"]
    (work,) = unread(library(MIRRORS, notes), cited(*texts))
    assert [(str(one.pinpoint or ""), one.says) for one in work.places] == [
        ("pp.\N{NO-BREAK SPACE}3–4", ("It snowed.",)),
        ("p.\N{NO-BREAK SPACE}12", ("It rained.", "It stopped.")),
        ("p.\N{NO-BREAK SPACE}40", ()),
        ("", ("It was wet.",)),
    ]
    assert len(work.pinpoints) == 3


def test_only_notes_that_a_citation_reaches_are_looked_for():
    notes = [note("asher2001", 1, "p. 1", "One."), note("asher2001", 2, "p. 2", "Two.")]
    (work,) = unread(library(MIRRORS, notes), cited("asher2001{p. 2}"))
    assert [one.says for one in work.places] == [("Two.",)]


def test_a_work_without_a_note_has_a_place_to_be_found():
    (work,) = unread(library(MIRRORS), cited("asher2001"))
    assert work.places == (Place(None),)


def test_the_places_of_an_account_are_not_those_of_the_work():
    notes = [note("bell2002", 1, "p. 8", "Asher counted boats.")]
    books = library(MIRRORS[1:], notes, [Account("asher2001", "bell2002")])
    (work,) = unread(books, cited("asher2001"))
    assert work.readings == ("account",)
    assert work.places == (Place(None, ("Asher counted boats.",)),)


def test_a_claim_on_another_page_or_by_another_citation_does_not_rest_on_it():
    copies = [copy("asher2001", "original", "p. 1"), copy("asher2001", "mirror", "p. 2")]
    texts = ["asher2001{p. 1}", "asher2001{p. 2}"]
    elsewhere = Dependent("asher2001", "b", "there", "", "", is_main=True, groups=("cite-2",))
    claims = [claim("asher2001", 1, main=True), elsewhere]
    (work,) = unread(library(copies), cited(*texts), claims)
    assert work.claims == ()


def test_unknown_keys_are_left_out():
    assert unread(library(MIRRORS), cited("nobody1999")) == []
