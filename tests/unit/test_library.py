"""The library of works: how a place was read, which notes a citation reaches, and its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_evidence.sources.library import Library, Moved
from sphinx_evidence.sources.library_tables import check_library, read_library
from sphinx_evidence.sources.model import BASES, read_sources
from sphinx_evidence.sources.pinpoints import parse_pinpoint, parse_pinpoints
from sphinx_evidence.sources.roles import parse_citations
from sphinx_evidence.sources.vocabulary import GENERAL

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_evidence.sources.model import Citation

pybtex = pytest.importorskip("pybtex.database")

BIB = """
@report{un2014inquiry, title = {A}, tier = {court}, publisher = {un}, basis = {inquiry}}
@article{gazette2014story, title = {B}, tier = {news}, publisher = {gazette}, basis = {none}}
@report{watch2015lost, title = {C}, tier = {ngo}, publisher = {watch}, basis = {testimony}}
"""
COPIES = """\
id,work,kind,language,url,unlinked,safety,read,date
un2014inquiry-1,un2014inquiry,mirror,en,https://a.example/1,,,opening; paras 40–45,2026-11-24
un2014inquiry-2,un2014inquiry,original,en,https://un.example/1,,,para. 80,2026-11-24
gazette2014story-1,gazette2014story,original,en,https://gazette.example/1,,,whole,2026-11-24
"""
ACCOUNT = "watch2015lost,gazette2014story\n"
ACCOUNTS = f"work,by\n{ACCOUNT}"
NOTES = """\
id,work,place,says,caveat,observer,basis,copy,date,witnesses,answer
n-1,un2014inquiry,paras 40–42,It counted boats.,,,,un2014inquiry-1,2026-11-24,,
n-2,un2014inquiry,para. 80,It asked for more.,by mail,,document,un2014inquiry-2,2026-11-24,,shown
n-3,gazette2014story,,The report lists losses.,,watch,,,2026-11-24,residents,
"""
OLD = "un2014old,un2014inquiry,reference/old,\n"
MOVED = f"key,work,page,title\n{OLD}"
PUBLISHERS = {"un", "gazette", "watch"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the tables of a small library."""
    tables = {"copies": COPIES, "accounts": ACCOUNTS, "notes": NOTES, "moved-sources": MOVED}
    for name, text in tables.items():
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    return tmp_path


def library(folder: Path) -> Library:
    """The library in a folder, which reads without a problem."""
    works = read_sources(pybtex.parse_string(BIB, "bibtex").entries)
    result, problems = read_library(folder, works)
    assert problems == []
    return result


def messages(folder: Path) -> list[str]:
    """The messages about a library, with the names and lines of its files."""
    works = read_sources(pybtex.parse_string(BIB, "bibtex").entries)
    result, problems = read_library(folder, works)
    problems += check_library(result, folder, PUBLISHERS, edition="2026-11-30")
    return [str(problem).removeprefix(f"{folder}/") for problem in problems]


def cite(text: str) -> Citation:
    """The one citation in the text of a role."""
    ((citation,), problems) = parse_citations(text)
    assert not problems
    return citation


@pytest.mark.parametrize(
    ("outer", "inner", "holds", "overlaps"),
    [
        ("paras 40–45", "para. 42", True, True),
        ("paras 40–45", "paras 44–46", False, True),
        ("para. 7", "para. 7(a)", True, True),
        ("para. 7(a)", "para. 7", False, True),
        ("para. 7(a)", "para. 7(b)", False, False),
        ("para. 42", "p. 42", False, False),
        ("arts 31, 33", "art. 33", True, True),
        ("arts 31 and 33", "art. 32", False, False),
        ("p. iv", "p. 4", True, True),
        ("art. 280A", "art. 280", False, False),
        ("paras 9–10", "para. 100", False, False),
    ],
)
def test_one_place_is_in_another(outer: str, inner: str, holds: bool, overlaps: bool) -> None:
    assert parse_pinpoint(outer).holds(parse_pinpoint(inner)) is holds
    assert parse_pinpoint(outer).overlaps(parse_pinpoint(inner)) is overlaps


def test_several_places_are_separated_by_semicolons() -> None:
    assert [str(one) for one in parse_pinpoints("paras 1–2; art. 3")] == [
        "paras\N{NO-BREAK SPACE}1–2",
        "art.\N{NO-BREAK SPACE}3",
    ]


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("un2014inquiry", "original"),
        ("un2014inquiry{para. 42}", "copy"),
        ("un2014inquiry{para. 80}", "original"),
        ("gazette2014story{p. 3}", "original"),
        ("watch2015lost", "account"),
        ("unknown2000key", "original"),
    ],
)
def test_the_copy_that_holds_the_place_says_how_it_was_read(
    folder: Path, text: str, reading: str
) -> None:
    assert library(folder).reading(cite(text)) == reading


