"""Replies: kept once, shown in boxes elsewhere, with their sources and a link to their place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from html5lib import parse

from conftest import LIBRARY, page

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

    from conftest import Built

OWNER = """\
:::{reply} mill-on-weir
:by: the Mill
:as-of: 2008-04

The Mill keeps its weir {cite:p}`hrw2008denied{para. 3}`, as [below](#weir-law) is shown.
It denies [the flood](#flood).
:::

(weir-law)=
## Law

A law {cite:p}`kim2010story`.
"""
BOX = (
    "```{reply-box} mill-on-weir\n```\n\n(flood-sources)=\n## Sources\n\n```{chapter-sources}\n```"
)
FILES = LIBRARY | {
    "part/mill.md": page("mill", OWNER, "The mill"),
    "part/flood.md": page("flood", BOX, "The flood"),
}
SETTINGS = {"builder": "html", "evidence_parts": ["part"], "evidence_edition_date": "2026-11-24"}


def words(node: Element) -> str:
    """Return the text of an element, white space collapsed."""
    return " ".join("".join(node.itertext()).split())


def find(html: str, name: str) -> Element:
    """Return the one element of a class."""
    tree = parse(html, namespaceHTMLElements=False)
    (found,) = (node for node in tree.iter("div") if name in (node.get("class") or "").split())
    return found


def test_a_box_shows_the_reply_with_its_date_and_a_link_to_its_place(
    shared_book: Callable[..., Built],
) -> None:
    built = shared_book(FILES, **SETTINGS)
    ours = [line for line in built.warnings if "evidence.malformed" in line]
    assert ours == []
    box = find(built.html("part/flood"), "reply-box")
    text = words(box)
    assert text.startswith("What the Mill says The Mill keeps its weir (Human Rights Watch 2008, ")
    assert text.endswith("It denies the flood. As of April 2008 · The mill")
    assert [link.get("href") for link in box.iter("a")] == [
        *("#cited-hrw2008denied", "mill.html#weir-law", "#flood", "mill.html#mill-on-weir"),
    ]
    assert not [node for node in box.iter() if node.get("id")]
    assert box.get("role") == "group"
    assert box.get("aria-label") == "What the Mill says"


def test_its_sources_are_among_those_of_the_page_that_shows_it(
    shared_book: Callable[..., Built],
) -> None:
    html = shared_book(FILES, **SETTINGS).html("part/flood")
    assert re.findall(r'id="(cited-[^"]*)"', html) == ["cited-hrw2008denied"]
    entry = shared_book(FILES, **SETTINGS).html("sources")
    assert "flood.html#cite" not in entry  # it is cited in one place, not in two


def test_in_its_own_chapter_it_is_numbered_text_with_an_address(
    shared_book: Callable[..., Built],
) -> None:
    built = shared_book(FILES, **SETTINGS)
    found = find(built.html("part/mill"), "reply")
    assert found.get("id") == "mill-on-weir"
    assert [link.get("id") for link in found.iter("a") if link.get("id")] == ["p1"]
    assert words(found).endswith("The Mill · as of April 2008Cite")
    citation = (built.root / "_build/html/id/mill-on-weir/cite.bib").read_text("utf-8")
    assert "The mill: The Mill keeps its weir, as below is shown" in citation


def test_a_page_is_rewritten_when_a_reply_that_it_shows_changes(book: Callable[..., Built]) -> None:
    book(FILES, **SETTINGS)
    changed = OWNER.replace("It denies", "It now denies")
    html = book({"part/mill.md": page("mill", changed, "The mill")}, **SETTINGS).html("part/flood")
    assert "It now denies" in words(find(html, "reply-box"))


def test_without_the_reply_a_box_is_left_out(book: Callable[..., Built]) -> None:
    book(FILES, **SETTINGS)
    built = book({"part/mill.md": page("mill", "Nothing.", "The mill")}, **SETTINGS)
    assert "reply-box" not in built.html("part/flood")
    (warning,) = (line for line in built.warnings if "malformed-reply" in line)
    assert "flood.md:8: WARNING: there is no reply 'mill-on-weir' to show" in warning


def test_what_would_be_the_books_own_does_not_stand_in_a_reply(book: Callable[..., Built]) -> None:
    """A claim in it would be published as one of the book."""
    claim = "::::{claim} it-stands\n:kind: reading\n\nIt stands {cite:p}`kim2010story`.\n::::\n:::"
    inner = OWNER.replace("[the flood](#flood).\n:::", f"[the flood](#flood).\n\n{claim}", 1)
    text = inner.replace(":::{reply}", ":::::{reply}").replace("::::\n:::", "::::\n:::::")
    built = book({**FILES, "part/mill.md": page("mill", text, "The mill")}, **SETTINGS)
    found = [line for line in built.warnings if "malformed-reply" in line]
    assert len(found) == 1
    assert "the reply 'mill-on-weir' holds a claim, which would count as the book's own" in found[0]


def test_an_option_that_is_given_twice_is_named(book: Callable[..., Built]) -> None:
    text = OWNER.replace(":by: the Mill\n", ":by: the Mill\n:by: the Weir\n")
    built = book({**FILES, "part/mill.md": page("mill", text, "The mill")}, **SETTINGS)
    found = [line for line in built.warnings if "twice" in line]
    assert len(found) == 1
    assert "part/mill.md:10: WARNING: the option ':by:' is given twice: keep one" in found[0]


def test_in_plain_text_the_paragraphs_of_a_box_are_apart(book: Callable[..., Built]) -> None:
    built = book(FILES, **SETTINGS | {"builder": "text"})
    text = (built.root / "_build/text/part/flood.txt").read_text("utf-8")
    assert "**What the Mill says**\n\nThe Mill keeps its weir" in text
    assert "\n\nAs of April 2008 · The mill\n" in text
