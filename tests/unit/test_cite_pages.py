"""The pages of permalinks: all values are escaped."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from docutils.nodes import SkipNode
from html5lib import parse

from sphinx_evidence.core.edition import Edition
from sphinx_evidence.core.html import element
from sphinx_evidence.core.records import Citable
from sphinx_evidence.permalinks.cite_page import cite_page, missing_page, redirect, tombstone
from sphinx_evidence.permalinks.nodes import cite_link, visit_cite_html
from sphinx_evidence.sources.nodes import file_links

HOSTILE = "</title><script>alert(1)</script>\"'><i onload=x>&amp;"
EDITION = Edition(HOSTILE, HOSTILE, "2026.1.dev0", "2026-11-24", "en-GB")
HEAD = [element("meta", name=HOSTILE, content=HOSTILE)]
FOUND = Citable(HOSTILE, "section", HOSTILE, HOSTILE, "part/one", "x")
PAGES = {
    "redirect": redirect(FOUND, EDITION, f"../../one.html#{HOSTILE}", HEAD),
    "tombstone": tombstone(HOSTILE, EDITION, f"This claim was moved. {HOSTILE}", f"../{HOSTILE}"),
    "cite": cite_page(
        FOUND,
        EDITION,
        f"../../one.html#{HOSTILE}",
        HEAD,
        {HOSTILE: "<i>A river</i> &amp; more"},
        {"cite.bib": f"title = {{{HOSTILE}}}"},
        paragraph=12,
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_nothing_that_is_printed_becomes_markup(name):
    tree = parse(PAGES[name], namespaceHTMLElements=False)
    scripts = [script.get("src") for script in tree.iter("script")]
    own = {"cite": ["../../_static/cite.js"], "redirect": ["../../_static/moved.js"]}
    assert scripts == own.get(name, [])
    assert [i.text for i in tree.iter("i")] == (["A river"] if name == "cite" else [])
    assert all(not key.startswith("on") for node in tree.iter() for key in node.attrib)
    assert tree.findtext("head/title").endswith(f"{HOSTILE} — {HOSTILE}")


@pytest.mark.parametrize("name", ["redirect", "cite"])
def test_the_head_of_a_page_is_about_its_thing(name):
    head = parse(PAGES[name], namespaceHTMLElements=False).find("head")
    tags = {meta.get("name"): meta.get("content") for meta in head.iter("meta")}
    assert tags[HOSTILE] == HOSTILE
    files = [link.get("href") for link in head.iter("link") if link.get("rel") == "describedby"]
    assert files == ["cite.json", "cite.bib", "cite.ris"]


def test_the_pages_of_a_frozen_edition_lead_to_the_newest():
    edition = Edition("A book", "A", "2026.1", "2026-11-24", "en-GB", frozen=True)
    thing = replace(FOUND, id="ferry")
    pages = {
        "../../../../id/ferry/index.html": redirect(thing, edition, "x.html", []),
        "../../../../id/bridge/index.html": tombstone("bridge", edition, "It was moved.", ""),
        "../../../../id/ferry/cite.html": cite_page(thing, edition, "x.html", [], {}, {}),
        "../../index.html": missing_page(edition, "", "", "", [], newest="../../index.html"),
    }
    for address, html in pages.items():
        line = parse(html, namespaceHTMLElements=False).find("body/main/p[@class='frozen-edition']")
        assert line.text == "Edition 2026.1, 24 November 2026; newest: "
        assert line.find("a").get("href") == address
    assert not any("frozen-edition" in html for html in PAGES.values())
    assert "frozen-edition" not in missing_page(EDITION, "", "", "", [], newest="index.html")


def test_the_id_is_printed_only_where_nothing_else_finds_the_thing():
    styles = {"APA": "A book"}
    there = replace(FOUND, id="tumen", kind="book")
    named = replace(EDITION, identifier="10.1234/abc")
    assert "[tumen]" in cite_page(there, EDITION, "x.html", [], styles, {})
    assert "[tumen]" not in cite_page(there, named, "x.html", [], styles, {})
    section = replace(there, kind="section")
    assert "[tumen]" in cite_page(section, named, "x.html", [], styles, {})


def test_only_what_has_paragraphs_says_how_to_cite_one():
    assert "¶" not in cite_page(FOUND, EDITION, "x.html", [], {}, {})


def test_all_that_was_given_is_printed_as_it_was():
    words = {
        name: " ".join(
            "".join(parse(html, namespaceHTMLElements=False).find("body").itertext()).split()
        )
        for name, html in PAGES.items()
    }
    assert words["redirect"] == HOSTILE
    assert f"This claim was moved. {HOSTILE} To what replaces it" in words["tombstone"]
    assert f"in “{HOSTILE}”, working copy 2026.1.dev0." in words["cite"]
    assert f"A river & more [{HOSTILE}]" in words["cite"]
    assert f"({HOSTILE} 2026, {HOSTILE}, ¶ 12)" in words["cite"]
    assert f"BibTeX Download title = {{{HOSTILE}}}" in words["cite"]


def link_to_page():
    """Return the link to the page with the citations of an object."""
    writer = SimpleNamespace(body=[])
    with pytest.raises(SkipNode):
        visit_cite_html(writer, cite_link(address=HOSTILE, title=HOSTILE))
    return "".join(writer.body)


@pytest.mark.parametrize("html", [link_to_page(), file_links(HOSTILE, HOSTILE).astext()])
def test_the_links_to_them_are_attributes_and_nothing_more(html):
    tree = parse(html, namespaceHTMLElements=False)
    assert {key for link in tree.iter("a") for key in link.attrib} <= {
        "class",
        "href",
        "aria-label",
    }
    assert all(link.get("href").startswith(HOSTILE) for link in tree.iter("a"))
    assert {key for span in tree.iter("span") for key in span.attrib} <= {"class", "title"}
    assert not list(tree.iter("script"))
