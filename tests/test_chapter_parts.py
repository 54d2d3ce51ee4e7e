"""The parts of a chapter: argument, short answer, main claims, worked example, key works."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from conftest import LIBRARY, page

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Built

ARGUMENT = "The river rises fast. The bells are slow. So nobody is warned."
ANSWER = "[It rose](#it-rose) {cite:p}`hrw2008denied`. {inference}`◇` " + "Water ran. " * 50
CLAIM = """\
:::{{claim}} {name}
:kind: record
:as-of: 2008
{main}

It {text} {{cite:p}}`hrw2008denied`.
:::
"""
CLAIMS = "\n".join(
    CLAIM.format(name=name, text=text, main=f":main: {main}" if main else ":tags: plain")
    for name, text, main in [
        *(("it-rose", "rose", 3), ("it-fell", "fell", 1), ("it-froze", "froze", 0)),
        ("it-ran", "ran", 2),
    ]
)
CHAPTER = f"""\
---
argument: >-
  {ARGUMENT}
---

(flood)=
# Flood

:::{{short-answer}} Yes, it *rose*.

{ANSWER}

Nobody knows why.
:::

(flood-in-brief)=
## Main findings

```{{claim-list}}
:here:
:main:
```

(flood-what)=
## What

{CLAIMS}

(flood-not-known)=
## What is not known

All else.

(flood-sources)=
## Sources

