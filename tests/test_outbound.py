"""Links to other sites, in built pages."""

from __future__ import annotations

from html5lib import parse

from conftest import page


def test_every_other_site_learns_nothing_and_pages_of_the_book_are_not_marked(book):
    body = "See <http://a.example/x>, <https://b.example/y> and [it](#b)."
    built = book({"a.md": page("a", body), "b.md": page("b", "Nothing.")}, builder="html")
    tree = parse(built.html("a"), namespaceHTMLElements=False)
    rels = {a.get("href"): a.get("rel") for a in tree.iter("a")}
    assert rels["http://a.example/x"] == rels["https://b.example/y"] == "noopener noreferrer"
    assert rels["b.html#b"] is None
