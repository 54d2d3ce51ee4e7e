"""Books to hold: pages of the site as pages of a book, and the container of a volume."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_STORED, ZipFile

import pytest
from lxml import etree

from sphinx_evidence.core.edition import Edition
from sphinx_evidence.site.volume_cover import drawing
from sphinx_evidence.site.volume_model import Entry, Place, Volume, file_name
from sphinx_evidence.site.volume_package import PACKAGE, STYLE, archive, files_of
from sphinx_evidence.site.volume_pages import clean, parse, relink, target, to_xml
from tools.volumes.embedding import characters, embed, language
from tools.volumes.printing import join, lay_flat, lay_wide, levels, to_html
from tools.volumes.reading import read_epub, spine

EDITION = Edition("A river", "River board", "2026.1", "2026-11-24", "en")


def cleaned(content: str, base: str = "") -> str:
    body = parse(f"<html><body>{content}</body></html>")
    clean(body, {"var(--chart-1)": "#7a3b2e"}, base)
    return "".join((body.text or "", *map(to_xml, body)))


@pytest.mark.parametrize(
    ("page", "book"),
    [
        ("<p>One<script>run()</script> two</p>", "<p>One two</p>"),
        ("<p>1 &lt; 2&nbsp;&amp; 3</p>", "<p>1 &lt; 2\xa0&amp; 3</p>"),
        ("<div><button>Go</button>on</div>", "<div>on</div>"),
        ("<p>One<!-- not shown --> two</p>", "<p>One two</p>"),
        (
            '<ul class="source-files"><li><a class="headerlink">1</a><script/></li></ul><p/>',
            "<p/>",
        ),
        (
            '<details class="fold" open="open"><summary>More</summary><p>It.</p></details>',
            '<div class="fold"><p class="fold-title">More</p><p>It.</p></div>',
        ),
        (
            '<details class="narrow-fold"><summary>Show it</summary><p>It.</p></details>',
            '<div class="narrow-fold"><p>It.</p></div>',
        ),
        (
            '<span class="inference"><span class="visually-hidden">(our inference)</span>'
            '<span aria-hidden="true">◇</span></span>',
            '<span class="inference" role="img" aria-label="our inference">◇</span>',
        ),
        (
            '<p><a class="paragraph-number" id="p4" href="#p4-aa" tabindex="-1"'
            ' aria-label="Paragraph 4"></a>Text.</p>',
            '<p><span class="paragraph-number" id="p4" role="img" aria-label="Paragraph 4">4</span>'
            "Text.</p>",
        ),
        (
            '<li class="facet-item kind--law docutils" data-order="2">One</li>',
            '<li class="facet-item">One</li>',
        ),
        (
            '<svg xmlns="http://www.w3.org/2000/svg"><text font-family="sans-serif"'
            ' fill="var(--chart-1)">1</text></svg>',
            '<svg xmlns="http://www.w3.org/2000/svg"><text font-family="Arial, Liberation Sans,'
            ' Helvetica, sans-serif" fill="#7a3b2e">1</text></svg>',
        ),
        (
            '<svg xmlns="http://www.w3.org/2000/svg" role="group"><a href="x.html#row-1"'
            ' tabindex="-1" aria-hidden="true"><title>5</title><path d="M0"/></a></svg>',
            '<svg xmlns="http://www.w3.org/2000/svg" role="img"><g><title>5</title>'
            '<path d="M0"/></g></svg>',
        ),
        ('<ul><li><a class="cite-link" href="id/x/cite.html">Cite</a></li></ul>', ""),
        ('<p class="chart-ways"><a href="data/x.svg">SVG</a> · <a href="#x">Here</a></p>', ""),
        (
            "<figure><svg/><figcaption>It.</figcaption><details><summary>In words</summary>"
            "</details><p>1</p></figure>",
            '<figure><svg/><figcaption>It.<div><p class="fold-title">In words</p></div><p>1</p>'
            "</figcaption></figure>",
        ),
        (
            '<p class="chart-ways">As <a>SVG</a> · <a class="permalink" href="#x"/></p>',
            '<p class="chart-ways"><a class="permalink" href="#x"/></p>',
        ),
    ],
)
def test_a_page_keeps_what_a_book_can_show(page: str, book: str) -> None:
    assert cleaned(page) == book


def test_the_link_to_citations_leads_to_the_permalink() -> None:
    link = '<p><a class="cite-link" href="../id/flood/cite.html" aria-label="Cite: Flood">C</a></p>'
    address = "https://example.org/id/flood/"
    sign = f'<a class="permalink" href="{address}" aria-label="id/flood/" title="{address}"/>'
    assert cleaned(link, "https://example.org/") == f"<p>{sign}</p>"
    heading = f"<section><h2>Flood</h2>{link[3:-4]} <p>It rose.</p></section>"
    assert cleaned(heading, "https://example.org/") == (
        f"<section><h2>Flood{sign}</h2> <p>It rose.</p></section>"
    )
    assert cleaned(heading) == "<section><h2>Flood</h2> <p>It rose.</p></section>"


def test_links_lead_into_the_volume_or_to_the_site_or_become_text() -> None:
    links = (
        '<a href="#here">1</a><a href="two.xhtml#there">2</a><a href="two.xhtml#gone">3</a>'
        '<a href="../three.xhtml#far">4</a><a href="../data/x.csv">5</a>'
        '<a href="https://example.org/">6</a>'
    )
    body = parse(f"<body>{links}</body>")
    anchors = {"part/one.xhtml": {"here"}, "part/two.xhtml": {"there"}}
    known = {("three.xhtml", "far"): "https://example.org/far"}
    relink(body, "part/one.xhtml", anchors, lambda path, anchor: known.get((path, anchor), ""))
    assert to_xml(body) == (
        '<body><a href="#here">1</a><a href="two.xhtml#there">2</a><a href="two.xhtml">3</a>'
        '<a href="https://example.org/far" class="on-site">4</a><span>5</span>'
        '<a href="https://example.org/">6</a></body>'
    )


def test_addresses_are_counted_from_the_root_of_the_volume() -> None:
    assert target("part/one.xhtml", "../two.xhtml#three") == ("two.xhtml", "three")
    assert target("part/one.xhtml", "#three") == ("part/one.xhtml", "three")


def test_html_ends_what_xml_leaves_empty() -> None:
    assert to_html(parse("<body><p><span/><br/></p></body>")) == (
        "<body><p><span></span><br></p></body>"
    )


def test_the_name_of_a_book_is_that_of_its_files() -> None:
    assert file_name("Across the Tumen") == "across-the-tumen"
    assert file_name("—") == "book"


@pytest.fixture
def volume() -> Volume:
    """A book of two pages, the second of which is under the first."""
    return Volume(
        path="river",
        title="A river & its banks",
        edition=EDITION,
        date="24 November 2026",
        contents=(Entry("Cover", "index.xhtml", (Entry("One", "part/one.xhtml"),)),),
        place=Place("id/index/", "", {"APA": "River board. <i>A river</i>."}, "@book{index}"),
    )


@pytest.fixture
def files(volume: Volume) -> dict[str, bytes]:
    """The files of the book."""
    bodies = {
        "index.xhtml": parse('<body><h1 id="top">Cover</h1><a href="part/one.xhtml">1</a></body>'),
        "part/one.xhtml": parse(
            '<body><h1>One</h1><svg xmlns="http://www.w3.org/2000/svg"/>'
            '<p id="p1">北 <em lang="ko">강</em> <em lang="zh-Hant">河</em> x</p>'
            '<a href="../index.xhtml#top">0</a></body>'
        ),
    }
    places = {"index.xhtml": volume.place, "part/one.xhtml": Place()}
    return files_of(volume, bodies, places, {STYLE: b"p {}"})


def test_a_volume_lists_its_files_and_says_what_it_is(
    volume: Volume, files: dict[str, bytes]
) -> None:
    package = etree.fromstring(files[PACKAGE])
    assert spine(package) == ["title.xhtml", "contents.xhtml", "index.xhtml", "part/one.xhtml"]
    items = {item.get("href"): item for item in package.iter("{http://www.idpf.org/2007/opf}item")}
    assert items.keys() == files.keys() - {PACKAGE, "META-INF/container.xml"}
    assert items["part/one.xhtml"].get("properties") == "svg"
    assert items["contents.xhtml"].get("properties") == "nav"
    text = files[PACKAGE].decode()
    assert f'<dc:identifier id="id">{volume.urn}</dc:identifier>' in text
    assert '<dc:title id="title">A river &amp; its banks</dc:title>' in text
    assert '<meta property="schema:bookEdition">Edition 2026.1</meta>' in text
    assert 'bibliographicCitation">River board. A river.</meta>' in text
    for page in ("title.xhtml", "index.xhtml"):
        assert b"Edition 2026.1" in files[page]
        assert b"id/index/" in files[page]
        assert b"<i>A river</i>" in files[page]
    assert b"@book{index}" in files["title.xhtml"]
    assert b"page-standing" not in files["part/one.xhtml"]
    assert b'href="../book.css"' in files["part/one.xhtml"]


def test_another_edition_and_another_volume_have_another_identifier(volume: Volume) -> None:
    later = Edition("A river", "River board", "2026.2", "2026-12-24", "en")
    other = Volume("chapters/one", "One", EDITION, (), Place())
    later_one = Volume("chapters/one", "One", later, (), Place())
    assert len({volume.urn, other.urn, later_one.urn}) == 3


def test_an_archive_begins_with_its_type_and_is_the_same_each_time(
    files: dict[str, bytes], tmp_path
) -> None:
    data = archive(files)
    assert data == archive(files)
    with ZipFile(BytesIO(data)) as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        assert book.read(first) == b"application/epub+zip"
    path = tmp_path / "river.epub"
    path.write_bytes(data)
    assert read_epub(path) == files


def test_pages_are_joined_for_print_under_ids_of_their_own(files: dict[str, bytes]) -> None:
    text = join(files, etree.fromstring(files[PACKAGE]))
    assert '<a href="#part--one">1</a>' in text
    assert '<a href="#index--top">0</a>' in text
    assert 'id="part--one" class="page"' in text
    assert 'data-address=" · id/index/"' in text
    contents = parse(files["contents.xhtml"].decode().replace("epub:type", "class"))
    assert levels(contents) == {"index.xhtml": 1, "part/one.xhtml": 2}


@pytest.mark.parametrize(
    "title", ["Ice", "A river: a small book", "Of long words " * 6, "一条河：小书"]
)
def test_a_cover_has_room_for_every_title(volume: Volume, title: str) -> None:
    drawn = etree.fromstring(drawing(replace(volume, title=title)))
    lines = {
        float(line.get("y", "")): line.text or "" for line in drawn if line.tag.endswith("text")
    }
    words = " ".join(lines.values())
    assert (
        words
        == f"{title.replace('：', ': ').replace(': ', ' ').strip()} River board edition 2026.1 "
        "24 November 2026"
    )
    places = sorted(lines)
    assert min(below - above for above, below in pairwise(places)) >= 40
    assert places[-1] < 1200


def test_characters_get_the_face_of_their_language(files: dict[str, bytes]) -> None:
    page = parse(files["part/one.xhtml"].decode())
    assert characters(page, "en") == {"zh": {"北"}, "ko": {"강"}, "zh-hant": {"河"}}
    assert characters(page, "ko") == {"ko": {"北", "강"}, "zh-hant": {"河"}}
    assert [language(tag) for tag in ("ko-KP", "zh-Hans", "zh-TW", "ja", "en")] == [
        *("ko", "zh", "zh-hant", "ja", "zh")
    ]
    embedded = embed(files, {"korean": b"face"})
    assert b'href="faces/korean.woff2"' in embedded[PACKAGE]
    assert embedded[STYLE].startswith(b'@font-face { font-family: "Evidence korean"')
    assert embedded["faces/korean.woff2"] == b"face"
    etree.fromstring(embedded[PACKAGE])


def test_wide_tables_lie_on_their_side_with_their_section() -> None:
    row = "<tr>" + "<td/>" * 7 + "</tr>"
    body = parse(
        f"<body><section><h2/><div><table>{row}</table></div></section>"
        "<section><table><tr><td/></tr></table></section></body>"
    )
    lay_wide(body)
    one, two = body
    assert one.get("class") == "wide-section"
    assert [table.get("class") for table in one.iter("table")] == ["wide"]
    assert [element.get("class") for element in two.iter()] == [None] * 4


def test_an_index_that_only_leads_on_is_not_printed(volume: Volume) -> None:
    bodies = {
        "index.xhtml": parse('<body><h1>Cover</h1><a href="part/one.xhtml">1</a></body>'),
        "part/one.xhtml": parse('<body><dl class="source-index"><dt>A</dt></dl></body>'),
    }
    places = dict.fromkeys(bodies, Place())
    files = files_of(volume, bodies, places, {STYLE: b""})
    text = join(files, etree.fromstring(files[PACKAGE]))
    assert "source-index" not in text
    assert "<h1>Cover</h1>1" in text
    assert "part--one" not in text


def test_print_has_no_elements_that_nobody_sees() -> None:
    body = parse(
        "<body><ul><li><p>One <em>two</em></p></li><li><p>1</p><p>2</p></li></ul>"
        '<p>a<span class="x"><span class="citation">b</span>c</span>d<span lang="ko">e</span></p>'
        '<p><b>1</b><span class="x"><b>2</b> <span class="y">3</span></span>4</p></body>'
    )
    lay_flat(body, {"citation"})
    assert to_xml(body) == (
        "<body><ul><li>One <em>two</em></li><li><p>1</p><p>2</p></li></ul>"
        '<p>a<span class="citation">b</span>cd<span lang="ko">e</span></p>'
        "<p><b>1</b><b>2</b> 34</p></body>"
    )
