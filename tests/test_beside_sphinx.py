"""What of Sphinx stays as it was where a book does not ask for more."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup
from sphinx.builders.epub3 import Epub3Builder

from conftest import page
from sphinx_evidence.site.volumes import VolumeBuilder

FREE = {"evidence_house_rules": [], "html_theme": "basic"}
PAGE = {"a.md": page("rivers", "(beans)=\n## Of beans\n\nText. [](#beans)\n")}


def test_a_heading_keeps_the_order_of_its_ids_but_for_the_house_rule_on_labels(book):
    files = {"b.rst": ".. _grown:\n\nBeans\n=====\n\nText.\n"}
    built = book(files, builder="html", **FREE)
    assert built.warnings == []
    heading = BeautifulSoup(built.html("b"), "html.parser").select_one("h1").parent
    assert heading["id"] == "beans"
    assert heading.select_one("span#grown")
    (section,) = built.app.env.domains["permalink"].sections["b"]
    assert (section.label, section.anchor) == ("grown", "grown")


def test_a_labelled_heading_has_the_link_to_its_citation(book):
    edition = {"version": "1.0", "evidence_edition_date": "2026-11-24"}
    files = {"b.rst": ".. _grown:\n\nBeans\n=====\n\nText.\n"}
    built = book(files, builder="html", **FREE, **edition)
    heading = BeautifulSoup(built.html("b"), "html.parser").select_one("h1").parent
    assert heading.select_one('a[href*="id/grown/"]')


def test_themes_link_to_the_page_of_search(book):
    built = book(PAGE, builder="html", **FREE)
    head = BeautifulSoup(built.html("a"), "html.parser").head
    assert head.select_one('link[rel="search"]')["href"] == "search.html"


def test_catalogs_of_a_book_have_its_own_words_only(book):
    built = book(PAGE, builder="gettext", **FREE)
    found = {path.name for path in Path(built.app.outdir).glob("*.pot")}
    assert "a.pot" in found
    assert "sphinx.pot" not in found


def test_the_builder_of_epub_is_replaced_where_a_book_names_the_folder_of_its_books(book):
    meta = {"version": "1", "epub_show_urls": "no", "epub_copyright": "A", "author": "A"}
    built = book(PAGE, builder="epub", **FREE, **meta)
    assert type(built.app.builder) is Epub3Builder
    assert [*Path(built.app.outdir).glob("*.epub")]
    built = book(PAGE, builder="epub", evidence_books="books", **FREE, **meta)
    assert type(built.app.builder) is VolumeBuilder


def test_citations_of_docutils_have_their_size(book):
    built = book(PAGE, builder="html", **FREE)
    css = Path(built.app.outdir, "_static", "evidence.css").read_text("utf-8")
    assert "span.citation" in css
    assert "\n.citation" not in css