@pytest.mark.parametrize(
    ("text", "chosen", "ids"),
    [
        ("un2014inquiry", (), ["n-1", "n-2"]),
        ("un2014inquiry{para. 41}", (), ["n-1"]),
        ("un2014inquiry{para. 41}", ("n-2",), ["n-2"]),
        ("un2014inquiry{para. 60}", (), []),
        ("watch2015lost", (), ["n-3"]),
    ],
)
def test_a_citation_reaches_the_notes_on_its_place(
    folder: Path, text: str, chosen: tuple[str, ...], ids: list[str]
) -> None:
    assert [note.id for note in library(folder).notes_for(cite(text), chosen)] == ids


def test_observer_and_basis_come_from_the_note_and_else_from_the_work(folder: Path) -> None:
    books = library(folder)
    (one,) = books.testimonies([cite("un2014inquiry{para. 41}")])
    assert (one.observer, one.basis, one.tier, one.reading) == ("un", "inquiry", "court", "copy")
    (two,) = books.testimonies([cite("un2014inquiry{para. 80}")])
    assert (two.observer, two.basis, two.reading) == ("un", "document", "original")
    (relay,) = books.testimonies([cite("gazette2014story")])
    assert (relay.observer, relay.is_relay) == ("watch", True)
    assert (two.witnesses, relay.witnesses) == ("", "residents")


def test_a_work_known_by_an_account_counts_once_with_the_tier_of_the_account(folder: Path) -> None:
    found = library(folder).testimonies([cite("watch2015lost"), cite("gazette2014story")])
    assert {one.observer for one in found} == {"watch"}
    assert {one.tier for one in found} == {"news"}
    assert {one.reading for one in found} == {"account", "original"}


def test_of_several_accounts_the_one_that_a_note_was_read_in_comes_first(folder: Path) -> None:
    more = f"{ACCOUNTS}watch2015lost,un2014inquiry\n"
    (folder / "accounts.csv").write_text(more, "utf-8")
    reports = library(folder).reports_of("watch2015lost")
    assert [work.key for work in reports] == ["gazette2014story", "un2014inquiry"]
    note = "n-4,watch2015lost,,It lists losses.,,,,un2014inquiry,2026-11-24,,\n"
    (folder / "notes.csv").write_text(NOTES + note, "utf-8")
    reports = library(folder).reports_of("watch2015lost")
    assert [work.key for work in reports] == ["un2014inquiry", "gazette2014story"]


def test_a_former_key_leads_to_the_work(folder: Path) -> None:
    books = library(folder)
    assert books.canonical(cite("un2014old{para. 41}")) == cite("un2014inquiry{para. 41}")
    moved = Library(books.works, moved=(Moved("un2014inquiry", "un2014inquiry", "a/b"),))
    assert moved.canonical(cite("un2014inquiry")).key == "un2014inquiry"


def test_without_tables_every_work_counts_as_read(folder: Path) -> None:
    books = Library(library(folder).works)
    assert books.reading(cite("watch2015lost")) == "original"
    assert [one.observer for one in books.testimonies([cite("watch2015lost")])] == ["watch"]


def test_a_library_in_order_has_no_message(folder: Path) -> None:
    assert messages(folder) == []


