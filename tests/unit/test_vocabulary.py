"""The words of a book for the kinds of its sources and for the people who were asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pybtex.database import parse_string

from sphinx_evidence.claims.grading import exclusion_reason
from sphinx_evidence.sources.formats import source_csl
from sphinx_evidence.sources.library import Library
from sphinx_evidence.sources.model import Citation, read_sources
from sphinx_evidence.sources.reference import standing
from sphinx_evidence.sources.vocabulary import (
    GENERAL,
    OTHER,
    Role,
    SourceKind,
    Vocabulary,
    read_vocabulary,
)

if TYPE_CHECKING:
    from pathlib import Path

KINDS = """\
tier,name,role
act,Acts,record
paper,Papers,study
sheet,News sheets,press
song,Songs,background
"""
GROUPS = "name,tiers\nPapers,paper\nThe rest,act;song\n"
WITNESSES = "id,name\nfishers,people who fish\nfarmers,people who farm\n"
TABLES = {"source-kinds": KINDS, "source-groups": GROUPS, "witnesses": WITNESSES}


def read(folder: Path, tables: dict[str, str]) -> tuple[Vocabulary, list[str]]:
    """Return the words in some tables, and the messages about them."""
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    words, problems = read_vocabulary(folder)
    return words, [str(problem).removeprefix(f"{folder}/") for problem in problems]


def test_a_book_without_tables_has_general_words(tmp_path: Path) -> None:
    assert read(tmp_path, {}) == (GENERAL, [])
    assert read_vocabulary(None) == (GENERAL, [])
    listed = [tier for tiers in GENERAL.groups.values() for tier in tiers]
    assert sorted(listed) == sorted(GENERAL.kinds)


def test_a_book_has_its_own_words(tmp_path: Path) -> None:
    words, messages = read(tmp_path, TABLES)
    assert messages == []
    assert [*words.kinds] == ["act", "paper", "sheet", "song"]
    assert words.kind("sheet") == SourceKind("sheet", "News sheets", Role.PRESS)
    assert words.groups == {"Papers": ("paper",), "The rest": ("act", "song")}
    assert words.witnesses == {"fishers": "people who fish", "farmers": "people who farm"}


def test_each_table_may_be_missing(tmp_path: Path) -> None:
    words, messages = read(tmp_path, {"source-kinds": KINDS})
    assert messages == []
    assert words.witnesses == GENERAL.witnesses
    assert [*words.groups] == ["Acts", "Papers", "News sheets", "Songs"]
    words, _messages = read(tmp_path, {"source-kinds": KINDS.replace("News sheets", "Papers")})
    assert words.groups["Papers"] == ["paper", "sheet"]


@pytest.mark.parametrize(
    ("table", "before", "after", "message"),
    [
        ("source-kinds", "tier,name", "id,name", "source-kinds.csv:1: the first line must be"),
        ("source-kinds", "press", "paper", "csv:4: the role 'paper' is unknown: use one of record"),
        ("source-kinds", "News sheets", "", "csv:4: the tier or the name or the role is missing"),
        ("source-kinds", "sheet,", "paper,", "csv:4: the tier 'paper' is used twice: delete one"),
        ("source-kinds", "act,Acts", "Act of,Acts", "csv:2: the tier 'Act of' is not lower-case"),
        ("source-kinds", KINDS, "tier,name,role\n", "csv:1: the table has no rows: add some, or"),
        ("source-groups", "act;", "acts;", "csv:3: no kind of source has the tier 'acts': use act"),
        ("source-groups", "The rest", "Papers", "csv:3: the group 'Papers' has a row above"),
        ("source-groups", "act;", "paper;", "csv:3: the tier 'paper' is in a group above"),
        ("source-groups", "act;song", "", "csv:3: the name or the tiers are missing"),
        ("witnesses", "people who farm", "", "witnesses.csv:3: the id or the name is missing"),
        ("witnesses", WITNESSES, "id,name\n", "witnesses.csv:1: the table has no rows"),
    ],
)
def test_each_mistake_is_one_message(
    tmp_path: Path, table: str, before: str, after: str, message: str
) -> None:
    assert before in TABLES[table]
    words, (found,) = read(tmp_path, TABLES | {table: TABLES[table].replace(before, after, 1)})
    assert message in found
    assert not words.is_complete
    assert words.kinds
    assert words.witnesses


BIB = """
@article{boat2001oar, author = {Oar, Ann}, title = {A}, tier = {paper}, publisher = {press}}
@article{boat2002sail, author = {Sail, Ann}, title = {B}, tier = {sheet}, publisher = {daily}}
@misc{boat2003song, title = {C}, tier = {song}, publisher = {choir}}
@misc{boat2004map, title = {D}, tier = {map}, publisher = {office}}
"""


def test_the_role_of_a_kind_says_what_it_is_as_evidence(tmp_path: Path) -> None:
    words, _messages = read(tmp_path, TABLES)
    entries = parse_string(BIB, "bibtex").entries
    works = read_sources(entries, words)
    library = Library(works, vocabulary=words)
    assert [work.observer for work in works.values()] == ["Ann Oar", "daily", "choir", "office"]
    kinds = [source_csl(work, entries[key], library)["type"] for key, work in works.items()]
    assert kinds == ["article-journal", "article-newspaper", "document", "document"]

    def counted(key: str) -> bool:
        (testimony,) = library.testimonies([Citation(key)])
        return not exclusion_reason(testimony)

    assert [counted(key) for key in works] == [True, True, False, True]


def test_what_is_in_no_group_stands_under_other(tmp_path: Path) -> None:
    words, _messages = read(tmp_path, TABLES)
    works = read_sources(parse_string(BIB, "bibtex").entries, words)
    found = [
        (heading, [one.key for one in group]) for heading, group in words.grouped(works.values())
    ]
    assert found == [
        ("Papers", ["boat2001oar"]),
        ("The rest", ["boat2003song"]),
        (OTHER, ["boat2002sail", "boat2004map"]),
    ]


def test_a_source_without_a_kind_has_no_empty_word_for_it() -> None:
    (bare,) = read_sources(
        parse_string("@misc{a2001b, publisher = {x}}", "bibtex").entries
    ).values()
    assert standing(bare, {"x": "The Press"}) == "published by The Press"
