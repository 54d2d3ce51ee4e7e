"""Overviews of claims: standing, number, bars of dots and the table of all of them."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from conftest import page
from test_claims import CLAIM, FENCES

SECOND = """:::{claim} nobody-counted
:kind: absence
:looked-in: two archives
:as-of: 2024

No *count* was found {cite:p}`hrw2008denied{para. 3}`.
:::
"""
COVER = """{claim:standing}`several-returned`

All {claim:count}`all`, {claim:count}`disputed` disputed, {claim:count}`absence` not found.

- One: {claim:bar}`land/a`
- Two: {claim:bar}`land/b`

```{claim-square}
```
"""
FILES = {
    "index.md": page("index", "```{toctree}\ncover\nsources\nland/index\n```", "The book"),
    "land/index.md": page("land", "```{toctree}\na\nb\n```", "The land"),
    "land/a.md": page("a", CLAIM),
    "land/b.md": page("b", SECOND),
    "cover.md": page("cover", COVER),
}


@pytest.fixture
def cover(shared_book):
    built = shared_book(FILES, builder="html", **FENCES)
    assert built.warnings == []
    return BeautifulSoup(built.html("cover"), "html.parser")


def words(node):
    return " ".join(node.get_text().split())


def test_a_standing_is_that_of_the_claim(cover):
    (sign,) = cover.select(".claim-sign")
    assert words(sign) == "Low confidence Disputed"
    assert sign.select(".claim-words-low")


def test_claims_are_counted(cover):
    assert "All 2, 1 disputed, 1 not found." in words(cover)


def test_a_bar_has_a_dot_for_each_claim_and_names_what_is_disputed(cover):
    one, two = cover.select(".claim-bar")
    assert words(one) == "1 claim: low confidence 1 Disputed: Several were returned."
    assert one.select_one(".claim-bar-dispute a")["href"] == "land/a.html#several-returned"
    assert words(two) == "1 claim: not found 1"
    (dot,) = two.select(".claim-dot")
    assert dot["href"] == "land/b.html#nobody-counted"
    assert dot["title"] == "No count was found."
    assert one.select_one(".claim-dot")["title"] == "Several were returned. · Disputed"


def test_dots_are_for_the_pointer_alone(cover):
    dots = cover.select(".claim-dot")
    assert {dot["tabindex"] for dot in dots} == {"-1"}
    assert all(dot.find_parent(attrs={"aria-hidden": "true"}) for dot in dots)
    disputed = {dot["href"] for dot in dots if "claim-dot-disputed" in dot["class"]}
    assert disputed == {"land/a.html#several-returned"}


def test_the_square_has_every_claim_in_its_row_and_column(cover):
    (table,) = cover.select("table.claim-square")
    rows = [[words(cell) for cell in row.select("th, td")] for row in table.select("tr")]
    assert rows == [
        ["How well known", "The land"],
        ["low confidence", "1"],
        ["not found", "1"],
    ]
    assert table.thead.a["href"] == "land/index.html"
    assert len(table.select(".claim-dot")) == 2


def test_other_formats_have_the_numbers(book):
    built = book(FILES, builder="text", **FENCES)
    text = (built.app.outdir / "cover.txt").read_text("utf-8")
    assert "1 claim: low confidence 1" in " ".join(text.split())


def test_an_overview_follows_the_claims(book):
    book(FILES, builder="html", **FENCES)
    changed = {"land/b.md": page("b", SECOND.replace("No *count*", "Nothing"))}
    built = book(changed, builder="html", **FENCES)
    assert "Nothing was found" in built.html("cover")
    built = book({"land/b.md": page("b", "")}, builder="html", **FENCES)
    assert "All 1, 1 disputed, 0 not found." in words(BeautifulSoup(built.html("cover"), "lxml"))


@pytest.mark.worded
@pytest.mark.parametrize(
    ("role", "message"),
    [
        ("{claim:count}`maybe`", "no claims are counted by 'maybe': use one of all, disputed"),
        ("{claim:bar}`land/c`", "':page: land/c', but no page has this name: write land/"),
        ("{claim:standing}`several`", "several"),
    ],
)
def test_a_mistake_is_one_warning(book, role, message):
    built = book({**FILES, "cover.md": page("cover", role)}, nitpicky=True, **FENCES)
    (warning,) = built.warnings
    assert warning.startswith("cover.md:")
    assert message in warning