@pytest.mark.parametrize(
    ("table", "before", "after", "message"),
    [
        ("copies", "mirror", "scan", "copies.csv:2: un2014inquiry-1: the kind 'scan' is unknown"),
        ("copies", "paras 40–45", "some of it", "copies.csv:2: un2014inquiry-1: the pinpoint"),
        ("copies", "opening; paras 40–45", "", "un2014inquiry-1: 'read' is empty"),
        ("copies", "https://a.example/1,,", "https://a.example/1,,person", "has an address"),
        ("copies", "https://a.example/1,,", ",,", "give either the address in 'url'"),
        ("copies", "https://a.example/1", "ftp://a.example/1", "is not an address that begins"),
        ("copies", "whole,2026-11-24", "whole,2026-02-30", "is not a day such as"),
        ("copies", "un2014inquiry-2,", "un2014inquiry-1,", "is used twice"),
        ("copies", "-2,un2014inquiry", "-2,un2014inquire", "did you mean 'un2014inquiry'?"),
        ("copies", "paras 40–45", "paras 44–45", "notes.csv:2: n-1: no copy of 'un2014inquiry'"),
        ("accounts", "watch2015lost,gazette2014story", "watch2015lost,watch2015lost", "a circle"),
        ("accounts", "watch2015lost,", "un2014inquiry,", "watch2015lost: nothing says how"),
        ("accounts", "gazette2014story", "gazette2014stor", "did you mean 'gazette2014story'?"),
        ("notes", "n-3,", "N3,", "is not lower-case words with hyphens"),
        ("notes", "n-3,", "n-1,", "the id 'n-1' is used twice"),
        ("notes", "It counted boats.", "", "notes.csv:2: n-1: 'says' is empty"),
        ("notes", ",watch,", ",wach,", "the observer 'wach' is not in the table"),
        ("notes", ",document,", ",rumour,", "the basis 'rumour' is unknown"),
        (
            "notes",
            "2026-11-24,,\n",
            "2026-11-24,exiles,\n",
            "the witnesses 'exiles' are",
        ),
        ("notes", "un2014inquiry-2,2026", "un2014inquiry-9,2026", "is neither a copy of"),
        ("notes", ",,shown", ",,", "the caveat has the answer '': write sentence (it belongs"),
        ("notes", ",,shown", ",,waived:", "the caveat has the answer 'waived:'"),
        ("notes", "24,,\n", "24,,shown\n", "there is an answer 'shown' and no caveat"),
        ("notes", "para. 80", "page eighty", "notes.csv:3: n-2: the pinpoint {page eighty}"),
        ("notes", "2026-11-24,,\n", "2199-01-01,,\n", "n-1: the date 2199-01-01 is after 2026"),
        ("notes", "paras 40–42", "paras 42–40", "has a range that ends before it begins"),
        ("copies", "whole,2026", "whole,2199", "the date 2199-11-24 is after 2026"),
        ("copies", "mirror,en", "mirror,english", "the language 'english' is not a tag such as"),
        ("copies", "mirror,en", "mirror,", "the language '' is not a tag such as en, ko"),
        ("copies", "a.example/1", "a.example/<b>", "has <: write %3C instead"),
        ("accounts", ACCOUNTS, ACCOUNTS + ACCOUNT, "accounts.csv:3: that 'gazette2014story' repo"),
        (
            "accounts",
            ACCOUNTS,
            f"{ACCOUNTS}gazette2014story,watch2015lost\n",
            "accounts.csv:2: watch2015lost < gazette2014story < watch2015lost report each other in",
        ),
        ("moved-sources", "un2014inquiry,", "un2014nothing,", "no work has the key"),
        ("moved-sources", "un2014old", "x-<svg>", "the key 'x-<svg>' is not a name, a year"),
        ("moved-sources", "reference/old", "../../escape", "'../../escape' is no page"),
        ("moved-sources", MOVED, MOVED + OLD, "csv:3: un2014old: it has a row for reference/old"),
        ("moved-sources", "un2014old", "gazette2014story", "it is in the bibliography: delete"),
    ],
)
def test_each_mistake_in_a_table_has_a_message(
    folder: Path, table: str, before: str, after: str, message: str
) -> None:
    path = folder / f"{table}.csv"
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")
    assert any(message in one for one in messages(folder)), messages(folder)


@pytest.mark.parametrize(
    ("table", "before", "after", "message"),
    [
        ("copies", ",original,en,https://un", ",Original,en,https://un", "the kind 'Original' is"),
        ("notes", ",document,", ",Document,", "the basis 'Document' is unknown"),
        ("notes", ",residents,", ",Residents,", "the witnesses 'Residents' are"),
    ],
)
def test_a_word_with_a_capital_is_one_message_and_is_not_used(
    folder: Path, table: str, before: str, after: str, message: str
) -> None:
    path = folder / f"{table}.csv"
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")
    works = read_sources(pybtex.parse_string(BIB, "bibtex").entries)
    result, (problem,) = read_library(folder, works)
    assert message in problem.message
    citations = [cite("un2014inquiry{para. 80}"), cite("gazette2014story")]
    assert [result.reading(citation) for citation in citations] == ["original", "original"]
    found = result.testimonies(citations)
    assert {one.basis for one in found} <= {*BASES}
    assert {one.witnesses for one in found} <= {"", *GENERAL.witnesses}
