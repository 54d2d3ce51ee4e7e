"""The index that Python writes, and what the browser's engine answers from it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from test_search_engine import find_node

from conftest import from_script
from sphinx_evidence.core.records import SearchEntry
from sphinx_evidence.search.index import Page, to_parts, to_scripts
from sphinx_evidence.search.questions import Row

SCRIPT = Path(__file__).parents[1] / "js/answers.mjs"
ENTRIES = [
    SearchEntry(
        *("section", "a", "ferries", "Ferries", "They crossed at the old ford."),
        questions=("where to wade", "여울"),
    ),
    SearchEntry("section", "a", "banks", "Banks", "Stones and sand, in 國."),
    SearchEntry("section", "help", "style", "Style", "How to write.", questions=("grammar",)),
    SearchEntry("row", "a", "row-1", "Bridge of 1987", "Oak; built in spring", ("R/19/87",)),
    SearchEntry("source", "a", "ref-1", "강물소리 (News)", "Of the ford"),
]
PARTS = ("questions", "asian")
EVERYDAY = [Row("ferry", ("river taxi", "나룻배", "龍"))]


def scripts_of(entries: list[SearchEntry]) -> dict[str, str]:
    """Return the scripts of an index of two pages, one of them for contributors."""
    pages = {
        "a": Page("a.html", "A", "Part", contributing=False),
        "help": Page("help.html", "Help", "", contributing=True),
    }
    return to_scripts(to_parts(entries, {"section"}, pages, EVERYDAY))


def parts_of(entries: list[SearchEntry]) -> dict[str, Any]:
    """Return the parts of the same index, as the browser reads them."""
    return {name: from_script(script) for name, script in scripts_of(entries).items()}


def test_titles_come_first_then_questions_then_texts() -> None:
    parts = parts_of(ENTRIES)
    assert list(parts) == ["titles", "questions", "asian", "texts", "others"]
    assert parts["titles"]["entries"]["title"] == ["Ferries", "Banks", "Style"]
    assert parts["titles"]["entries"]["page"] == [0, 0, 1]
    assert [name for names in parts["titles"]["parts"] for name in names] == list(parts)[1:]
    assert parts["questions"]["numbers"] == [0]
    assert [parts[name]["questions"] for name in PARTS] == [[["where to wade"]], [["여울"]]]
    own = ["ferry"]
    assert [parts[name]["words"] for name in PARTS] == [
        [[own, ["river taxi"]]],
        [[own, ["나룻배", "龍"]]],
    ]
    assert parts["others"]["entries"]["anchor"] == ["row-1", "ref-1"]
    assert "Oak; built in spring" in parts["others"]["entries"]["text"]


def test_of_a_page_for_contributors_only_titles_are_found() -> None:
    assert parts_of(ENTRIES)["texts"]["texts"] == [ENTRIES[0].text, ENTRIES[1].text, ""]


def test_a_page_asks_for_the_parts_of_its_own_build() -> None:
    checksum = parts_of(ENTRIES)["titles"]["checksum"]
    assert parts_of(ENTRIES)["titles"]["checksum"] == checksum
    assert parts_of(ENTRIES[1:])["titles"]["checksum"] != checksum


def test_the_browser_gets_the_forms_of_characters_that_entries_are_found_by() -> None:
    han = parts_of(ENTRIES)["titles"]["han"]
    pairs = {han[at : at + 2] for at in range(0, len(han), 2)}
    assert {"國国", "龍龙"} <= pairs
    assert len(pairs) < 9


def test_the_browser_gets_the_characters_that_only_traditional_chinese_has() -> None:
    titles = ("強制, 强制", "国 國", "朝鮮 著")
    entries = [SearchEntry("section", "a", f"e{at}", title) for at, title in enumerate(titles)]
    assert parts_of(entries)["titles"]["traditional"] == "國強鮮龍"


def test_the_engine_answers_from_what_python_made() -> None:
    questions = {
        "old ford": ["Ferries", "강물소리 (News)"],
        "bridge": ["Bridge of 1987"],
        "R/19/87": ["Bridge of 1987"],
        "oak built": ["Bridge of 1987"],
        "강물소리": ["강물소리 (News)"],
        "wading": ["Ferries"],
        "여울": ["Ferries"],
        "river taxi": ["Ferries"],
        "나룻배": ["Ferries"],
        "stonse": ["Banks"],
        "anchors": [],
    }
    done = subprocess.run(
        [find_node(), str(SCRIPT)],
        input=json.dumps({"parts": parts_of(ENTRIES), "questions": list(questions)}),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert dict(zip(questions, json.loads(done.stdout), strict=True)) == questions
