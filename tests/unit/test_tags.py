"""Metadata of a page as HTML: content, omissions and escaping."""

from __future__ import annotations

import json
from dataclasses import replace
from urllib.parse import urljoin

import pytest
from html5lib import parse

from sphinx_evidence.core.edition import Edition
from sphinx_evidence.site.sitemap import to_linkset
from sphinx_evidence.site.tags import (
    Page,
    PageLinks,
    head,
    open_graph,
    schema_org,
    signposting,
)

EDITION = Edition(
    *("A Book", "The Authors", "2026.1", "2026-11-24", "en-GB"),
    licence_name="CC BY 4.0",
    licence_url="https://creativecommons.org/licenses/by/4.0/",
)
HOSTED = replace(EDITION, base="https://example.org/book/")
CHAPTER = Page(
    kind="chapter",
    id="how-many",
    title="How many",
    description="Who counted.",
    part="People",
    position=4,
    keywords=("numbers", "women"),
    reviewed="2026-11-20",
    csl={
        "id": "how-many",
        "type": "chapter",
        "title": "How many",
        "container-title": "A Book",
        "author": [{"literal": "The Authors"}],
        "issued": {"date-parts": [[2026, 11, 24]]},
        "language": "en-GB",
        "edition": "edition 2026.1",
    },
)
COVER = Page(kind="cover", id="index", title="Welcome", description="All of it.")
DATASET = Page(kind="dataset", id="people", title="People")
OTHER = Page(kind="other", id="engine", title="Engine room")
BOOK_ID = "https://example.org/book/id/index/"
PLACE = PageLinks(path="people/how-many.html", top="../", cover="../index.html", book=BOOK_ID)
FRONT = PageLinks(path="index.html", chapters=("./people/how-many.html", "./law/b.html"))
ALL = [(COVER, FRONT), (CHAPTER, PLACE), (DATASET, PLACE), (OTHER, PLACE)]
KINDS = [page.kind for page, _ in ALL]


def elements(text):
    """Return the elements of the head, and check that there are none elsewhere."""
    tree = parse(f"<title>T</title>\n{text}", namespaceHTMLElements=False)
    assert "".join(tree.find("body").itertext()).strip() == ""
    return [element for element in tree.find("head") if element.tag != "title"]


@pytest.mark.parametrize(
    ("page", "place", "relations"),
    [
        (
            COVER,
            FRONT,
            "license cite-as type type linkset describedby describedby describedby item item",
        ),
        (
            *(CHAPTER, PLACE),
            "license cite-as type type linkset describedby describedby describedby collection",
        ),
        (
            *(DATASET, PLACE),
            "license cite-as type type linkset describedby describedby describedby collection "
            "item item",
        ),
        (OTHER, PLACE, "license"),
    ],
    ids=KINDS,
)
def test_typed_links(page, place, relations):
    links = signposting(page, HOSTED, place)
    assert " ".join(rel for rel, address, _ in links if address) == relations


def test_typed_links_are_relative_and_say_their_type():
    links = list(signposting(CHAPTER, HOSTED, PLACE))
    assert links[1] == ("cite-as", "https://example.org/book/id/how-many/", "")
    assert links[2:] == [
        ("type", "https://schema.org/AboutPage", ""),
        ("type", "https://schema.org/Chapter", ""),
        ("linkset", "../linkset.json", "application/linkset+json"),
        ("describedby", "../id/how-many/cite.json", "application/vnd.citationstyles.csl+json"),
        ("describedby", "../id/how-many/cite.bib", "application/x-bibtex"),
        ("describedby", "../id/how-many/cite.ris", "application/x-research-info-systems"),
        ("collection", "../index.html", "text/html"),
    ]


def test_a_chapter_for_search_engines():
    authors = {"@type": "Organization", "name": "The Authors"}
    assert schema_org(CHAPTER, HOSTED, PLACE) == {
        "@context": "https://schema.org",
        "@type": "Chapter",
        "@id": "https://example.org/book/id/how-many/",
        "url": "https://example.org/book/people/how-many.html",
        "name": "How many",
        "description": "Who counted.",
        "inLanguage": "en-GB",
        "author": authors,
        "publisher": authors,
        "version": "2026.1",
        "datePublished": "2026-11-24",
        "license": EDITION.licence_url,
        "isAccessibleForFree": True,
        "keywords": ("numbers", "women"),
        "position": 4,
        "isPartOf": {
            "@type": "Book",
            "@id": BOOK_ID,
            "name": "A Book",
            "url": "https://example.org/book/",
        },
    }


def test_the_book_that_chapters_are_part_of_is_the_cover():
    book = schema_org(COVER, HOSTED, FRONT)
    part_of = schema_org(CHAPTER, HOSTED, PLACE)["isPartOf"]
    assert part_of == {name: book[name] for name in ("@type", "@id", "name", "url")}
    assert book["bookEdition"] == "edition 2026.1"


def test_a_later_review_is_a_change_and_an_earlier_one_is_none():
    assert "dateModified" not in schema_org(CHAPTER, HOSTED, PLACE)
    later = schema_org(replace(CHAPTER, reviewed="2026-12-02"), HOSTED, PLACE)
    assert later["datePublished"] < later["dateModified"] == "2026-12-02"


def test_a_dataset_leads_to_its_files():
    links = list(signposting(DATASET, HOSTED, PLACE))
    assert ("item", "../data/people.csv", "text/csv") in links
    assert ("item", "../data/people.json", "application/json") in links


@pytest.mark.parametrize("page", [DATASET, OTHER])
def test_schema_org_knows_other_pages_by_nothing_of_ours(page):
    assert schema_org(page, HOSTED, PLACE) == {}


