"""Voices: one person's account, with whose it is, what it does not show, and a way to withdraw."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from html5lib import parse

from conftest import LIBRARY, page

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Built

COLUMNS = (
    *("id", "name", "name_kind", "told_to", "forum", "date", "stands_for", "not_for", "dispute"),
    *("adults_only", "no_sexual_violence", "no_third_person", "no_routes", "not_withdrawn"),
    *("checked", "withdrawn", "sources"),
)
ROW = {
    **{"id": "a-miller-1908", "name": "Ada Miller", "name_kind": "adopted"},
    **{"told_to": "an inquiry of the Crown", "forum": "un", "date": "1908-03"},
    **{
        "stands_for": "one miller",
        "not_for": "the drowned",
        "dispute": "The Mill denies it.",
    },
    **dict.fromkeys(COLUMNS[9:14], "yes"),
    **{"checked": "2026-11-30", "withdrawn": "", "sources": "hrw2008denied"},
}
TEXT = "The river took the wheel, Ada Miller said, and then the house, and nobody came. " * 3
RESOURCE = {
    **{"name": "voices", "title": "Voices", "description": "Who spoke.", "path": "voices.csv"},
    "schema": {
        "primaryKey": ["id"],
        "fields": [
            {"name": name, "title": name, "type": "list" if name == "sources" else "string"}
            for name in COLUMNS
        ],
    },
}


def files(*rows: dict[str, str], text: str = TEXT, blocks: int = 1) -> dict[str, str]:
    """Return a book with voices on one page, and their rows."""
    lines = [",".join(COLUMNS), *(",".join(row[name] for name in COLUMNS) for row in rows)]
    body = f":::{{voice}} a-miller-1908\n{text}{{cite:p}}`hrw2008denied`.\n:::\n\n" * blocks
    return LIBRARY | {
        "data/datapackage.json": json.dumps({"name": "x", "resources": [RESOURCE]}),
        "data/voices.csv": "\n".join(lines) + "\n",
        "flood.md": page("flood", body, "The flood"),
    }


def warnings(built: Built) -> list[str]:
    """Return the warnings on voices."""
    return [line for line in built.warnings if "[evidence.malformed-voice]" in line]


def test_a_voice_says_whose_it_is_and_what_it_does_not_show(book: Callable[..., Built]) -> None:
    built = book(files(ROW), builder="html", evidence_edition_date="2026-11-24")
    assert warnings(built) == []
    tree = parse(built.html("flood"), namespaceHTMLElements=False)
    (block,) = (node for node in tree.iter("div") if node.get("class") == "voice")
    assert block.get("id") == "a-miller-1908"
    first, _text, last = (" ".join("".join(node.itertext()).split()) for node in block.iter("p"))
    assert first == ("Ada Miller (a name taken for safety) · an inquiry of the Crown · March 1908")
    assert last.startswith(
        "One account, no measure of how often. It stands for one miller, not for the drowned. "
        "The Mill denies it."
    )
    citation = (built.root / "_build/html/id/a-miller-1908/cite.bib").read_text("utf-8")
    assert "Account of Ada Miller" in citation


def test_a_voice_has_no_number_no_card_and_no_answer_of_the_search(
    book: Callable[..., Built],
) -> None:
    built = book(files(ROW), builder="html")
    assert 'class="paragraph-number"' not in built.html("flood")
    domain = built.app.env.domains["voice"]
    assert dict(domain.cards()) == {}
    assert list(domain.search_entries()) == []


def test_a_withdrawn_voice_leaves_its_id_and_neither_name_nor_words(
    book: Callable[..., Built],
) -> None:
    empty = dict.fromkeys(COLUMNS, "") | {"id": "a-miller-1908", "withdrawn": "2027-02-01"}
    given = files(empty)
    given["flood.md"] = page("flood", ":::{voice} a-miller-1908\n:::\n", "The flood")
    built = book(given, builder="html")
    assert warnings(built) == []
    html = built.html("flood")
    assert 'id="a-miller-1908"' in html
    assert "was withdrawn on 1 February 2027" in html
    found = [path for path in (built.root / "_build/html").rglob("*") if path.is_file()]
    assert [path for path in found if b"Ada Miller" in path.read_bytes()] == []


@pytest.mark.parametrize(
    ("row", "text", "message"),
    [
        (ROW | {"no_routes": ""}, TEXT, "answer by yes, no_routes"),
        (ROW | {"not_for": ""}, TEXT, "may not stand: fill in, or answer by yes, not_for"),
        (ROW | {"id": "other"}, TEXT, "has no row: add one"),
        (ROW | {"sources": "hrw2012more"}, TEXT, "cites hrw2008denied, which its row has not"),
        (ROW, "Too short ", "has 2 words: write 35 to 90"),
        (ROW | {"withdrawn": "2027-02-01"}, TEXT, "was withdrawn: remove its text"),
    ],
)
def test_a_voice_that_may_not_stand_is_one_clear_message(
    book: Callable[..., Built], row: dict[str, str], text: str, message: str
) -> None:
    assert any(message in line for line in warnings(book(files(row, text=text))))


def test_a_page_has_two_voices_at_most_and_each_stands_once(book: Callable[..., Built]) -> None:
    found = "\n".join(warnings(book(files(ROW, blocks=3))))
    assert "stands twice: keep one" in found
    assert "a third voice on one page: keep 2" in found


def test_a_row_without_a_block_is_named_with_its_line(book: Callable[..., Built]) -> None:
    built = book(files(ROW, ROW | {"id": "another"}))
    (warning,) = warnings(built)
    assert warning.startswith("data/voices.csv:3:")
    assert "'another' stands on no page" in warning
