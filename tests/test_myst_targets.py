"""What books made with mystmd read to refer to this one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import page
from test_bookdata import BOOK

pytestmark = pytest.mark.slow

YEARS = "id,english,variants,meaning,sources\n1990,A dry year,,It was dry.,kim2010story\n"
TABLES = json.loads(BOOK["data/datapackage.json"])
(WORDS,) = TABLES["resources"]
PLAIN = {name: value for name, value in WORDS.items() if name != "glossary"}
MORE = [{**PLAIN, "name": name, "title": name, "path": f"{name}.csv"} for name in ("dry", "wet")]
SEVERAL = BOOK | {
    "data/datapackage.json": json.dumps(TABLES | {"resources": [WORDS, *MORE]}),
    **{f"data/{name}.csv": YEARS for name in ("dry", "wet")},
    **{
        f"{name}.md": page(name, f"```{{dataset}} {name}\n```", name.title())
        for name in ("dry", "wet")
    },
    "sources.md": page("sources", "```{source-register}\n```", "Sources"),
}


def read(built, path):
    return json.loads(Path(built.app.outdir, path.lstrip("/")).read_text("utf-8"))


def find(built, identifier, address=""):
    """Return what mystmd 1.8 finds for ``xref:book/address#identifier``: an address, and words.

    From its ``MystTransformer`` and ``nodesFromMystXRefData``.
    """
    for reference in read(built, "myst.xref.json")["references"]:
        if address and reference["url"] != address:
            continue
        if not identifier and reference["kind"] == "page":
            return reference["url"], read(built, reference["data"])["frontmatter"]["title"]
        if reference.get("identifier") == identifier and (address or not reference.get("implicit")):
            nodes = read(built, reference["data"])["mdast"]["children"]
            (at,) = (n for n, node in enumerate(nodes) if node.get("identifier") == identifier)
            words = nodes[at]["children"][0]["value"]
            return f"{reference['url']}#{nodes[at]['html_id']}", words
    return None


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("rivers", ("/part/rivers.html#rivers", "Rivers")),
        ("banks", ("/part/rivers.html#banks", "The banks")),
        ("it-rose", ("/part/rivers.html#it-rose", "The river rose")),
        ("term-ford", ("/words.html#term-ford", "Ford")),
        ("ref-hrw2008denied", ("/sources.html#ref-hrw2008denied", "Denied Status")),
        ("dry", ("/dry.html#dry", "dry")),
        ("row-1990", None),
        ("nowhere", None),
    ],
)
def test_a_target_is_found_by_its_id(book, identifier, expected):
    assert find(book(SEVERAL, builder="html"), identifier) == expected


def test_pages_and_ids_that_repeat_are_found_by_the_page(book):
    built = book(SEVERAL, builder="html")
    assert find(built, "row-1990", "/wet.html") == ("/wet.html#row-1990", "1990")
    assert find(built, "", "/part/rivers.html") == ("/part/rivers.html", "Rivers")
    built = book({}, builder="dirhtml")
    assert find(built, "it-rose") == ("/part/rivers/#it-rose", "The river rose")


def test_a_preview_shows_the_text_of_a_target(book):
    content = read(book(BOOK, builder="html"), "data/myst/part/rivers.json")
    (title, text, *_rest) = content["mdast"]["children"]
    assert (title["type"], title["identifier"]) == ("heading", "rivers")
    assert text["children"][0]["value"].startswith("About rivers. The river is wide")


def test_every_target_is_on_its_page(book):
    built = book(SEVERAL, builder="html")
    references = read(built, "myst.xref.json")["references"]
    assert len(references) > len(SEVERAL)
    for reference in references:
        html = Path(built.app.outdir, reference["url"].lstrip("/")).read_text("utf-8")
        assert f'id="{reference.get("identifier", "")}"' in html or reference["kind"] == "page"


def test_a_draft_has_none(book):
    out = Path(book(BOOK, builder="html", evidence_edition_date="").app.outdir)
    assert not (out / "myst.xref.json").exists()
    assert not (out / "data" / "myst").exists()
