"""The list of works to be read in the original, and what leads to it."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from conftest import LIBRARY, page
from sphinx_evidence.core.repository import EDITION, ORIGINAL, PLACE, WORK
from test_works import entry, having, text, tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from xml.etree.ElementTree import Element

    from conftest import Built

CLAIM = """:::{{claim}} {name}
:kind: record
:as-of: 2010
:main: {rank}

{statement} {{cite:p}}`{cited}`.
:::
"""
BODY = "\n".join(
    (
        CLAIM.format(name="a-wall", rank=1, statement="A wall", cited="kim2010story{p. 4}"),
        CLAIM.format(name="losses", rank=2, statement="Losses", cited="lost2001report"),
        "Papers {cite:p}`hrw2008denied{para. 3}` and a story {cite:p}`kim2010story`.",
        "\nAll of it {cite:p}`more2013copy`.",
    )
)
COPIES = LIBRARY["data/copies.csv"] + (
    "more2013copy-1,more2013copy,mirror,ko,https://copy.example/more,,,whole,2026-11-24\n"
)
MORE = """@book{more2013copy,
  author = {More, Ada},
  title = {{All of It}},
  year = {2013},
  isbn = {978-3-16-148410-0},
  url = {https://press.example/all},
  langid = {korean},
  tier = {research},
  publisher = {press},
  basis = {document}
}
"""
FILES = LIBRARY | {
    "conf.py": LIBRARY["conf.py"] + 'evidence_parts = ["part"]\n',
    "references.bib": LIBRARY["references.bib"] + MORE,
    "data/copies.csv": COPIES,
    "index.md": page("index", "```{toctree}\n:glob:\n\npart/*\n*\n```"),
    "part/a.md": page("a", BODY),
    "to-read.md": page("to-read", "```{to-read}\n```"),
}
REPOSITORY = "https://example.org/rivers/book/"


@pytest.fixture
def built(shared_book: Callable[..., Built]) -> Built:
    """The book, with a repository."""
    settings = {"evidence_repository": REPOSITORY, "version": "2026.1.dev0"}
    return shared_book(FILES, builder="html", evidence_edition_date="2026-11-24", **settings)


def listed(html: str) -> list[Element]:
    """Return the items of the list."""
    (found,) = having(tree(html), "source-list-to-read")
    return list(found)


def lines(item: Element) -> list[str]:
    """Return the paragraphs and folds of an item, and the items of its lists."""
    return [
        text(node)
        for child in item
        for node in (child if child.tag == "ul" else [child])
        if text(node)
    ]


def addresses(node: Element) -> list[str]:
    """Return the addresses of the links below a node."""
    return [link.get("href", "") for link in node.iter("a")]


def paragraphs_after(html: str) -> Iterator[str]:
    """Yield the paragraphs of the page that stand in no list."""
    (section,) = tree(html).iter("section")
    yield from (text(node) for node in section.iter("p") if not node.get("class"))


def test_the_weightiest_work_stands_first_and_the_rest_is_counted(built: Built) -> None:
    html = built.html("to-read")
    ids = [next(node.get("id") for node in item.iter() if node.get("id")) for item in listed(html)]
    assert ids == ["to-read-kim2010story", "to-read-lost2001report"]
    paragraphs = list(paragraphs_after(html))
    assert paragraphs[0].startswith(
        "These works carry most: a main claim rests on each, or at least 4 paragraphs cite it, at "
        "a place that was not read in the original (2 in all)."
    )
    assert paragraphs[-1] == (
        "1 more work was not read in the original wherever it is cited: no main claim rests on it "
        "there, and fewer than 4 paragraphs cite it."
    )


def test_an_item_says_how_it_was_read_what_it_carries_and_what_to_look_for(built: Built) -> None:
    first, second = listed(built.html("to-read"))
    assert lines(first) == [
        "Kim 2010. Ann Kim, A Story, Daily, 2010., in a copy\u2060°",
        "Not linked: it names a private person.",
        "Read so far: a translation, an excerpt.",
        "It carries 1 main claim, 2 citations.",
        "A wall.",
        "What to look for:",
        "p. 4 The reporter saw a wall.",
        "No place is known: find it.",
        "A report lists losses.",
        "Read it? Tell us",
    ]
    assert lines(second) == [
        "Lost Board 2001. A Report, 2001., by an account\u2060‡",
        "Known only through Kim 2010",
        "It carries 1 main claim, 1 citation.",
        "Losses.",
        "What to look for:",
        "No place is known: find it.",
        "A report lists losses.",
        "The reporter saw a wall.",
        "Read it? Tell us",
    ]
    assert addresses(second)[:3] == [
        "sources.html#ref-lost2001report",
        "sources.html#ref-kim2010story",
        "part/a.html#losses",
    ]


def test_the_form_is_filled_in_with_the_work_and_its_places(built: Built) -> None:
    first, second = (addresses(item)[-1] for item in listed(built.html("to-read")))
    assert first.startswith(f"{REPOSITORY}issues/new?")
    assert parse_qs(urlsplit(first).query) == {
        "template": [ORIGINAL],
        WORK: ["Kim 2010 (kim2010story)"],
        PLACE: ["p.\N{NO-BREAK SPACE}4"],
        EDITION: ["2026.1.dev0"],
    }
    assert PLACE not in parse_qs(urlsplit(second).query)


def test_the_entry_of_a_work_leads_to_its_item_and_to_the_form(built: Built) -> None:
    html = built.html("sources")
    story = entry(html, "ref-kim2010story")
    (line,) = [one for one in story.iter("p") if text(one).startswith("To be read in the original")]
    assert text(line) == "To be read in the original: what to look for · Read it? Tell us"
    form = addresses(listed(built.html("to-read"))[0])[-1]
    assert addresses(line) == ["to-read.html#to-read-kim2010story", form]
    for key in ("hrw2008denied", "more2013copy"):
        assert "To be read" not in text(entry(html, f"ref-{key}"))


@pytest.mark.parametrize("change", ["no repository", "no list"])
def test_without_a_repository_or_a_list_nothing_leads_there(
    shared_book: Callable[..., Built], change: str
) -> None:
    if change == "no list":
        files = {name: text for name, text in FILES.items() if name != "to-read.md"}
        html = shared_book(files, builder="html", evidence_repository=REPOSITORY).html("sources")
        assert "To be read in the original" not in html
    else:
        built = shared_book(FILES, builder="html")
        html = built.html("to-read") + built.html("sources")
        assert "what to look for" in html
        assert "opens a form" not in html
    assert "Tell us" not in html


@pytest.mark.parametrize("kind", ["translation", "original"])
def test_a_work_with_an_unsafe_copy_leads_to_no_address(
    book: Callable[..., Built], kind: str
) -> None:
    """Nor to an identifier from which an address is made."""
    where = "  journal = {Daily},\n"
    known = "  doi = {10.1234/story},\n  url = {https://daily.example/story},\n"
    files = FILES | {
        "references.bib": FILES["references.bib"].replace(where, where + known),
        "data/copies.csv": COPIES.replace("kim2010story,excerpt", f"kim2010story,{kind}"),
    }
    if kind == "original":
        files["part/a.md"] = page("a", BODY.replace("{p. 4}", "{p. 5}"))
        files["data/copies.csv"] = files["data/copies.csv"].replace("whole,2026", "p. 5,2026", 2)
    built = book(files, builder="html", evidence_repository=REPOSITORY)
    (item,) = [one for one in listed(built.html("to-read")) if "A Story" in text(one)]
    assert "Not linked: it names a private person." in lines(item)
    assert not [one for one in addresses(item) if "daily.example" in one or "10.1234" in one]


def test_the_official_address_is_that_of_the_entry(book: Callable[..., Built]) -> None:
    cited = "\n\n".join("Cited {cite:p}`more2013copy`." for _ in range(4))
    built = book(FILES | {"part/a.md": page("a", cited)}, builder="html")
    (item,) = listed(built.html("to-read"))
    (line,) = having(item, "source-address")
    assert text(line) == "https://press.example/all"
    assert "ISBN 978-3-16-148410-0" in text(item)
    assert "copy.example" not in " ".join(addresses(item))
    assert "It carries 4 citations." in lines(item)


def test_many_places_and_claims_are_folded(book: Callable[..., Built]) -> None:
    claims = "\n".join(
        CLAIM.format(name=f"claim-{n}", rank=n, statement=f"No. {n}", cited="more2013copy")
        for n in range(1, 5)
    )
    notes = LIBRARY["data/notes.csv"] + "".join(
        f"more-{n},more2013copy,p. {n},It says {n}.,,,,,2026-11-24,,\n" for n in range(1, 5)
    )
    files = FILES | {"part/a.md": page("a", claims), "data/notes.csv": notes}
    (item,) = listed(book(files, builder="html").html("to-read"))
    folds = [[text(node) for node in fold.iter("summary")] for fold in item.iter("details")]
    assert folds == [["It carries 4 main claims, 4 citations"], ["What to look for (4)"]]
    assert [text(node) for node in list(item.iter("details"))[1].iter("li")] == [
        f"p. {n} It says {n}." for n in range(1, 5)
    ]


def test_a_book_in_which_all_was_read_has_an_empty_list(book: Callable[..., Built]) -> None:
    body = "Papers {cite:p}`hrw2008denied{para. 3}`."
    html = book(FILES | {"part/a.md": page("a", body)}, builder="html").html("to-read")
    assert having(tree(html), "source-list-to-read") == []
    assert list(paragraphs_after(html)) == []


@pytest.mark.parametrize("builder", ["text", "latex"])
def test_other_formats_have_the_list_too(book: Callable[..., Built], builder: str) -> None:
    built = book(FILES, builder=builder)
    name = "to-read.txt" if builder == "text" else "projectnamenotset.tex"
    out = " ".join((built.app.outdir / name).read_text("utf-8").split())
    assert "It carries 1 main claim, 2 citations." in out
    assert "The reporter saw a wall." in out


def test_the_list_is_data_with_the_works_that_carry_less(built: Built) -> None:
    path = built.app.outdir / "data" / "book" / "to_read.csv"
    rows = list(csv.DictReader(StringIO(path.read_text("utf-8"), newline="")))
    assert [list(row.values()) for row in rows] == [
        ["kim2010story", "1", "1", "1", "2", "2", "p.\N{NO-BREAK SPACE}4", "true"],
        ["lost2001report", "2", "1", "1", "1", "1", "", "true"],
        ["more2013copy", "3", "0", "0", "1", "1", "", "false"],
    ]


def rewritten(book: Callable[..., Built], files: dict[str, str]) -> tuple[bool, bool, str]:
    """Build again; return whether the list and the register were written, and the list."""
    before = book(FILES, builder="html").written()
    built = book(files, builder="html")
    after = built.written()
    pages = (after[name] != before[name] for name in ("to-read", "sources"))
    return (*pages, built.html("to-read"))


def test_a_note_a_copy_a_claim_and_a_citation_change_the_list(book: Callable[..., Built]) -> None:
    notes = FILES["data/notes.csv"].replace("The reporter saw a wall", "She saw a fence")
    is_listed, _, html = rewritten(book, {"data/notes.csv": notes})
    assert is_listed
    assert "She saw a fence." in html

    copies = COPIES.replace("kim2010story,excerpt", "kim2010story,original")
    is_listed, is_registered, html = rewritten(book, {"data/copies.csv": copies})
    assert (is_listed, is_registered) == (True, True)
    assert "fence" not in text(listed(html)[0])

    book({"data/copies.csv": COPIES, "data/notes.csv": FILES["data/notes.csv"]}, builder="html")
    fewer = {"part/a.md": page("a", BODY.replace(":main: 2\n", ""))}
    is_listed, is_registered, html = rewritten(book, fewer)
    assert (is_listed, is_registered) == (True, True)
    assert len(listed(html)) == 1

    more = {"part/a.md": page("a", f"{BODY}\n\nAgain {{cite:p}}`lost2001report`.")}
    is_listed, _, html = rewritten(book, more)
    assert is_listed
    assert "2 citations" in text(listed(html)[1])
