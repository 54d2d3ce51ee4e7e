"""The pages of permalinks: all values are escaped."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from docutils.nodes import SkipNode
from html5lib import parse
from markupsafe import Markup

from sphinx_evidence.core.edition import Edition
from sphinx_evidence.core.html import element
from sphinx_evidence.core.languages import Language
from sphinx_evidence.core.records import Citable
from sphinx_evidence.core.translated import Wording
from sphinx_evidence.permalinks.cite_page import plain_page
from sphinx_evidence.permalinks.nodes import cite_link, visit_cite_html
from sphinx_evidence.sources.nodes import file_links

HOSTILE = "</title><script>alert(1)</script>\"'><i onload=x>&amp;"
EDITION = Edition(HOSTILE, HOSTILE, "2026.1.dev0", "2026-11-24", "en-GB")
HEAD = [Markup(element("meta", name=HOSTILE, content=HOSTILE))]
FOUND = Citable(HOSTILE, "section", HOSTILE, HOSTILE, "part/one", "x")
OTHER = [(Language("ko", "ko", "ko", HOSTILE), HOSTILE, Wording(HOSTILE, "stale"))]
THING = {"citable": FOUND, "target": f"../../one.html#{HOSTILE}", "head": HEAD, "languages": OTHER}
CITE = {"styles": {}, "files": {}, "paragraph": 0, "address": ""}
GONE = {"name": HOSTILE, "reason": f"This claim was moved. {HOSTILE}", "target": f"../{HOSTILE}"}
MISSING = {"top": "", "cover": "", "search": "", "parts": [], "permalink": ""}
PAGES = {
    "redirect": plain_page("redirect", EDITION, **THING),
    "tombstone": plain_page("tombstone", EDITION, **GONE),
    "cite": plain_page(
        "cite",
        EDITION,
        **THING,
        styles={HOSTILE: Markup("<i>A river</i> &amp; more")},
        files={"cite.bib": f"title = {{{HOSTILE}}}"},
        paragraph=12,
        address=f"https://example.org/{HOSTILE}",
    ),
    "missing": plain_page("missing", EDITION, **MISSING | {"parts": [(HOSTILE, HOSTILE)]}),
}


@pytest.mark.parametrize("name", PAGES)
def test_nothing_that_is_printed_becomes_markup(name):
    tree = parse(PAGES[name], namespaceHTMLElements=False)
    scripts = [script.get("src") for script in tree.iter("script")]
    own = {"cite": ["../../_static/cite.js"], "redirect": ["../../_static/moved.js"]}
    mode = ["_static/mode.js" if name == "missing" else "../../_static/mode.js"]
    assert sorted(scripts) == sorted([*own.get(name, []), *mode])
    assert [i.text for i in tree.iter("i")] == (["A river"] if name == "cite" else [])
    assert all(not key.startswith("on") for node in tree.iter() for key in node.attrib)
    title = "Nothing at this address" if name == "missing" else HOSTILE
    assert tree.findtext("head/title").endswith(f"{title} — {HOSTILE}")


@pytest.mark.parametrize("faces", [True, False])
def test_a_page_has_the_faces_of_the_theme_if_it_has_any(faces):
    html = plain_page("missing", EDITION, **MISSING, faces=faces)
    links = parse(html, namespaceHTMLElements=False).findall("head/link")
    found = [(link.get("rel"), link.get("href")) for link in links if "faces" in link.get("href")]
    names = ["stylesheet", "stylesheet"] if faces else []
    assert [kind for kind, _address in found] == names
    assert all(address.startswith("_static/faces") for _kind, address in found)


@pytest.mark.parametrize("name", ["redirect", "cite"])
def test_the_head_of_a_page_is_about_its_thing(name):
    head = parse(PAGES[name], namespaceHTMLElements=False).find("head")
    tags = {meta.get("name"): meta.get("content") for meta in head.iter("meta")}
    assert tags[HOSTILE] == HOSTILE
    files = [link.get("href") for link in head.iter("link") if link.get("rel") == "describedby"]
    assert files == ["cite.json", "cite.bib", "cite.ris"]


def test_the_pages_of_a_frozen_edition_lead_to_the_newest():
    edition = Edition("A book", "A", "2026.1", "2026-11-24", "en-GB", frozen=True)
    pages = {
        "id/ferry/index.html": ("redirect", THING),
        "id/bridge/index.html": ("tombstone", GONE),
        "id/ferry/cite.html": ("cite", THING | CITE),
    }
    for address, (template, values) in pages.items():
        html = plain_page(template, edition, address, **values)
        line = parse(html, namespaceHTMLElements=False).find("body/main/p[@class='frozen-edition']")
        assert line.text == "Edition 2026.1, 24 November 2026; newest: "
        assert line.find("a").get("href") == f"../../../../{address}"
    assert not any("frozen-edition" in html for html in PAGES.values())


def test_the_id_is_printed_only_where_nothing_else_finds_the_thing():
    def cite(citable, edition):
        values = THING | CITE | {"citable": citable, "styles": {"APA": "A book"}}
        return plain_page("cite", edition, **values)

    there = replace(FOUND, id="tumen", kind="book")
    named = replace(EDITION, identifier="10.1234/abc")
    assert "[tumen]" in cite(there, EDITION)
    assert "[tumen]" not in cite(there, named)
    assert "[tumen]" in cite(replace(there, kind="section"), named)


def test_only_what_has_paragraphs_says_how_to_cite_one():
    assert "¶" not in plain_page("cite", EDITION, **THING | CITE)


def test_all_that_was_given_is_printed_as_it_was():
    words = {
        name: " ".join(
            "".join(parse(html, namespaceHTMLElements=False).find("body").itertext()).split()
        )
        for name, html in PAGES.items()
    }
    assert words["redirect"] == f"{HOSTILE} {HOSTILE}: {HOSTILE} (older than the English)"
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
