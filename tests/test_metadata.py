"""Metadata in the head of built pages."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest
from html5lib import parse

from conftest import CONF, ENTRY, page
from sphinx_evidence.core.paths import CITATION_FORMATS

pytestmark = pytest.mark.slow
BASE = "https://example.org/book/"
SECOND = ENTRY.replace("hrw2008denied", "hrw2002exodus").replace("Denied Status", "The Exodus")
CLAIM = """:::{{claim}} {name}
:kind: record
:as-of: 2008
:tags: {tags}

It is so {{cite:p}}`hrw2002exodus`.
:::
"""
CLAIMS = "\n".join(
    CLAIM.format(name=name, tags=tags)
    for name, tags in {"x-a": "law, glance", "x-b": "glance, return", "x-c": "return"}.items()
)
TREE = (
    "```{toctree}\npart/index\nfigures\nabout\nsources\n```\n\n```{claim-list}\n:tag: glance\n```"
)
FIGURES = {
    "name": "figures",
    "title": "Figures",
    "description": "D.",
    "path": "figures.csv",
    "schema": {"fields": [{"name": "year", "type": "year"}], "primaryKey": "year"},
}
BOOK = {
    "conf.py": CONF + 'evidence_parts = ["part"]\nevidence_data = "data"\n',
    "references.bib": ENTRY + SECOND.replace("2008},\n  month", "2002},\n  month"),
    "data/datapackage.json": json.dumps({"name": "x", "resources": [FIGURES]}),
    "data/figures.csv": "year\n2002\n",
    "figures.md": page("figures", "```{dataset} figures\n```", "Figures"),
    "index.md": page("index", TREE, "The cover"),
    "about.md": page("about", "", "About"),
    "part/index.md": page("part", "```{toctree}\none\ntwo\n```", "The part"),
    "part/one.md": page("one", f"A {{cite:p}}`hrw2008denied`.\n\n{CLAIMS}", "One & *only*").replace(
        "description:", "reviewed: 2026-11-20\ndescription:"
    ),
    "part/two.md": page("two", "", "Two"),
}
SETTINGS = {
    "html_title": "A Book: its subtitle",
    "author": "The Authors",
    "version": "2026.1",
    "language": "en_GB",
    "evidence_edition_date": "2026-11-24",
}
PAGES = ("index", "part/one", "figures", "about")


class Head:
    """The parsed head of a page."""

    def __init__(self, html: str) -> None:
        tree = parse(html, namespaceHTMLElements=False)
        heading = tree.find(".//h1")
        for link in heading.findall("a"):
            heading.remove(link)
        self.heading = " ".join("".join(heading.itertext()).split())
        self.tags = [
            (meta.get("name") or meta.get("property"), meta.get("content"))
            for meta in tree.iterfind("head/meta")
            if (meta.get("name") or meta.get("property") or "").startswith(
                ("citation_", "og:", "z:", "prism.")
            )
        ]
        self.values = dict(self.tags)
        ours = ("license", "cite-as", "describedby", "collection", "item")
        self.links = [
            (link.get("rel"), link.get("href"))
            for link in tree.iterfind("head/link")
            if link.get("rel") in ours
        ]
        self.data = [
            json.loads("".join(script.itertext()))
            for script in tree.iterfind("head/script")
            if script.get("type") == "application/ld+json"
        ]


@pytest.fixture
def heads(book):
    """Return a function that builds the book and parses the heads of its pages."""

    def read(files=BOOK, **settings):
        built = book(files, builder="html", **{**SETTINGS, **settings})
        return {name: Head(built.html(name)) for name in PAGES}

    return read


def test_each_kind_of_page_has_its_tags_once(heads):
    found = heads(evidence_base_address=BASE)
    for name, head in found.items():
        assert max(Counter(tag for tag, _ in head.tags).values()) == 1, name
        relations = Counter(rel for rel, _ in head.links)
        assert relations["license"] == 1, name
        assert relations["cite-as"] == relations["describedby"] / 3 == (name != "about"), name
        assert relations["collection"] == (name in ("part/one", "figures")), name
        assert relations["item"] == (2 if name in ("index", "figures") else 0), name
    kinds = {name: [data["@type"] for data in head.data] for name, head in found.items()}
    assert kinds == {
        "index": ["Book"],
        "part/one": ["Chapter"],
        "figures": ["Dataset"],
        "about": [],
    }
    types = {name: head.values.get("z:itemType") for name, head in found.items()}
    assert types == {
        "index": "book",
        "part/one": "bookSection",
        "figures": "dataset",
        "about": None,
    }
    assert not any(tag.startswith("citation_") for tag, _ in found["about"].tags)


def test_a_chapter_is_described_alike_in_all_vocabularies(heads):
    head = heads(evidence_base_address=BASE)["part/one"]
    (data,) = head.data
    assert head.heading == "One & only"
    for title in (head.values["citation_title"], head.values["og:title"], data["name"]):
        assert title == head.heading
    assert head.values["citation_book_title"] == "A Book: its subtitle"
    assert head.values["citation_inbook_title"] == "A Book: its subtitle"
    assert head.values["prism.edition"] == "edition 2026.1"
    assert head.values["citation_publication_date"] == "2026/11/24"
    assert head.values["citation_language"] == data["inLanguage"] == "en-GB"
    assert head.values["og:locale"] == "en_GB"
    lasting = f"{BASE}id/one/"
    assert head.values["citation_public_url"] == data["@id"] == lasting
    assert ("cite-as", lasting) in head.links
    assert head.values["og:url"] == data["url"] == f"{BASE}part/one.html"
    assert data["position"] == 1
    assert data["isPartOf"] == {
        "@type": "Book",
        "@id": f"{BASE}id/index/",
        "name": "A Book: its subtitle",
        "url": BASE,
    }


def test_keywords_are_the_commonest_tags(heads):
    head = heads()["part/one"]
    assert head.values["citation_keywords"] == "return; law"
    assert head.data[0]["keywords"] == ["return", "law"]


def test_addresses_within_the_book_are_relative(heads):
    found = heads(evidence_base_address=BASE)
    files = [href for rel, href in found["part/one"].links if rel == "describedby"]
    assert files == [f"../id/one/cite.{ending}" for ending in CITATION_FORMATS]
    assert ("collection", "../index.html") in found["part/one"].links
    assert ("collection", "./index.html") in found["figures"].links
    items = [href for rel, href in found["index"].links if rel == "item"]
    assert items == ["./part/one.html", "./part/two.html"]


def test_a_dataset_is_part_of_the_same_book(heads):
    found = heads(evidence_base_address=BASE)
    (data,) = found["figures"].data
    assert data["isPartOf"] == found["part/one"].data[0]["isPartOf"]
    assert (data["@id"], data["url"]) == (f"{BASE}id/figures/", f"{BASE}figures.html")
    files = [file["contentUrl"] for file in data["distribution"]]
    assert files == [f"{BASE}data/figures.csv", f"{BASE}data/figures.json"]


def test_all_pages_are_part_of_one_book(heads):
    found = heads(evidence_base_address=BASE)
    (cover,) = found["index"].data
    parts = [found[name].data[0]["isPartOf"]["@id"] for name in ("part/one", "figures")]
    assert parts == [cover["@id"]] * 2


def test_the_pages_of_a_permalink_are_about_their_thing(book):
    built = book(BOOK, builder="html", evidence_base_address=BASE, **SETTINGS)
    for file in ("index.html", "cite.html"):
        head = parse(
            (built.app.outdir / "id/x-a" / file).read_text("utf-8"), namespaceHTMLElements=False
        )
        tags = {meta.get("name"): meta.get("content") for meta in head.iter("meta")}
        assert tags["citation_title"] == "One & only: It is so"
        assert tags["citation_inbook_title"] == "A Book: its subtitle"
        assert tags["citation_public_url"] == f"{BASE}id/x-a/"
        (script,) = (node for node in head.iter("script") if node.get("type"))
        claim = json.loads("".join(script.itertext()))
        assert (claim["@type"], claim["@id"]) == ("Claim", f"{BASE}id/x-a/")
        assert claim["text"] == "It is so"
        assert [work["name"] for work in claim["citation"]] == ["The Exodus"]
        appearance = claim["appearance"]
        assert (appearance["@type"], appearance["@id"]) == ("Chapter", f"{BASE}id/one/")
        assert appearance["isPartOf"]["@id"] == f"{BASE}id/index/"


def test_without_a_base_nothing_names_an_address_of_the_site(heads):
    bare = heads()
    full = heads({}, evidence_base_address=BASE)
    for name in PAGES:
        whole = [tag for tag in full[name].tags if not tag[0].startswith("og:image")]
        kept = [tag for tag in whole if BASE not in (tag[1] or "")]
        assert bare[name].tags == kept
        assert bare[name].links == [link for link in full[name].links if BASE not in link[1]]
        assert "example.org" not in json.dumps(bare[name].data)


@pytest.mark.parametrize(
    "title", ["</script><b>", "<!--<script>", '"><meta name="x" content="y">', "A & B"]
)
def test_a_hostile_title_stays_a_title(heads, title):
    text = page("one", "", f"`{title}`")
    head = heads({**BOOK, "part/one.md": text})["part/one"]
    assert head.heading == title
    assert head.values["citation_title"] == head.values["og:title"] == title
    assert head.data[0]["name"] == title


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("evidence_base_address", "https://example.org/book"),
        ("evidence_base_address", "https://example.org"),
        ("evidence_base_address", "example.org/book/"),
        ("evidence_base_address", "https://example.org/book/?a=/"),
        ("evidence_edition_date", "24 November 2026"),
    ],
)
def test_a_malformed_setting_is_one_warning_and_is_left_out(book, setting, value):
    built = book({}, builder="html", **{setting: value})
    (warning,) = built.warnings
    assert warning.startswith(f"conf.py:1: WARNING: {setting} = {value!r} is ignored")
    assert warning.endswith("[evidence.malformed-setting]")
    assert value not in built.html("index")


@pytest.mark.parametrize("value", ["", "https://example.org/", "http://localhost:8000/a/b/"])
def test_a_base_with_a_slash_at_its_end_is_taken(book, value):
    built = book({}, evidence_base_address=value)
    assert built.warnings == []
    assert built.app.config.evidence_base_address == value


def test_a_new_chapter_reaches_the_cover_and_moves_the_next(book):
    """The cover and later chapters are written again, though their sources are unchanged."""
    book(BOOK, builder="html")
    files = {
        "part/index.md": page("part", "```{toctree}\nnew\none\ntwo\n```", "The part"),
        "part/new.md": page("new", "", "New"),
    }
    built = book(files, builder="html")
    items = [href for rel, href in Head(built.html("index")).links if rel == "item"]
    assert items == ["./part/new.html", "./part/one.html", "./part/two.html"]
    assert Head(built.html("part/two")).data[0]["position"] == 3


def test_a_second_build_without_a_change_writes_nothing(book):
    before = book(BOOK, builder="html").written()
    assert book({}, builder="html").written() == before


def test_a_parallel_build_writes_the_same_heads(book):
    serial = book(BOOK, builder="html")
    names = ("index", "part/one", "part/two", "figures", "about")
    before = {name: serial.html(name) for name in names}
    parallel = book({}, builder="html", parallel=2, fresh=True)
    assert {name: parallel.html(name) for name in names} == before


@pytest.mark.parametrize("builder", ["epub", "singlehtml"])
def test_what_is_no_site_has_no_such_head(book, builder):
    built = book(BOOK, builder=builder, epub_show_urls="no", version="1")
    for path in built.app.outdir.rglob("*html"):
        assert "og:title" not in path.read_text("utf-8")


def sitemap_of(built):
    """Return the addresses in the sitemap, None if there is none."""
    path = built.app.outdir / "sitemap.xml"
    if not path.exists():
        return None
    locs = ElementTree.parse(path).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    return [loc.text for loc in locs]


def test_a_site_with_an_address_lists_its_pages(book):
    built = book(BOOK, builder="html", evidence_base_address=BASE, **SETTINGS)
    pages = ["", "part/index.html", "part/one.html", "part/two.html", "figures.html"]
    pages += ["about.html", "sources.html"]
    assert sitemap_of(built) == [BASE + page for page in pages]
    addresses = [re.search(r'"og:url" content="([^"]+)"', built.html(name))[1] for name in PAGES]
    assert set(addresses) <= set(sitemap_of(built))
    assert not (built.app.outdir / "robots.txt").exists()  # below the top of a host
    linkset = json.loads((built.app.outdir / "linkset.json").read_text("utf-8"))["linkset"]
    chapter = next(one for one in linkset if one["anchor"] == f"{BASE}part/one.html")
    assert chapter["collection"] == [{"href": f"{BASE}index.html", "type": "text/html"}]
    targets = {
        link["href"]
        for one in linkset
        for rel in ("item", "describedby")
        for link in one.get(rel, ())
    }
    assert len(targets) > len(PAGES)
    missing = [one for one in targets if not (built.app.outdir / one.removeprefix(BASE)).is_file()]
    assert missing == []
    # a second build writes one page, and still lists all
    about = page("about", "More.", "About")
    again = book({"about.md": about}, builder="html", evidence_base_address=BASE, **SETTINGS)
    assert sitemap_of(again) == [BASE + page for page in pages]
    top = "https://book.example/"
    moved = book({}, builder="dirhtml", evidence_base_address=top, **SETTINGS)
    assert f"{top}part/one/" in sitemap_of(moved)
    robots = (moved.app.outdir / "robots.txt").read_text("utf-8")
    assert robots == "Sitemap: https://book.example/sitemap.xml\n"


def test_links_to_a_chapter_are_previewed_by_its_picture(book):
    built = book(BOOK, builder="html", evidence_base_address=BASE, **SETTINGS)
    pictures = {"part/one": "part/one", "index": "index", "about": "index", "figures": "index"}
    for name, picture in pictures.items():
        head = Head(built.html(name))
        assert head.values["og:image"] == f"{BASE}previews/{picture}.png", name
        assert '<meta name="twitter:card" content="summary_large_image">' in built.html(name)
    folder = built.app.outdir / "previews"
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.png")}
    assert files.keys() == {"index.png", "part/one.png", "part/two.png"}
    for path in files.values():
        data = path.read_bytes()
        assert [int.from_bytes(data[at : at + 4]) for at in (16, 20)] == [1200, 630]
    # an incremental build draws the picture again only where what it shows has changed
    cache = {path.name for path in Path(built.app.doctreedir, "previews").iterdir()}
    two = page("two", "", "Another title")
    book({"part/two.md": two}, builder="html", evidence_base_address=BASE, **SETTINGS)
    changed = cache ^ {path.name for path in Path(built.app.doctreedir, "previews").iterdir()}
    assert {name.rsplit(".", 2)[0] for name in changed} == {"part.two"}


def test_a_site_without_an_address_has_no_pictures(book):
    built = book(BOOK, builder="html", **SETTINGS)
    assert "og:image" not in built.html("part/one")
    assert "twitter:card" not in built.html("part/one")
    assert not (built.app.outdir / "previews").exists()


def test_a_site_without_an_address_has_no_sitemap(book):
    hosted = book(BOOK, builder="html", evidence_base_address=BASE, **SETTINGS)
    assert sitemap_of(hosted)
    alone = book({}, builder="html", **SETTINGS)
    assert sitemap_of(alone) is None
    assert not (alone.app.outdir / "linkset.json").exists()
