"""Permalinks, numbered paragraphs, citations and back-references in built books."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from urllib.parse import parse_qsl

import jsonschema
import pytest
from html5lib import parse
from sphinx.util.inventory import InventoryFile

from conftest import CONF, ENTRY, page

pytestmark = pytest.mark.slow
SETTINGS = """
version = "2026.1.dev0"
evidence_parts = ["part"]
evidence_edition_date = "2026-11-24"
"""
REGISTER = 'evidence_register = "permalinks.csv"\n'
CLAIM = """:::{claim} it-is-so
:kind: record
:as-of: 2008

It is so {cite:p}`hrw2008denied{p. 4}`.
:::"""
CHAPTER = f"""First, with a source {{cite:p}}`hrw2008denied`.

- A list has no number.

{CLAIM}

(a-section)=
## A section

Second {{cite:p}}`hrw2008denied{{p. 7}}`.

```{{note}}
A note has none.
```
"""
BOOK = {
    "conf.py": CONF + SETTINGS,
    "index.md": page("index", "```{toctree}\n:glob:\n\npart/*\nlists\nsources\n```", "A book"),
    "part/one.md": page("one", CHAPTER, "One"),
    "lists.md": page("lists", "```{claim-list}\n```"),
}
ABOUT_FORM = "evidence.chapter-form"


def tree(html):
    """Return a page as a tree without namespaces."""
    return parse(html, namespaceHTMLElements=False)


def words(built):
    """Return the warnings, except those on the form of chapters and repeated setups."""
    return [line for line in built.warnings if ABOUT_FORM not in line and "[app.add_" not in line]


def read(built, name):
    """Return a file of the site."""
    return Path(built.app.outdir, name).read_text("utf-8")


def read_bytes(built, name):
    """Return a file of the site as bytes."""
    return Path(built.app.outdir, name).read_bytes()


def numbers(html):
    """Return the links that are the numbers of the paragraphs of a page."""
    return [a for a in tree(html).iter("a") if a.get("class") == "paragraph-number"]


def test_running_text_and_claims_are_numbered_and_nothing_else(book):
    built = book(BOOK, builder="html")
    assert words(built) == []
    signs = [
        a for a in tree(built.html("part/one")).iter("a") if a.get("class") == "paragraph-number"
    ]
    assert [a.get("id") for a in signs] == ["p1", "p2", "p3"]
    assert all("".join(a.itertext()) == "" for a in signs)
    assert "paragraph-number" not in built.html("lists")
    assert "paragraph-number" not in built.html("index")


def test_an_image_by_itself_has_no_number(book):
    body = "First.\n\n![A river](river.svg)\n\nSecond, with ![a boat](river.svg) in it."
    files = {
        "part/one.md": page("one", body, "One"),
        "part/river.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
    }
    signs = numbers(book(BOOK | files, builder="html").html("part/one"))
    assert [a.get("id") for a in signs] == ["p1", "p2"]


def test_sections_and_paragraphs_are_exported_by_their_schema(book):
    built = book(BOOK, builder="html")
    data = json.loads(read(built, "sections.json"))
    schema = json.loads(
        files("sphinx_evidence.permalinks").joinpath("sections.schema.json").read_text()
    )
    jsonschema.validate(data, schema)
    assert [section["id"] for section in data["sections"]] == ["one", "a-section"]
    first, second = data["sections"]
    assert [part["number"] for part in first["paragraphs"]] == [1, 2]
    assert [part["claim"] for part in first["paragraphs"]] == [None, "it-is-so"]
    assert re.fullmatch(r"part/one\.html#p3-[0-9a-f]{8}", second["paragraphs"][0]["address"])
    cited = [part["citations"] for part in (*first["paragraphs"], *second["paragraphs"])]
    source = {"id": "hrw2008denied"}
    place = {"label": "page"}
    assert cited == [
        [source],
        [source | place | {"locator": "4"}],
        [source | place | {"locator": "7"}],
    ]


def test_a_checksum_tells_words_from_citations(book):
    def sums(built):
        data = json.loads(read(built, "sections.json"))
        return [part["sha256"] for section in data["sections"] for part in section["paragraphs"]]

    before = sums(book(BOOK, builder="html"))
    cited = CHAPTER.replace("hrw2008denied{p. 7}", "hrw2008denied{p. 8}")
    assert sums(book({"part/one.md": page("one", cited, "One")}, builder="html")) == before
    changed = CHAPTER.replace("Second", "Otherwise")
    after = sums(book({"part/one.md": page("one", changed, "One")}, builder="html"))
    assert after[:2] == before[:2]
    assert after[2] != before[2]


def test_each_thing_has_its_permalink_and_files(book):
    built = book(BOOK, builder="html")
    folder = Path(built.app.outdir, "id")
    assert {path.name for path in folder.iterdir()} == {"index", "one", "a-section", "it-is-so"}
    for path in folder.iterdir():
        names = {file.name for file in path.iterdir()}
        assert names == {"index.html", "cite.html", "cite.bib", "cite.ris", "cite.json"}
        (link,) = tree((path / "index.html").read_text("utf-8")).iter("a")
        target, _, anchor = link.get("href").partition("#")
        html = (path / target).resolve().read_text("utf-8")
        assert f'id="{anchor}"' in html


def test_a_citation_gives_a_paragraph_of_its_own_thing_as_an_example(book):
    built = book(BOOK, builder="html")
    found = {
        name: re.findall(
            r"One, <span class='place'>¶ (\d+)</span>\)", read(built, f"id/{name}/cite.html")
        )
        for name in ("index", "one", "a-section", "it-is-so")
    }
    assert found == {"index": [], "one": ["1"], "a-section": ["3"], "it-is-so": ["2"]}


def test_a_draft_exports_no_files_and_leads_to_none(book):
    built = book(BOOK, builder="html", evidence_edition_date="")
    out = Path(built.app.outdir)
    assert not any(out.joinpath(name).exists() for name in ("id", "sources", "references.bib"))
    for name in ("sources", "part/one"):
        links = [a.get("href") or "" for a in tree(built.html(name)).iter("a")]
        assert [link for link in links if "hrw2008denied." in link or "id/" in link] == []


def picks(html):
    """Return the values of each COinS of a page by their keys."""
    spans = (span for span in tree(html).iter("span") if span.get("class") == "Z3988")
    return [dict(parse_qsl(span.get("title"), strict_parsing=True)) for span in spans]


def test_reference_managers_can_pick_sources_from_a_register_only(book):
    built = book(BOOK, builder="html")
    (found,) = picks(built.html("sources"))
    assert found == {
        "ctx_ver": "Z39.88-2004",
        "rft_val_fmt": "info:ofi/fmt:kev:mtx:dc",
        "rft.type": "document",
        "rft.identifier": "https://www.hrw.org/report/2008",
        "rft.title": "Denied Status",
        "rft.aucorp": "Human Rights Watch",
        "rft.date": "2008-04",
        "rft.language": "en",
    }
    assert picks(built.html("part/one")) == []
    later = {"references.bib": ENTRY.replace("apr", "may")}
    (found,) = picks(book(later, builder="html").html("sources"))
    assert found["rft.date"] == "2008-05"
    built = book({}, builder="html", evidence_edition_date="")
    assert picks(built.html("sources")) == []


def references(html):
    """Return the works that a page cites, as its head has them for harvesters."""
    tags = tree(html).iter("meta")
    return [tag.get("content") for tag in tags if tag.get("name") == "citation_reference"]


def test_the_page_of_the_citation_of_a_chapter_has_what_it_cites(book):
    built = book(BOOK, builder="html")
    assert references(read(built, "id/one/cite.html")) == [
        "citation_title=Denied Status; citation_author=Human Rights Watch; "
        "citation_publication_date=2008/04; "
        "citation_public_url=https://www.hrw.org/report/2008"
    ]
    for name in ("id/a-section/cite.html", "id/it-is-so/cite.html", "part/one.html"):
        assert references(read(built, name)) == []


def test_each_source_has_its_files_and_all_have_them_together(book):
    built = book(BOOK, builder="html")
    assert words(built) == []
    links = [a.get("href") for a in tree(built.html("sources")).iter("a")]
    for ending in ("bib", "ris", "json"):
        assert f"sources/hrw2008denied.{ending}" in links
        assert read(built, f"sources/hrw2008denied.{ending}") == read(built, f"references.{ending}")
    assert json.loads(read(built, "references.json"))[0]["id"] == "hrw2008denied"
    more = ENTRY + ENTRY.replace("hrw2008denied", "hrw2009other").replace("report/2008", "other")
    built = book({"references.bib": more}, builder="html")
    assert Path(built.app.outdir, "sources", "hrw2009other.ris").exists()
    built = book({"references.bib": ENTRY}, builder="html")
    assert not Path(built.app.outdir, "sources", "hrw2009other.ris").exists()


def test_a_strange_key_and_a_strange_date_stop_nothing(book):
    odd = ENTRY.replace("hrw2008denied", "DBLP:conf/x").replace("2026-11-24", "24 Nov 2026")
    built = book(BOOK | {"references.bib": ENTRY + odd}, builder="html")
    assert "sources/DBLP-conf-x.bib" in built.html("sources")
    assert "DBLP:conf/x" in read(built, "sources/DBLP-conf-x.bib")
    assert "accessed" not in json.loads(read(built, "sources/DBLP-conf-x.json"))[0]


def test_a_folder_for_each_page_needs_one_step_more(book):
    built = book(BOOK, builder="dirhtml")
    html = read(built, "part/one/index.html")
    assert 'href="../../id/a-section/cite.html"' in html
    assert 'href="hrw2008denied.bib"' in read(built, "sources/index.html")
    assert Path(built.app.outdir, "sources", "hrw2008denied.bib").exists()


def test_each_thing_leads_to_its_citation(book):
    html = book(BOOK, builder="html").html("part/one")
    links = {
        a.get("href"): a.get("aria-label")
        for a in tree(html).iter("a")
        if a.get("class") == "cite-link"
    }
    assert links == {
        "../id/one/cite.html": "Cite: One",
        "../id/a-section/cite.html": "Cite: A section",
        "../id/it-is-so/cite.html": "Cite: It is so",
    }


def test_a_heading_has_no_part_in_the_link_to_its_citation(book):
    """Its accessible name was once repeated."""
    html = book(BOOK, builder="html").html("part/one")
    section = next(node for node in tree(html).iter("section") if node.get("id") == "a-section")
    heading, link = list(section)[:2]
    assert (heading.tag, heading.text) == ("h2", "A section")
    assert link.get("class") == "cite-link"
    assert not [a for a in heading.iter("a") if a.get("class") == "cite-link"]


def test_a_downloaded_file_has_the_name_of_what_it_cites(book):
    html = read(book(BOOK, builder="html"), "id/a-section/cite.html")
    names = {a.get("href"): a.get("download") for a in tree(html).iter("a") if a.get("download")}
    assert names == {f"cite.{ending}": f"a-section.{ending}" for ending in ("bib", "ris", "json")}


def test_another_book_links_to_everything_by_a_label(book):
    built = book(BOOK, builder="html")
    inventory = InventoryFile.loads(read_bytes(built, "objects.inv"), uri="")
    labels = {name: item.uri for name, item in inventory.data["std:label"].items()}
    paragraph = inventory.data["std:label"]["one-p1"]
    assert re.fullmatch(r"part/one.html#p1-[0-9a-f]{8}", paragraph.uri)
    assert paragraph.display_name == "One, ¶ 1"
    kinds = [kind for kind in inventory.data if "it-is-so" in inventory.data[kind]]
    assert kinds == ["std:label"]
    assert labels["it-is-so"] == "part/one.html#it-is-so"
    assert inventory.data["std:label"]["it-is-so"].display_name == "It is so"
    assert labels["a-section"] == "part/one.html#a-section"
    again = book({}, builder="html")
    assert read_bytes(again, "objects.inv") == read_bytes(built, "objects.inv")
    changed = CHAPTER.replace("It is so", "It was so")
    built = book({"part/one.md": page("one", changed, "One")}, builder="html")
    inventory = InventoryFile.loads(read_bytes(built, "objects.inv"), uri="")
    assert inventory.data["std:label"]["it-is-so"].display_name == "It was so"


@pytest.mark.parametrize("builder", ["text", "latex"])
def test_other_writers_have_no_numbers_and_no_links_to_citations(book, builder):
    built = book(BOOK, builder=builder)
    assert words(built) == []


def test_a_canonical_address_needs_a_base(book):
    built = book(BOOK, builder="html")
    assert "canonical" not in read(built, "id/one/index.html")
    built = book(BOOK, builder="html", evidence_base_address="https://example.org/book/")
    assert 'href="https://example.org/book/id/one/"' in read(built, "id/one/index.html")
    assert "https://example.org/book/id/one/" in read(built, "id/one/cite.bib")


def test_a_source_leads_to_every_place_and_to_the_claims_on_it(book):
    built = book(BOOK, builder="html")
    (places,) = (
        p for p in tree(built.html("sources")).iter("p") if p.get("class") == "source-places"
    )
    words = "Cited in One (¶ 1, ¶ 2 [p.\u00a04]; A section, ¶ 3 [p.\u00a07])."
    assert "".join(places.itertext()) == words
    hrefs = [a.get("href") for a in places.iter("a")]
    assert hrefs == ["part/one.html#p1", "part/one.html#p2", "part/one.html#p3"]
    (claims,) = (
        p for p in tree(built.html("sources")).iter("p") if p.get("class") == "source-claims"
    )
    assert "".join(claims.itertext()) == "Claims: It is so. (on record)"


def test_a_paragraph_that_cites_a_source_twice_is_named_once(book):
    cites = "{cite:p}`hrw2008denied`"
    twice = f"Once {cites}, again {cites}, and {{cite:p}}`hrw2008denied{{p. 2}}`."
    built = book(BOOK | {"part/one.md": page("one", twice, "One")}, builder="html")
    text = "".join(tree(built.html("sources")).itertext())
    assert "Cited in One (¶ 1, ¶ 1 [p.\u00a02])." in text


def test_a_place_that_goes_or_comes_shows_at_the_source_in_a_second_build(book):
    book(BOOK, builder="html")
    less = CHAPTER.replace("First, with a source {cite:p}`hrw2008denied`.", "First.")
    built = book({"part/one.md": page("one", less, "One")}, builder="html")
    assert "¶ 1" not in built.html("sources")
    two = page("two", "Also {cite:p}`hrw2008denied`.", "Two")
    built = book({"part/two.md": two}, builder="html")
    assert "Two (¶ 1)" in "".join(tree(built.html("sources")).itertext())
    renamed = less.replace("## A section", "## Another title")
    built = book({"part/one.md": page("one", renamed, "One")}, builder="html")
    assert "Another title, ¶ 3" in "".join(tree(built.html("sources")).itertext())
    built = book({"part/two.md": None}, builder="html")
    assert "Two (" not in "".join(tree(built.html("sources")).itertext())


REGISTERED = {
    **BOOK,
    "conf.py": CONF + SETTINGS + REGISTER,
    "permalinks.csv": (
        "id,kind,edition,status,replaced_by,note\n"
        "a-section,section,2026.1,current,,\n"
        "old-section,section,2026.1,merged,a-section,Its text stands there.\n"
        "wrong-claim,claim,2026.1,withdrawn,,It was wrong.\n"
    ),
}


def test_a_renamed_id_is_refused_and_a_moved_section_is_not(book):
    built = book(REGISTERED, builder="html")
    assert words(built) == []
    moved = {
        "part/one.md": page("one", f"{CLAIM}\n", "One"),
        "part/two.md": page("two", "(a-section)=\n## Another title\n\nText.", "Two"),
    }
    built = book(moved, builder="html")
    assert words(built) == []
    assert "part/two.html#a-section" in read(built, "id/a-section/index.html")
    renamed = page("two", "(b-section)=\n## Another title\n\nText.", "Two")
    built = book({"part/two.md": renamed}, builder="html")
    found = [line for line in words(built) if "lost-id" in line]
    assert (
        "permalinks.csv:2: WARNING: the id 'a-section' (section) is registered and no page has it"
        in found[0]
    )


def test_an_old_address_leads_to_the_page_and_keeps_the_fragment(book):
    built = book(BOOK, builder="html")
    head = "---\ndescription: About two.\nmoved-from: part/one, old/first\n---\n\n(two)=\n# Two\n"
    (built.root / "part/one.md").unlink()
    built = book({"part/two.md": f"{head}\n{CHAPTER}"}, builder="html")
    assert words(built) == []
    for name in ("part/one.html", "old/first.html"):
        old = tree(read(built, name))
        target = old.find(".//main/p/a").get("href")
        assert target == ("two.html" if name.startswith("part") else "../part/two.html")
        assert old.find(".//noscript/meta").get("content") == f"0; url={target}"
        script = old.find(".//script").get("src").partition("?")[0]
        assert "location.hash" in Path(built.app.outdir, "old", script).read_text("utf-8")


def test_an_old_address_is_that_of_no_other_page(book):
    twice = {
        f"part/{name}.md": page(name, "Text.", name.title()).replace(
            "---\n\n", "moved-from: part/old, index\n---\n\n", 1
        )
        for name in ("two", "three")
    }
    found = [line for line in words(book(BOOK | twice, builder="html")) if "moved-from" in line]
    assert len(found) == 3
    assert "part/three.md: WARNING: moved-from: index is a page of the book" in found[0]
    assert "moved-from: part/old is also in part/three" in found[2]


def test_a_tombstone_says_what_happened_and_where_to_go(book):
    built = book(REGISTERED, builder="html")
    merged, withdrawn = (
        read(built, "id/old-section/index.html"),
        read(built, "id/wrong-claim/index.html"),
    )
    assert "This section was merged. Its text stands there." in merged
    assert 'href="../a-section/index.html"' in merged
    assert "This claim was withdrawn. It was wrong." in withdrawn
    # the page of citations of an edition leads to that of the newest book
    assert read(built, "id/old-section/cite.html") == merged


def test_the_folder_of_a_lost_id_is_removed(book):
    book(BOOK, builder="html")
    built = book({"part/one.md": page("one", "Text.", "One")}, builder="html")
    assert not Path(built.app.outdir, "id", "a-section").exists()


def test_a_release_needs_every_id_registered(book):
    built = book(REGISTERED, version="2026.1")
    found = [line for line in words(built) if "unregistered-id" in line]
    assert len(found) == 3
    assert "run 'sphinx-build -b register' before the release" in found[0]


def test_parallel_and_serial_builds_write_the_same(book):
    serial = book(BOOK, builder="html")
    pages = {name: serial.html(name) for name in ("part/one", "sources", "lists")}
    inventory = read_bytes(serial, "objects.inv")
    parallel = book(BOOK, builder="html", parallel=2, fresh=True)
    assert {name: parallel.html(name) for name in pages} == pages
    assert read_bytes(parallel, "objects.inv") == inventory


@pytest.mark.parametrize(
    ("old", "name", "line"),
    [
        ("a-section", "../../../escape", 20),
        ("a-section", "x" * 300, 20),
        ("a-section", "con", 20),
        ("it-is-so", "../../../escape", 12),
        ("it-is-so", "x" * 300, 12),
        ("it-is-so", "con", 12),
        ("it-is-so", 'x"onmouseover="alert(1)', 12),
        ("it-is-so", "<script>alert(1)</script>", 12),
    ],
)
def test_a_malformed_id_is_one_warning_and_no_path(book, tmp_path, old, name, line):
    built = book(
        BOOK | {"part/one.md": page("one", CHAPTER.replace(old, name), "One")}, builder="html"
    )
    (warning,) = words(built)
    assert warning.startswith(f"part/one.md:{line}: WARNING: ")
    assert "[evidence.malformed-id]" in warning
    left = {"index", "one", "a-section", "it-is-so"} - {old}
    assert {path.name for path in Path(built.app.outdir, "id").iterdir()} == left
    assert not list(tmp_path.rglob("escape*"))
    html = built.html("part/one")
    assert f"id/{name}/" not in html
    assert not any(key.startswith("on") for node in tree(html).iter() for key in node.attrib)


def moved(book, value):
    """Build the book with a page that declares its former name."""
    text = page("two", "Text.", "Two").replace("---\n\n", f"moved-from: {value}\n---\n\n", 1)
    return book(BOOK | {"part/two.md": text}, builder="html")


@pytest.mark.parametrize(
    ("value", "words_"),
    [
        ("../../escape", "moved-from: ../../escape is not a name such as part/name"),
        ("../part/escape", "is not a name such as part/name"),
        ("/escape", "is not a name such as part/name"),
        ("part/a name with?query", "is not a name such as part/name"),
        ("search", "moved-from: search is an address that the build generates"),
        ("id/one/cite", "is an address that the build generates"),
        ("{a: escape}", "is not a name such as part/name"),
    ],
)
def test_an_old_address_that_is_none_is_one_warning_and_no_file(book, tmp_path, value, words_):
    built = moved(book, value)
    (warning,) = words(built)
    assert warning.startswith("part/two.md: WARNING: ")
    assert words_ in warning
    assert not list(tmp_path.rglob("*escape*"))
    assert "Cite: One" in read(built, "id/one/cite.html")


def test_old_addresses_may_be_a_list(book):
    built = moved(book, "[part/streets, part/ways]")
    assert words(built) == []
    for name in ("streets", "ways"):
        assert 'href="two.html"' in read(built, f"part/{name}.html")


@pytest.mark.parametrize("name", ["search", "id/one/cite"])
def test_a_page_where_the_build_writes_its_own_is_refused(book, name):
    index = BOOK["index.md"].replace("lists", f"lists\n{name}")
    text = page(name.rpartition("/")[2], "Text.")
    built = book(BOOK | {"index.md": index, f"{name}.md": text}, builder="html")
    (warning,) = words(built)
    assert warning.startswith(f"{name}.md: WARNING: the build generates this address itself")
    assert "rename the file" in warning


def test_what_is_not_numbered_is_named_only_where_nothing_is(book):
    cites = "{cite:p}`hrw2008denied`"
    files = {
        "part/one.md": page("one", f"Once {cites}.\n\n- Again {cites}.", "One"),
        "lists.md": page("lists", f"- Never in a chapter {cites}.", "Lists"),
    }
    text = "".join(tree(book(BOOK | files, builder="html").html("sources")).itertext())
    assert "Cited in One (¶ 1); Lists." in text


def test_a_tombstone_leads_to_what_is_there_only(book):
    rows = (
        "id,kind,edition,status,replaced_by,note\n"
        "first,section,2026.1,moved,second,\n"
        "second,section,2026.1,moved,nowhere,\n"
        'wrong-claim,claim,2026.1,withdrawn,,"<script>alert(1)</script>"\n'
        "it-is-so,claim,2026.1,withdrawn,,\n"
    )
    built = book(REGISTERED | {"permalinks.csv": rows}, builder="html")
    assert [line.partition(" WARNING: ")[0] for line in words(built)] == [
        "permalinks.csv:2:",
        "permalinks.csv:3:",
        "permalinks.csv:5:",
    ]
    assert "replaces it" not in read(built, "id/first/index.html")
    assert "<script>" not in read(built, "id/wrong-claim/index.html")
    assert "part/one.html#it-is-so" in read(built, "id/it-is-so/index.html")


@pytest.mark.parametrize(
    ("version", "edition"),
    [("2026.1.dev0", "Working copy 2026.1.dev0."), ("2026.1", "Edition 2026.1.")],
)
def test_the_foot_of_a_page_says_what_edition_it_is(book, version, edition):
    foot = files("sphinx_evidence.theme") / "evidence" / "page-standing.html"
    pages = BOOK | {"_t/page.html": foot.read_text("utf-8")}
    built = book(pages, builder="html", templates_path=["_t"], version=version)
    numbers = f"{edition} Numbers of paragraphs are those of this edition."
    for name, expected in {"part/one": numbers, "index": edition}.items():
        (line,) = [p for p in tree(built.html(name)).iter("p") if p.get("class") == "page-standing"]
        assert "".join(line.itertext()).split("Text and data")[0].strip() == expected
