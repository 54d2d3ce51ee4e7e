"""The index that Python makes, and the same rules in the browser's engine."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from test_search_engine import find_node

from sphinx_evidence.core.records import SearchEntry, SearchKind
from sphinx_evidence.search import shards
from sphinx_evidence.search.everyday import Everyday
from sphinx_evidence.search.han import variants
from sphinx_evidence.search.kept import FILE, make_scripts
from sphinx_evidence.search.model import Inputs, Page, Run, from_script, to_runs
from sphinx_evidence.search.segments import (
    Found,
    encode,
    make_segment,
    merge,
    vocabulary,
)
from sphinx_evidence.search.shards import (
    ASIAN_SHARE,
    asian_shards,
    shard_count,
    shard_of,
    text_groups,
    to_shards,
)
from sphinx_evidence.search.tokens import words

ROOT = Path(__file__).parents[2]
TEXTS = [
    "Éloge of the ÉLOGE: organised, travelled, in the labour centres’ catalogues",
    "A/HRC/25/63, U.S., well-known; art. 33 and paras 4–5, 1st, 2nd",
    "2,914 or 2 914 or 12.5 per cent; 1,2; 2023-10-09; v1.2.3",
    "큰강물소리가 난다 強制送還とは ab강물cd 人々 𠀀𠀁𠀂 河",
    "rivers' don't t'albukcha chipkyŏlso Ｗｉｄｅ ﬁsh ʼ ' ` \u0301",
]
KINDS = (
    SearchKind("section", "Section", 1, 0, early=True, spoken=True),
    SearchKind("claim", "Claim", 0.75, 1, early=True, spoken=True),
    SearchKind("row", "Data", 0.25, 3),
    SearchKind("source", "Source", 0.5, 4),
)


def in_browser(**given: Any) -> dict[str, Any]:
    """Return what the engine makes of texts, or of the parts of an index."""
    done = subprocess.run(
        [find_node(), str(ROOT / "tests/js/agree.mjs")],
        input=json.dumps(given),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    result: dict[str, Any] = json.loads(done.stdout)
    return result


SLOW = pytest.mark.slow
"""The text of the whole book, and every character."""


def every_character() -> list[str]:
    """Return all characters of the basic plane between letters, but the surrogates."""
    codes = [code for code in range(0x20, 0x10000) if not 0xD800 <= code < 0xE000]
    return [f"a{chr(code)}b {chr(code)}" for code in codes if chr(code) not in UNKNOWN]


UNKNOWN = {chr(code) for code in range(0x10000) if not chr(code).isprintable()}
"""Characters that one of both may not know yet, by the version of Unicode that it has."""


@pytest.mark.parametrize(
    "name",
    ["invented", *(pytest.param(name, marks=SLOW) for name in ("characters", "docs", "data"))],
)
def test_the_browser_divides_text_as_python_does(name: str) -> None:
    texts = {
        "invented": lambda: TEXTS,
        "characters": every_character,
        "docs": lambda: [path.read_text("utf-8") for path in ROOT.glob("docs/*/*.md")],
        "data": lambda: [path.read_text("utf-8") for path in ROOT.glob("data/*.csv")],
    }[name]()
    ours = [[[word, position] for word, position in words(text)] for text in texts]
    han = "".join(other + one for other, one in variants().items())
    theirs = in_browser(texts=texts, han=han, shards=200)
    different = [
        (text[:50], one, other)
        for text, one, other in zip(texts, ours, theirs["places"], strict=True)
        if one != other
    ]
    assert different[:3] == []
    every = [word for places in ours for word, _position in places]
    assert [shard_of(word, 200) if word else None for word in every] == theirs["shards"]


def test_a_word_and_its_beginning_are_in_one_shard() -> None:
    assert shard_of("lighthous", 90) == shard_of("light", 90) == shard_of("lig", 90)
    assert {shard_of(word, 90) for word in ("ferri", "ford", "bank", "weir")} != {0}


def test_words_in_east_asian_scripts_are_in_the_last_shards() -> None:
    count = 2 * ASIAN_SHARE
    assert {shard_of(word, count) - count for word in ("강물", "河川", "かわ", "물길")} <= {0, 1, 2}
    assert shard_of("river", count) < count


def test_a_posting_list_has_steps_between_entries_and_positions() -> None:
    segment = make_segment(
        [
            Found("", "The ford, by the ford.", ""),
            Found("Ford\nOld ford", "A bank", "wade\na shallow place"),
        ]
    )
    assert segment.lengths == encode([5, 2])
    lists = {word: (heads, texts) for word, heads, texts in merge([segment])}
    assert lists["ford"] == (encode([1, 2, 0, 3]), encode([0, 2, 1, 3]))
    assert lists["bank"] == ("", encode([1, 1, 1]))
    assert lists["place"] == ("", encode([1, 1, 50_004]))
    assert "the" not in lists


def test_what_is_too_large_for_a_character_is_the_largest() -> None:
    assert json.dumps(encode([0, 10**6]), ensure_ascii=False) == '"]\ud7ff"'


def test_a_larger_book_has_more_shards_in_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "SHARD_SIZE", 10)
    sizes = (0, 10, 150, 311, 320, 640, 641, 650, 30_000)
    assert list(map(shard_count, sizes)) == [1, 1, 15, 31, 32, 64, 64, 68, 3_072]


def test_a_shard_has_the_lists_of_its_words() -> None:
    lists = [("bank", "", "a"), ("강물", "b", "c")]
    made = to_shards(lists, 8, range(8 + asian_shards(8)))
    assert made.pop(shard_of("bank", 8)) == {"words": ["bank"], "heads": [""], "texts": ["a"]}
    assert made.pop(shard_of("강물", 8)) == {"words": ["강물"], "heads": ["b"], "texts": ["c"]}
    assert len(made) == 8
    assert {tuple(map(tuple, shard.values())) for shard in made.values()} == {((), (), ())}


def test_texts_are_loaded_together_up_to_a_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "TEXT_SIZE", 10)
    sizes = (4, 4, 4, 20, 1)
    entries = [SearchEntry("section", "a", f"a{size}", "", "x" * size) for size in sizes]
    assert text_groups(entries) == [0, 2, 3, 4]


def test_errors_are_corrected_by_words_of_four_letters_or_more() -> None:
    text = "the ferry, 1987 fords; one weir; éloge; they"
    first = [Found("", text, corrects="Ferries"), Found("", "강물소리", corrects="Ferry")]
    segments = [make_segment(first), make_segment([Found("Boats", "ferry ford")])]
    assert vocabulary(segments) == [
        *(("eloge", 1), ("ferries", 1), ("ferry", 2), ("fords", 1), ("weir", 1))
    ]


def scripts_of(path: Path, **changes: Any) -> dict[str, str]:
    """Return the scripts of a small index, after that which is kept at a path."""
    pages = {"a": Page("A", "Part", chapter=True, contributing=False)}
    entries = [
        SearchEntry("section", "a", "a-ford", "Ford", "Of 國", names=("漢",)),
        SearchEntry("row", "a", "old-ford", "Weir", "Stones"),
    ]
    inputs = Inputs(to_runs(entries, pages, KINDS), ["row"], pages, {"a": "a.html"})
    return make_scripts(replace(inputs, **changes), path)


@pytest.mark.parametrize(
    "changes",
    [
        {"spoken": ["section"]},
        {"pages": {"a": Page("B", "Part", chapter=True, contributing=False)}},
        {"addresses": {"a": "b.html"}},
        {"everyday": [Everyday(("ford",), ("shallows", "얕은"))]},
        {"runs": [Run("a", False, ()), Run("a", True, ())]},
    ],
    ids=lambda changes: ", ".join(changes),
)
def test_an_index_is_made_again_if_anything_has_changed(
    tmp_path: Path, changes: dict[str, Any]
) -> None:
    first = scripts_of(tmp_path / FILE)
    again = scripts_of(tmp_path / FILE, **changes)
    assert again != first
    assert again == scripts_of(tmp_path / "other", **changes)


def test_the_browser_gets_the_forms_of_characters_that_entries_are_found_by(tmp_path: Path) -> None:
    everyday = [Everyday(("ford",), ("龍",))]
    han = from_script(scripts_of(tmp_path / FILE, everyday=everyday)["asian"])["han"]
    pairs = {han[at : at + 2] for at in range(0, len(han), 2)}
    assert {"國国", "漢汉", "龍龙"} <= pairs
    assert len(pairs) < 9


def test_the_engine_answers_from_what_python_made(tmp_path: Path) -> None:
    pages = {"a": Page("A", "Part", chapter=True, contributing=False)}
    entries = [
        SearchEntry("section", "a", "ferries", "Ferries", "They crossed at the old ford."),
        SearchEntry("section", "a", "banks", "Banks", "Stones and sand."),
        SearchEntry("row", "a", "row-1", "Bridge of 1987", "Oak; built in spring", ("R/19/87",)),
        SearchEntry("source", "a", "ref-1", "강물소리 (News)", "Of the ford"),
    ]
    everyday = [Everyday(("ferry",), ("river taxi", "나룻배"))]
    runs = to_runs(entries, pages, KINDS)
    spoken = [kind.name for kind in KINDS if kind.spoken]
    inputs = Inputs(runs, spoken, pages, {"a": "a.html"}, everyday)
    scripts = make_scripts(inputs, tmp_path / FILE)
    parts = {name: from_script(script) for name, script in scripts.items()}
    questions = {
        "old ford": ["Ferries", "강물소리 (News)"],
        "bridge": ["Bridge of 1987"],
        "R/19/87": ["Bridge of 1987"],
        "oak built": ["Bridge of 1987"],
        "강물소리": ["강물소리 (News)"],
        "river taxi": ["Ferries"],
        "나룻배": ["Ferries"],
        "stonse": ["Banks"],
        "anchors": [],
    }
    answers = in_browser(parts=parts, questions=list(questions))["answers"]
    assert dict(zip(questions, answers, strict=True)) == questions
