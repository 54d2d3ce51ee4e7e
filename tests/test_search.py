"""The search index of built books."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from conftest import CONF, ENTRY, page, search_parts
from sphinx_evidence.core.text import is_traditional, split_scripts
from sphinx_evidence.search.index import variants, variants_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from conftest import Built

LANGUAGES = {"korean": "ko", "chinese": "zh-Hans", "traditional": "zh-Hant"}
GLOSSARY = {
    "name": "glossary",
    "title": "Glossary",
    "description": "Words.",
    "path": "glossary.csv",
    "search": {"names": ["korean", "romanised", "chinese", "traditional", "pinyin"]},
    "glossary": {
        "headwords": ["english", "korean", "chinese"],
        "pronunciations": {"korean": "romanised", "chinese": "pinyin"},
        "other_scripts": {"chinese": "traditional"},
        **{name: name for name in ("variants", "definition", "note")},
    },
    "schema": {
        "primaryKey": ["id"],
        "fields": [
            {"name": name, "title": name.title(), "type": "string", "description": "A word."}
            | ({"language": LANGUAGES[name]} if name in LANGUAGES else {})
            for name in (
                *("id", "english", "korean", "romanised", "chinese", "traditional", "pinyin"),
                *("variants", "related", "definition", "sources", "note"),
            )
        ],
    },
}
EVENTS = {
    "name": "events",
    "title": "Events",
    "description": "What happened.",
    "path": "events.csv",
    "search": {"title": ["title"], "names": ["symbol"]},
    "schema": {
        "primaryKey": ["id"],
        "fields": [
            {"name": "id", "title": "Row", "type": "string", "description": "Id."},
            {"name": "start", "title": "From", "type": "string", "description": "The day."},
            {"name": "title", "title": "Event", "type": "string", "description": "What."},
            {"name": "people", "title": "People", "type": "integer", "description": "How many."},
            {"name": "symbol", "title": "Symbol", "type": "string", "description": "Sign."},
            {"name": "sources", "title": "Source", "type": "list", "description": "Who says so."},
        ],
    },
}
CLAIM = """```{claim} some-were-returned
:kind: event
:asserts: existence
:evidence: limited
:as-of: 2023-10
:reason: One report.
:tags: return

Some people were returned {cite:p}`hrw2008denied{p. 3}`.
```
"""
CHAPTER = f"""Lead words {{cite:p}}`hrw2008denied{{art. 33}}`.

(inner)=
## Inside

{CLAIM}
Deeper words.

| a | b |
| - | - |
| cell words | 7 |

