"""Links to other sites, and to files of the site, in built pages."""

from __future__ import annotations

import pytest
from html5lib import parse

from conftest import page


def test_every_other_site_learns_nothing_and_pages_of_the_book_are_not_marked(book):
    body = "See <http://a.example/x>, <https://b.example/y> and [it](#b)."
    built = book({"a.md": page("a", body), "b.md": page("b", "Nothing.")}, builder="html")
    tree = parse(built.html("a"), namespaceHTMLElements=False)
    rels = {a.get("href"): a.get("rel") for a in tree.iter("a")}
    assert rels["http://a.example/x"] == rels["https://b.example/y"] == "noopener noreferrer"
    assert rels["b.html#b"] is None


DATED = {"version": "2026.1", "evidence_edition_date": "2026-11-24"}
INDEX = page("index", "```{toctree}\npart/b\nsources\n```")
FILES = "Of {site-file}`claims.json` and\n{site-file}`objects.inv`; see {site-file}`clams.json`."


def shown(built):
    """Return the file names on a page, each with its address, or None if it is no link."""
    tree = parse(built.html("part/b"), namespaceHTMLElements=False)
    links = {"".join(a.itertext()): a.get("href") for a in tree.iter("a")}
    return {
        name: links.get(name) for name in ("".join(code.itertext()) for code in tree.iter("code"))
    }


def test_a_file_of_the_site_is_linked_and_one_that_it_lacks_is_one_warning(book):
    built = book({"part/b.md": page("b", FILES), "index.md": INDEX}, builder="html", **DATED)
    (warning,) = (line for line in built.warnings if "clams" in line)
    assert warning.startswith("part/b.md:8: WARNING: the site has no file 'clams.json': correct")
    assert warning.endswith("[evidence.unknown-file]")
    assert built.warnings == [warning]
    assert shown(built) == {
        "claims.json": "../claims.json",
        "objects.inv": "../objects.inv",
        "clams.json": "../clams.json",
    }
    again = book({}, builder="html", **DATED)  # in which the page is not written
    assert warning in again.warnings
    mended = book({"part/b.md": page("b", "Nothing.")}, builder="html", **DATED)
    assert not any("clams" in line for line in mended.warnings)


@pytest.mark.parametrize("builder", ["html", "epub", "text"])
def test_a_draft_and_other_formats_name_a_file_of_the_site(book, builder):
    settings = {} if builder == "html" else DATED
    built = book({"part/b.md": page("b", FILES), "index.md": INDEX}, builder=builder, **settings)
    assert not any("json" in line for line in built.warnings)
    if builder == "html":
        assert set(shown(built).values()) == {None}