def test_previews():
    assert dict(open_graph(CHAPTER, HOSTED, PLACE)) == {
        "og:type": "article",
        "og:title": "How many",
        "og:description": "Who counted.",
        "og:site_name": "A Book",
        "og:locale": "en_GB",
        "og:url": "https://example.org/book/people/how-many.html",
        "article:section": "People",
    }
    cover = dict(open_graph(COVER, HOSTED, FRONT))
    assert (cover["og:type"], cover["og:title"]) == ("book", "A Book")
    assert cover["og:url"] == HOSTED.base


@pytest.mark.parametrize(("page", "place"), ALL, ids=KINDS)
def test_without_a_base_only_lasting_addresses_are_missing(page, place):
    def read(edition, place):
        text = head(page, edition, place)
        found = [line for line in text.splitlines() if "<script" not in line]
        return found, schema_org(page, edition, place)

    full, full_data = read(HOSTED, place)
    bare, bare_data = read(EDITION, replace(place, book=""))
    assert [line for line in full if HOSTED.base not in line and "linkset" not in line] == bare
    without = {name: value for name, value in full_data.items() if name not in ("@id", "url")}
    if "isPartOf" in without:
        without["isPartOf"] = {"@type": "Book", "name": "A Book"}
    assert without == bare_data
    assert HOSTED.base not in head(page, EDITION, replace(place, book=""))


@pytest.mark.parametrize(("page", "place"), ALL, ids=KINDS)
def test_nothing_is_empty_and_nothing_stands_twice(page, place):
    found = [dict(element.attrib) for element in elements(head(page, HOSTED, place))]
    assert all(value for attributes in found for value in attributes.values())
    assert all(found.count(attributes) == 1 for attributes in found)
    names = [one.get("name") or one.get("property") for one in found if "content" in one]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("page", [CHAPTER, replace(CHAPTER, id="")])
def test_what_has_no_citation_leads_to_none(page):
    edition = HOSTED if not page.id else replace(HOSTED, date="")
    text = head(replace(page, csl=None), edition, replace(PLACE, book=""))
    for missing in ("describedby", "cite-as", "citation_", "id/"):
        assert missing not in text


def test_what_is_not_known_is_left_out():
    page = Page(kind="chapter", id="", title="T")
    text = head(page, Edition("B", "A", "1", "", "en"), PageLinks(path="t.html"))
    for missing in (
        "keywords",
        "date",
        "description",
        "describedby",
        "article:section",
        "Modified",
    ):
        assert missing not in text


@pytest.mark.parametrize(
    "title",
    [
        '"><script>alert(1)</script>',
        "</script><b>",
        "<!--<script>",
        "A & B 'c'",
        "송환 <i>推回</i>",
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_no_title_breaks_out(kind, title):
    page = replace(CHAPTER, kind=kind, title=title, description=title, part=title)
    edition = replace(HOSTED, title=title)
    found = elements(head(page, edition, PLACE))
    assert {element.tag for element in found} <= {"meta", "link", "script"}
    values = {e.get("name") or e.get("property"): e.get("content") for e in found}
    assert values["og:title"] == values["og:description"] == title
    for script in (element for element in found if element.tag == "script"):
        assert json.loads("".join(script.itertext()))["name"] == title


def test_the_linkset_has_the_links_of_the_heads_and_those_back():
    found = json.loads(to_linkset([(COVER, FRONT), (DATASET, PLACE), (OTHER, PLACE)], HOSTED))[
        "linkset"
    ]
    (dataset,) = (
        one for one in found if {"href": "https://schema.org/Dataset"} in one.get("type", ())
    )
    address = "https://example.org/book/people/how-many.html"
    assert dataset["anchor"] == address
    for rel, target, media in signposting(DATASET, HOSTED, PLACE):
        if rel != "linkset":
            href = urljoin(address, target)
            assert {"href": href, **({"type": media} if media else {})} in dataset[rel]
    back = {one["anchor"]: one for one in found if "type" not in one}
    files = {link["href"] for rel in ("item", "describedby") for link in dataset[rel]}
    assert files <= back.keys()
    page = [{"href": address, "type": "text/html"}]
    assert back["https://example.org/book/data/people.csv"]["collection"] == page
    assert back["https://example.org/book/id/people/cite.ris"]["describes"] == page
    assert all(one["anchor"].startswith("https://") for one in found)
    assert not any("engine" in one["anchor"] for one in found)


def test_harvesters_read_the_linkset():
    """Runs where signposting is installed, as in ``nox -s tables``."""
    linkset = pytest.importorskip("signposting.linkset")
    place = "https://example.org/book/linkset.json"
    media = "application/linkset+json"
    text = linkset.LinksetJSON(
        to_linkset([(COVER, FRONT), (DATASET, PLACE), (OTHER, PLACE)], HOSTED), media, place, place
    )
    found = linkset._parse_linkset_json(text).for_context(
        "https://example.org/book/people/how-many.html"
    )
    assert {link.target for link in found.items} == {
        f"https://example.org/book/data/people.{ending}" for ending in ("csv", "json")
    }


@pytest.mark.parametrize(("page", "place"), ALL, ids=KINDS)
def test_a_page_of_a_site_with_an_address_is_at_that_address(page, place):
    def canonical(edition):
        links = (one for one in elements(head(page, edition, place)) if one.tag == "link")
        return [link.get("href") for link in links if link.get("rel") == "canonical"]

    assert canonical(HOSTED) == [place.address(page, HOSTED)]
    assert canonical(EDITION) == []
