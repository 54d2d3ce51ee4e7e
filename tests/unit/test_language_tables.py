"""The tables of languages and of translations, and what a page says of itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sphinx_evidence.core.languages import COLUMNS, ENGLISH, read_languages
from sphinx_evidence.translations.catalogs import Catalog, Message, State
from sphinx_evidence.translations.places import Place
from sphinx_evidence.translations.reviews import (
    COLUMNS as OF_REVIEWS,
)
from sphinx_evidence.translations.reviews import (
    digest,
    made_words,
    read_reviews,
    state_words,
    unknown,
)
from sphinx_evidence.translations.standing import standing

if TYPE_CHECKING:
    from pathlib import Path

KOREAN = "ko,ko,ko,한국어,강,offered"


def table(path: Path, columns: tuple[str, ...], *rows: str) -> Path:
    """Write a table."""
    path.write_text("\n".join([",".join(columns), *rows, ""]), "utf-8")
    return path


def test_languages_have_a_folder_and_a_prefix(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", COLUMNS, KOREAN, "zh-hans,zh-Hans,zh_CN,中文,河,planned")
    languages, problems = read_languages(path)
    assert problems == []
    assert [(one.prefix, one.is_offered) for one in languages] == [
        ("ko/", True),
        ("zh-hans/", False),
    ]
    assert (ENGLISH.prefix, ENGLISH.is_offered) == ("", True)
    assert read_languages(tmp_path / "none.csv") == ((), [])


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            KOREAN.replace("offered", "soon"),
            "the state 'soon' is unknown: write offered or planned",
        ),
        (KOREAN.replace("ko,ko,ko", "ko,Korean,ko"), "the tag 'Korean' is none"),
    ],
)
def test_a_language_that_cannot_be_read_is_named(tmp_path: Path, row: str, message: str) -> None:
    languages, (problem,) = read_languages(table(tmp_path / "a.csv", COLUMNS, row))
    assert languages == ()
    assert problem.line == 2
    assert problem.message.startswith(message)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["fr,a,,,,,"], "no language has the folder 'fr'"),
        (["ko,a,,,,,", "ko,a,,,,,"], "'a' stands twice"),
        (["ko,a,,,,May,"], "the date 'May' is no day"),
        (["ko,a,,,Reed,2026-11-30,"], "a review has a date and a checksum"),
    ],
)
def test_a_review_that_cannot_be_read_is_named(
    tmp_path: Path, rows: list[str], message: str
) -> None:
    path = table(tmp_path / "a.csv", OF_REVIEWS, *rows)
    _found, (problem,) = read_reviews(path, {"ko"})
    assert problem.line == 1 + len(rows)
    assert problem.message.startswith(message)


def test_a_page_is_written_when_what_is_due_first_is_done() -> None:
    """What is older than the English counts, since the page says so."""
    places = [Place(f"m{n}", "text in", "", "", 1 if n < 20 else 3) for n in range(40)]
    places.append(Place("m39", "claim", "c", "", 1))
    shown = {f"m{n}": Message(n, f"m{n}", "x", State.CURRENT) for n in range(19)}
    old = {"m39": Message(39, "m39", "x", State.STALE)}
    found = standing(places, Catalog(shown, old))
    assert (found.first, found.first_done, found.total, found.shown, found.stale) == (
        *(21, 20, 40, 19),
        1,
    )
    assert found.is_written  # 95.2 percent
    assert not standing(places, Catalog(shown, {})).is_written
    assert not standing([], Catalog({}, {})).is_written
    assert found.share == 47


def test_a_page_says_what_has_changed_since_its_review(tmp_path: Path) -> None:
    message = Message(1, "It froze.", "얼었다.", State.CURRENT)
    seal = digest([message])
    row = f"ko,a,2026.1,Alder,Reed,2026-11-30,{seal}"
    reviews, problems = read_reviews(table(tmp_path / "a.csv", OF_REVIEWS, row), {"ko"})
    assert problems == []
    whole = standing(
        [Place("It froze.", "heading", "", "", 1)], Catalog({"It froze.": message}, {})
    )
    said = state_words(reviews["ko", "a"], whole, changed=False, translate=str)
    assert said == [
        "Translated from the English of edition 2026.1",
        *("translated by Alder", "reviewed by Reed, 30 November 2026", "100 per cent of the page"),
    ]
    assert "changed since the review" in state_words(
        reviews["ko", "a"], whole, changed=True, translate=str
    )
    other = Message(1, "It froze.", "얼었었다.", State.CURRENT)
    assert digest([other]) != seal


def test_what_is_said_of_many_pages_counts_drafts_and_reviews() -> None:
    draft = unknown(ENGLISH, "a")
    one, two = replace(draft, translators="machine"), replace(draft, reviewers="Reed")
    first = "pages translated from the English: 2"
    read = "reviewed by a native speaker: 1"
    assert made_words([one, two], str) == (first, "drafts by a machine: 1", read)
    assert made_words([one, one], str)[2] == "no native speaker has reviewed this yet"
