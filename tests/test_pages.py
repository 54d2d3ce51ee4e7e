"""The lines above and under the title of a chapter, and the address on its printed sheets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from conftest import page

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Built

COVER = "```{toctree}\n:hidden:\n\nIII · Return <part/index>\n```"
CITED = "It says so {cite:p}`hrw2008denied`."
FILES = {
    "index.md": page("index", COVER),
    "part/index.md": page("part", "```{toctree}\n:hidden:\n\nreturned\nunmarked\n```", "Return"),
    "part/returned.md": page("returned", f"{'word ' * 500}{CITED} {{inference}}`◇`", "Returned"),
    "part/unmarked.md": page("unmarked", CITED, "Unmarked"),
}
SETTINGS = {
    "builder": "html",
    "html_theme": "evidence",
    "evidence_parts": ["part"],
    "evidence_edition_date": "2026-11-24",
}


def test_a_chapter_names_its_part_and_what_it_rests_on(shared_book: Callable[..., Built]) -> None:
    html = shared_book(FILES, **SETTINGS).html("part/returned")
    start, end = html.index('class="kicker"'), html.index("</ul>", html.index('class="byline"'))
    words = re.sub("<[^>]+>", " ", html[start:end]).partition(">")[2]
    assert words.split() == [
        *("III", "·", "Return", "Returned", "#", "2", "minutes", "1", "source"),
        *("◇", "our", "inference", "Cite"),
    ]
    assert html.count('href="../id/returned/cite.html"') == 1
    assert 'href="index.html">III · Return</a>' in html


def test_other_pages_have_no_such_lines(shared_book: Callable[..., Built]) -> None:
    html = shared_book(FILES, **SETTINGS).html("part/index")
    assert "kicker" not in html
    assert "byline" not in html
    assert "our inference" not in shared_book(FILES, **SETTINGS).html("part/unmarked")


def test_a_printed_page_says_its_address(
    shared_book: Callable[..., Built], book: Callable[..., Built]
) -> None:
    built = shared_book(FILES, **SETTINGS)
    assert 'data-address="id/returned/"' in built.html("part/returned")
    at = book(FILES, **SETTINGS, evidence_base_address="https://example.org/")
    assert 'data-address="https://example.org/id/returned/"' in at.html("part/returned")


def test_a_page_has_one_viewport(shared_book: Callable[..., Built]) -> None:
    assert shared_book(FILES, **SETTINGS).html("part/returned").count('name="viewport"') == 1


def test_without_a_repository_no_page_is_edited(
    shared_book: Callable[..., Built],
) -> None:
    html = shared_book(FILES, **SETTINGS).html("part/returned")
    assert "Edit this page" not in html
    assert "issues/new" not in html