```{{chapter-sources}}
```
"""
ANSWERED = f":::{{short-answer}} Yes, it *rose*.\n\n{ANSWER}\n\nNobody knows why.\n:::\n"
FILES = LIBRARY | {"part/flood.md": CHAPTER}
SETTINGS = {
    "builder": "html",
    "html_theme": "evidence",
    "evidence_parts": ["part"],
    "evidence_edition_date": "2026-11-24",
}


def form(built: Built) -> list[str]:
    """Return the messages about the form of chapters and their front matter."""
    names = ("chapter-form", "page-head")
    lines = (line for line in built.warnings if any(f"[evidence.{name}]" in line for name in names))
    return [line.partition("WARNING: ")[2] for line in lines]


def test_a_chapter_of_the_new_form_is_in_order(shared_book: Callable[..., Built]) -> None:
    assert form(shared_book(FILES, **SETTINGS)) == []


def test_the_standfirst_follows_the_title_and_the_answer_is_not_numbered(
    shared_book: Callable[..., Built],
) -> None:
    html = shared_book(FILES, **SETTINGS).html("part/flood").partition("<article")[2]
    places = [
        html.index(words)
        for words in (
            "<h1>Flood",
            '<p class="standfirst">Yes, it <em>rose</em>.',
            'class="byline"',
            'class="short-answer',
            "Nobody knows why.",
            "Main findings",
        )
    ]
    assert places == sorted(places)
    assert html.index('id="p1"') > places[-1]


def test_its_argument_and_its_answer_are_exported(shared_book: Callable[..., Built]) -> None:
    built = shared_book(FILES, **SETTINGS)
    html = built.html("part/flood")
    assert '<meta name="description" content="The river rises fast.">' in html
    answer = "Yes, it rose. It rose. " + "Water ran. " * 50 + "Nobody knows why."
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    assert json.loads(data)["abstract"] == answer
    out = built.root / "_build/html"
    sections = json.loads((out / "sections.json").read_text("utf-8"))["sections"]
    chapter = next(one for one in sections if one["id"] == "flood")
    assert (chapter["argument"], chapter["abstract"]) == (ARGUMENT, answer)
    assert all("abstract" not in one for one in sections if one["level"] > 1)
    assert f"AB  - {answer}\r\n" in (out / "id/flood/cite.ris").read_bytes().decode()
    assert f"abstract = {{{answer}}}" in (out / "id/flood/cite.bib").read_text("utf-8")
    assert json.loads((out / "id/flood/cite.json").read_text("utf-8"))[0]["abstract"] == answer
    claim = json.loads((out / "id/it-rose/cite.json").read_text("utf-8"))[0]
    assert claim["abstract"] == "On record · as of 2008"  # how well it is known


def test_without_an_answer_the_abstract_is_the_argument(book: Callable[..., Built]) -> None:
    body = re.sub(r":::\{short-answer\}.*?\n:::\n", "", CHAPTER, count=1, flags=re.S)
    settings = SETTINGS | {"html_theme": "basic"}
    html = book(FILES | {"part/flood.md": body}, **settings).html("part/flood")
    assert f'"abstract": "{ARGUMENT}"' in html


def test_main_claims_are_listed_in_the_order_of_their_rank(
    shared_book: Callable[..., Built],
) -> None:
    built = shared_book(FILES, **SETTINGS)
    html = built.html("part/flood")
    brief = html[html.index('id="flood-in-brief"') : html.index('id="flood-what"')]
    assert re.findall(r"It (fell|froze|ran|rose)", brief) == ["fell", "ran", "rose"]
    claims = json.loads((built.root / "_build/html/claims.json").read_text("utf-8"))["claims"]
    ranks = {claim["id"]: claim["main"] for claim in claims}
    assert ranks == {"it-fell": 1, "it-froze": None, "it-ran": 2, "it-rose": 3}


WRONG = [
    ((":::{short-answer} Yes, it *rose*.", ":::{short-answer}"), "has no standfirst"),
    (("Water ran. " * 50, "Water ran. " * 20), "has 45 words below its standfirst"),
    (("Water ran. " * 50, "Water ran. " * 90), "has 185 words below its standfirst"),
    (("[It rose](#it-rose)", "[It rose](#flood-what)"), "links to no claim"),
    (
        (f":::{{short-answer}} Yes, it *rose*.\n\n{ANSWER}\n\nNobody knows why.\n:::\n", ""),
        "no short",
    ),
    ((":main: 2", ":tags: plain"), "2 main claims: give 3 to 5"),
    ((":here:\n:main:", ":here:"), "lists all claims: add ':main:'"),
    (("(flood-what)=", ":::{short-answer} Yes.\n:::\n\n(flood-what)="), "a second short"),
    ((ARGUMENT, "It rose. It fell."), "the argument has 2 sentences: write 3"),
    ((ARGUMENT, "x" * 156 + ARGUMENT), "the first sentence of the argument has 177"),
    (("argument: >-", "description: It rose.\nargument: >-"), "keep the argument"),
]


def test_what_is_wrong_with_a_chapter_of_the_new_form(book: Callable[..., Built]) -> None:
    chapters = {}
    for number, (change, _) in enumerate(WRONG):
        assert change[0] in CHAPTER
        text = CHAPTER.replace(*change, 1)
        own = re.sub(r"([(#} ])(flood|it)(?=[-)])", rf"\1\2-{number}", text)
        chapters[f"part/flood-{number}.md"] = own
    built = book(LIBRARY | chapters, **SETTINGS | {"builder": "dummy"})
    for number, (change, words) in enumerate(WRONG):
        messages = [one for one in built.warnings if one.startswith(f"part/flood-{number}.md")]
        assert any(words in message for message in messages), (change, messages)


def test_a_page_that_is_no_chapter_has_a_description(book: Callable[..., Built]) -> None:
    text = page("glance", "Words.").replace("description: About glance.", f"argument: {ARGUMENT}")
    (message,) = form(book({"glance.md": text}))
    assert "the page is no chapter: write 'description:'" in message


@pytest.mark.worded
def test_a_rank_that_is_no_digit_is_refused(book: Callable[..., Built]) -> None:
    built = book(FILES | {"part/flood.md": CHAPTER.replace(":main: 2", ":main: first")})
    (warning,) = (line for line in built.warnings if 'choose from "1"' in line)
    assert "flood.md:" in warning


def test_a_worked_example_is_a_box_with_a_title(book: Callable[..., Built]) -> None:
    body = ":::{worked-example} How *one* became two\n\n1. First.\n2. Then.\n:::"
    html = book({"a.md": page("a", body)}, builder="html").html("a")
    (box,) = re.findall(r'<div[^>]*class="box worked-example[^>]*>.*?</div>', html, re.S)
    assert 'role="group"' in box
    assert 'aria-label="Worked example: How one became two"' in box
    assert re.sub("<[^>]+>", "", box).split()[:6] == [
        *("Worked", "example:", "How", "one", "became", "two"),
    ]
    assert box.count("<li>") == 2
    fold = '<details class="narrow-fold"><summary aria-label="Show the example: Worked example: '
    assert box.count(fold) == 1  # for phones
    assert box.index("</strong></p>") < box.index(fold) < box.index("<li>")


def test_a_chapter_folds_its_last_lists_on_a_phone_and_other_pages_do_not(
    book: Callable[..., Built],
) -> None:
    last = (
        "\n(flood-key-works)=\n## Key works\n\n"
        ":::{key-works}\n- {cite:t}`hrw2008denied` Why.\n:::\n"
        "\n(flood-questions)=\n## Questions for a seminar\n\n1. Who?\n2. Why?\n"
        "\n(flood-read-next)=\n## Read next\n\n- A page.\n"
    )
    html = book(FILES | {"part/flood.md": CHAPTER + last}, **SETTINGS).html("part/flood")
    folds = re.findall(r'<details class="narrow-fold"><summary aria-label="(.*?)">(.*?)<', html)
    assert folds[-2:] == [
        ("Show all 1: Key works", "Show all 1"),
        ("Show all 2: Questions for a seminar", "Show all 2"),
    ]
    assert "narrow-fold" not in html[html.index("Read next") :]


def test_key_works_say_what_was_read_of_each(book: Callable[..., Built]) -> None:
    keys = ("hrw2008denied", "hrw2012more", "kim2010story", "lost2001report")
    items = "\n".join(f"- {{cite:t}}`{key}` Why." for key in keys)
    body = f":::{{key-works}}\n{items}\n:::"
    html = book(LIBRARY | {"a.md": page("a", body)}, builder="html").html("a")
    assert re.findall(r'<span class="work-read">(.*?)</span>', html) == [
        "(Read whole.)",
        "(Read in part: the opening; pp.\N{NO-BREAK SPACE}1–9.)",
        "(Read whole in a translation.)",
        "(Known through Kim 2010.)",
    ]