```{{chapter-sources}}
```
"""
BOOK = {
    "conf.py": CONF
    + 'evidence_data = "data"\nevidence_parts = ["part"]\n'
    + 'root_doc = "index"\n',
    "data/datapackage.json": json.dumps({"name": "x", "resources": [GLOSSARY, EVENTS]}),
    "data/glossary.csv": (
        "id,english,korean,romanised,chinese,traditional,pinyin,variants,related,definition,"
        "sources,note\n"
        'return,"Return, forced",강제북송,gangje buksong,强制,強制,qiángzhì,refoulement,,'
        "Sending back.,hrw2008denied,\n"
        "refugee,Refugee,난민,nanmin,难民,難民,nànmín,,return,Who fled.,hrw2008denied,\n"
    ),
    "data/events.csv": (
        "id,start,title,people,symbol,sources\n"
        "one,2023-10-09,A large return,1200,A/HRC/25/63,hrw2008denied\n"
    ),
    "glossary.md": page("glossary", "```{dataset} glossary\n:view: glossary\n```", "Glossary"),
    "events.md": page("events", "```{dataset} events\n```", "Events"),
    "part/index.md": page("part", "```{toctree}\nchapter\n```", "Part one"),
    "part/chapter.md": page("chapter", CHAPTER, "Chapter"),
    "index.md": page("index", "```{toctree}\nglossary\nevents\npart/index\nsources\n```"),
}
HEADLINE = """@misc{daily2023buksong,
  author = {{Daily}},
  title = {{[단독] 中, 탈북민 강제북송 (News)}},
  year = {2023},
  langid = {korean},
  tier = {press},
}
"""
QUIET = {"suppress_warnings": ["myst.xref_ambiguous", "evidence"]}


def by_id(built: Built) -> dict[str, dict[str, Any]]:
    """Return all entries of the index by their ids."""
    parts = search_parts(built.app.outdir)
    first = rows(parts["titles"]["entries"] | {"text": parts["texts"]["texts"]})
    return {entry["anchor"]: entry for entry in (*first, *rows(parts["others"]["entries"]))}


def rows(columns: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
    """Yield the values of each entry."""
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))


@pytest.fixture(scope="module")
def visit() -> Iterator[Page]:
    """A page of the browser."""
    from playwright.sync_api import sync_playwright

    from chromium import FLAGS, find_browser

    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=find_browser(), args=FLAGS) as browser,
    ):
        yield browser.new_page()


def ask(visit: Page, built: Built, query: str) -> None:
    """Open the search page from disk with a query, and wait for the answers."""
    visit.goto(f"{Path(built.app.outdir, 'search.html').as_uri()}?q={query}")
    visit.locator("#search-results[data-query]").wait_for(state="attached")


def test_a_section_is_found_by_its_own_words(shared_book):
    built = shared_book(BOOK, builder="html", **QUIET)
    found = by_id(built)
    assert found["chapter"]["text"] == "About chapter. Lead words (art. 33)."
    assert found["inner"]["title"] == "Inside"
    for words in ("Some people were returned", "Deeper words.", "(p. 3)"):
        assert words in found["inner"]["text"]
    assert "cell words" not in found["inner"]["text"]
    assert any("cell words" in cells for cells in search_parts(built.app.outdir)["texts"]["cells"])
    assert "hrw2008denied" not in found["inner"]["text"]
    assert "About chapter" not in found["inner"]["text"]


def test_claims_terms_rows_and_sources_are_found(shared_book):
    found = by_id(shared_book(BOOK, builder="html", **QUIET))
    claim = found["some-were-returned"]
    assert claim["title"] == "Some people were returned."
    assert (claim["kind"], claim["facet"], claim["names"]) == (
        "claim",
        "low confidence",
        ["return"],
    )
    assert "One report." in claim["text"]
    term = found["term-return"]
    assert term["names"] == [
        *("Return", "강제북송", "gangje buksong", "强制", "強制", "qiángzhì", "refoulement")
    ]
    row = found["row-one"]
    assert (row["title"], row["facet"]) == ("A large return", "Events")
    assert row["names"] == ["A/HRC/25/63"]
    assert row["text"].startswith("9 October 2023 · People 1,200")
    source = found["ref-hrw2008denied"]
    assert (source["kind"], source["title"], source["facet"]) == (
        *("source", "Denied Status"),
        "Organisations",
    )


def test_a_claim_and_a_row_name_their_section(shared_book):
    found = by_id(shared_book(BOOK, builder="html", **QUIET))
    assert found["some-were-returned"]["section"] == "inner"
    assert found["row-one"]["section"] == "events"
    assert found["term-return"].get("section", "") == ""


ASKED = """id,english,korean,chinese,japanese
chapter,where to wade; shallow place,여울,,
"""
EVERYDAY = """words,english,korean,chinese,japanese
forced return;return,sent back,돌려보내,送回,送り返す
"""
ELSEWHERE = """subject,english,korean,chinese,japanese
weather,snow; rain today,날씨,天气,
"""
HELPED = {
    **BOOK,
    "conf.py": BOOK["conf.py"] + 'evidence_contributing = "help"\n',
    "data/search-elsewhere.csv": ELSEWHERE,
    "data/search-questions.csv": ASKED,
    "data/search-words.csv": EVERYDAY,
    "help/index.md": page("help", "How to write.", "Help"),
    "index.md": BOOK["index.md"].replace("sources\n", "sources\nhelp/index\n"),
}
"""The book with questions and words of readers, and a page for contributors."""


def test_pages_for_contributors_are_found_by_their_titles_only(shared_book):
    built = shared_book(HELPED, builder="html", **QUIET)
    assert by_id(built)["help"]["text"] == ""


def test_a_section_is_found_by_what_readers_ask(shared_book):
    parts = search_parts(shared_book(HELPED, builder="html", **QUIET).app.outdir)
    number = parts["titles"]["entries"]["anchor"].index("chapter")
    english, asian = parts["questions"], parts["asian"]
    assert english["numbers"] == asian["numbers"] == [number]
    assert english["questions"] == [["where to wade", "shallow place"]]
    assert asian["questions"] == [["여울"]]
    assert not any("wade" in text for text in parts["texts"]["texts"])


def test_words_of_readers_lead_to_words_of_the_book(shared_book):
    parts = search_parts(shared_book(HELPED, builder="html", **QUIET).app.outdir)
    own = ["forced return", "return"]
    assert parts["questions"]["words"] == [[own, ["sent back"]]]
    assert parts["asian"]["words"] == [[own, ["돌려보내", "送回", "送り返す"]]]


def test_words_of_other_subjects_are_given_to_the_engine(shared_book):
    parts = search_parts(shared_book(HELPED, builder="html", **QUIET).app.outdir)
    assert parts["questions"]["elsewhere"] == ["snow", "rain today"]
    assert parts["asian"]["elsewhere"] == ["날씨", "天气"]


def test_sections_that_say_what_is_left_out_are_named(book):
    conf = HELPED["conf.py"]
    named = conf + 'evidence_search_limits = ["inner", "nowhere"]\n'
    built = book({**HELPED, "conf.py": named}, builder="html", suppress_warnings=["myst"])
    (warning,) = (one for one in built.warnings if "evidence_search_limits" in one)
    assert "no section has the id 'nowhere': correct it, or take it out" in warning
    titles = search_parts(built.app.outdir)["titles"]
    assert [titles["entries"]["anchor"][number] for number in titles["limits"]] == ["inner"]


def test_parts_of_a_chapter_that_only_lead_on_are_no_answers(shared_book):
    text = "".join(
        f"\n(chapter-{name})=\n## About {name}\n\nLook there.\n"
        for name in ("key-works", "read-next", "sources", "questions", "methods")
    )
    files = {**BOOK, "part/chapter.md": page("chapter", CHAPTER + text, "Chapter")}
    found = by_id(shared_book(files, builder="html", **QUIET))
    assert "chapter-methods" in found
    for name in ("key-works", "read-next", "sources", "questions"):
        assert f"chapter-{name}" not in found


def test_a_row_of_questions_has_a_section_and_is_one_and_one_of_words_has_both_sides(book):
    rows = "nowhere,a question,,,\nchapter,another,,,\nindex,,,,\n"
    files = {
        **HELPED,
        "data/search-questions.csv": ASKED + rows,
        "data/search-elsewhere.csv": ELSEWHERE + "sport,,,,\n",
        "data/search-words.csv": EVERYDAY + "return,,,,\n",
    }
    built = book(files, builder="html", suppress_warnings=["myst.xref_ambiguous"])
    wrong = {
        "questions.csv:3": "no section has the id 'nowhere': correct it, or delete the row",
        "questions.csv:4": "'chapter' has a row above: put these questions there",
        "questions.csv:5": "the id or what readers say is missing: add it, or delete the row",
        "elsewhere.csv:3": "the subject or what readers say is missing: add it, or delete the row",
        "words.csv:3": "the words or what readers say is missing: add it, or delete the row",
    }
    for place, message in wrong.items():
        (warning,) = (one for one in built.warnings if f"{place}: " in one)
        assert message in warning


def test_han_characters_have_one_form() -> None:
    assert variants_in("国") == {"國": "国"}
    assert variants_in("國难")["難"] == "难"
    assert variants()["還"] == variants()["収"].replace("收", "还") == "还"


def test_rows_are_not_words_of_their_page(shared_book):
    found = by_id(shared_book(BOOK, builder="html", **QUIET))
    assert "A large return" not in found["events"]["text"]
    assert "Sending back" not in found["glossary"]["text"]
    assert "What happened." in found["events"]["text"]


def test_a_page_knows_its_part(shared_book):
    built = shared_book(BOOK, builder="html", **QUIET)
    pages = {
        one["address"]: (one["title"], one["part"])
        for one in search_parts(built.app.outdir)["titles"]["pages"]
    }
    assert pages["part/chapter.html"] == ("Chapter", "Part one")
    assert pages["events.html"] == ("Events", "")


def test_the_page_of_search_lists_everything_without_scripts(shared_book):
    html = shared_book(BOOK, builder="html", **QUIET).html("search")
    for address in (
        *("part/chapter.html", "part/chapter.html#inner", "part/chapter.html#some-were-returned"),
        *("glossary.html#term-return", "glossary.html#term-refugee"),
    ):
        assert f'href="{address}"' in html
    assert "searchindex.js" not in html


def test_sphinx_makes_no_index_of_its_own(shared_book):
    built = shared_book(BOOK, builder="html", **QUIET)
    assert not Path(built.app.outdir, "searchindex.js").exists()


def test_a_second_build_finds_what_changed(book):
    book(BOOK, builder="html", **QUIET)
    changed = CHAPTER.replace("Deeper", "Newer").replace(
        "(inner)=\n## Inside", "(other)=\n## Other"
    )
    found = by_id(book({"part/chapter.md": page("chapter", changed)}, builder="html", **QUIET))
    assert "Newer words." in found["other"]["text"]
    assert "inner" not in found
    gone = {"part/chapter.md": None, "part/index.md": page("part", "No chapters.")}
    found = by_id(book(gone, builder="html", **QUIET))
    assert not {"other", "some-were-returned", "chapter"} & found.keys()


def test_pages_read_in_parallel_are_found_alike(book):
    once = search_parts(book(BOOK, builder="html", **QUIET).app.outdir)
    again = book({}, builder="html", fresh=True, parallel=2, **QUIET)
    assert search_parts(again.app.outdir) == once


def test_other_formats_get_no_search(book):
    built = book(BOOK, builder="text", **QUIET)
    assert not list(Path(built.app.outdir).rglob("*search*"))


@pytest.mark.slow
def test_an_answer_says_its_languages(book, visit: Page) -> None:
    """A match may begin within a run of another language, and a run within a match."""
    built = book({**BOOK, "references.bib": ENTRY + HEADLINE}, builder="html", **QUIET)
    hit = "#search-results li:has([href*='#{}']) {}"
    ask(visit, built, "북송")
    assert visit.locator(hit.format("ref-daily2023buksong", ".search-hit")).inner_html() == (
        '[<span lang="ko">단독</span>] <span lang="ko">中</span>, '
        '<span lang="ko">탈북민 강제<mark>북송</mark></span> (News)'
    )
    assert visit.locator(hit.format("term-return", ".search-where")).inner_html() == (
        '<span class="search-kind">Term</span> <span lang="ko">강제북송</span> · gangje buksong'
        ' · <span lang="zh">强制</span> · <span lang="zh-Hant">強制</span> · qiángzhì · refoulement'
    )


@pytest.mark.every
@pytest.mark.slow
def test_the_browser_knows_languages_as_python_does(book, visit: Page) -> None:
    built = book(BOOK, builder="html", **QUIET)
    ask(visit, built, "return")
    texts = ["", "only Latin", "신문 (Paper)", "in 北京週報, 2003", "外交部、明言した"]
    texts += ["朝鲜“脱北者”问题", "北·中 탈북", "난민 · 难民", "カー", "é 中", "中\n国", "a中b한c"]
    texts += [f"a{chr(code)}" for code in range(0x21, 0x10000) if not 0xD800 <= code < 0xE000]
    traditional = "".join(filter(is_traditional, set("".join(texts))))
    rules = {"stop": [], "variants": {}, "spellings": []}
    data = {"rules": rules, "traditional": traditional, "pages": [], "parts": [], "entries": {}}
    visit.evaluate("data => { new BookSearch.Index(data, {}); }", data)
    for hint in ("", "ja", "ko", "fr"):
        ours = "([texts, hint]) => texts.map(text => BookSearch.languages(text, hint))"
        expected = [[list(piece) for piece in split_scripts(text, hint)] for text in texts]
        assert visit.evaluate(ours, [texts, hint]) == expected
