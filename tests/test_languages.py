"""Build a book in English and in Korean, of which what is due first is translated."""

from __future__ import annotations

import json
import posixpath
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.parse import unquote

import polib
import pytest
from jsonschema import validate
from lxml import etree
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from chromium import FLAGS, find_browser
from conftest import search_parts
from sphinx_evidence.site.volume_package import NAVIGATION, PACKAGE, TITLE
from sphinx_evidence.site.volume_pages import ids, is_external, links, parse, target
from sphinx_evidence.translations.catalogs import tier_of
from sphinx_evidence.translations.rules import words
from test_i18n import write_catalog
from test_translations import ID, SETTINGS, WHOLE, pseudo, sphinx
from tools.volumes.reading import metadata, read_epub, spine

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

LANGUAGES = """\
folder,tag,code,name,title,state
ko,ko,ko,한국어,강: 넘치는 강에 관한 책,offered
zh-hans,zh-Hans,zh_CN,简体中文,一条河,planned
"""
REVIEWS = """\
language,page,edition,translators,reviewers,date,sha256
ko,land/fields,2026.1,machine,,2026-11-30,
ko,water/floods,2026.1,Alder,Reed,2026-11-30,0000
"""
NAMES = ("claims", "sections")
KOREAN = {
    "Fields": "밭",
    "A third of the harvest was lost {cite:p}`smith2010sand{p. 5}`.": (
        "수확의 3분의 1을 잃었다 {cite:p}`smith2010sand{p. 5}`."
    ),
}
"""Real messages; the others of the first tier are in the pseudo-language."""


def stale(entry: polib.POEntry, translation: str) -> None:
    """Make a message one whose English has changed since it was translated."""
    entry.msgstr, entry.previous_msgid, entry.flags = translation, "Older.", ["fuzzy"]


DRAWN = """
```{drawing} two-banks
:alt: Two banks.

The bend again.
```

```{drawing} one-bank
:alt: One bank.

A bend that nobody has drawn in Korean.
```
"""
WORDS = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

#. drawing two-banks · tier 1
msgid "given"
msgstr "준"
"""


def fill(templates: Path, folder: Path) -> None:
    """Write the catalogs: all of the first tier, and what a page has that is older."""
    for path in templates.rglob("*.pot"):
        catalog = polib.pofile(str(path))
        for entry in catalog:
            if tier_of(entry.comment) == 1:
                entry.msgstr = KOREAN.get(entry.msgid) or pseudo(entry.msgid)
            if entry.msgid.startswith("Land that the river has left bare"):
                stale(entry, "강이 드러낸 땅 {cite:p}`weirs2006register{p. 9}`.")
            if entry.msgid.startswith("The team counted sheaves"):
                stale(entry, pseudo(entry.msgid))
            if entry.msgid.startswith("A mean over all fields"):
                stale(entry, pseudo(f"{entry.msgid} 81"))
        target = folder / path.relative_to(templates).with_suffix(".po")
        target.parent.mkdir(parents=True, exist_ok=True)
        catalog.save(str(target))
    write_catalog(folder)


def name_chapters(root: Path) -> None:
    """Have the rows of a dataset name a chapter, which lists them."""
    package, table = root / "data/datapackage.json", root / "data/levels.csv"
    data = json.loads(package.read_text("utf-8"))
    column = {"name": "chapters", "type": "string", "refers": "chapter"}
    column |= {"title": "Chapters", "description": "Chapters that use the row."}
    data["resources"][0]["schema"]["fields"].append(column)
    package.write_text(json.dumps(data), "utf-8")
    head, first, *rows = table.read_text("utf-8").splitlines()
    lines = [f"{head},chapters", f"{first},roads", *(f"{row}," for row in rows)]
    table.write_text("\n".join([*lines, ""]), "utf-8")
    with root.joinpath("docs/land/roads.md").open("a", encoding="utf-8") as page:
        page.write("\n```{rows-here} levels\n```\n")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the whole book in two languages."""
    root = tmp_path_factory.mktemp("languages") / "river"
    shutil.copytree(WHOLE, root)
    root.joinpath("docs/_templates/page-standing.html").unlink()
    root.joinpath("data/languages.csv").write_text(LANGUAGES, "utf-8")
    root.joinpath("data/translations.csv").write_text(REVIEWS, "utf-8")
    with root.joinpath("docs/glance.md").open("a", encoding="utf-8") as page:
        page.write(f"\n```{{translation-list}}\n```\n{DRAWN}")
    figures = root / "docs" / "figures"
    drawing = figures.joinpath("two-banks.svg").read_text("utf-8")
    figures.joinpath("one-bank.svg").write_text(drawing, "utf-8")
    korean = drawing.replace(">given<", ">준<").replace(">taken<", ">빼앗은<")
    figures.joinpath("two-banks.ko.svg").write_text(korean, "utf-8")
    with root.joinpath("conf.py").open("a", encoding="utf-8") as conf:
        conf.write(SETTINGS)
    name_chapters(root)
    templates = sphinx(root, "gettext-as-read", "templates")
    fill(templates, root / "locales" / "ko" / "LC_MESSAGES")
    root.joinpath("locales/ko/LC_MESSAGES/figures.po").write_text(WORDS, "utf-8")
    with root.joinpath("locales/ko/LC_MESSAGES/sphinx_evidence.po").open("a") as words:
        words.write('\nmsgid "Levels"\nmsgstr "수위"\n')
    return root


@pytest.fixture(scope="module")
def english(root: Path) -> Path:
    """The site in English."""
    return sphinx(root, "html", "site")


@pytest.fixture(scope="module")
def korean(root: Path, english: Path) -> Path:
    """The same in Korean, in its folder."""
    return sphinx(root, "html", "site/ko", "-D", "language=ko")


BOOKS = ("-D", "evidence_books=_build/epub/books")


@pytest.fixture(scope="module")
def volume(root: Path) -> dict[str, bytes]:
    """The files of the volume in Korean."""
    folder = sphinx(root, "epub", "epub/ko", *BOOKS, "-D", "language=ko")
    return read_epub(folder / "books" / "book-ko.epub")


def pages(site: Path) -> dict[str, str]:
    """Return the pages of a site by path, without the templates of its themes."""
    found = (path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return {name: site.joinpath(name).read_text("utf-8") for name in sorted(found)}


def test_only_what_is_translated_is_written(korean: Path) -> None:
    assert list(pages(korean)) == [
        *("glance.html", "index.html", "land/fields.html", "land/index.html", "land/roads.html"),
        *("search.html", "water/floods.html", "water/ice.html", "water/index.html"),
    ]
    for name in ("id", "data", "sources", "claims.json", "objects.inv", "references.bib"):
        assert not korean.joinpath(name).exists()


def test_all_ids_are_there_and_all_links_resolve(english: Path, korean: Path) -> None:
    """So all paragraphs have their anchors; the filters of tables in English have none."""
    ours = {name: set(ID.findall(html)) for name, html in pages(english).items()}
    for name, html in pages(korean).items():
        here = set(ID.findall(html))
        assert {one for one in ours[name] - here if not one.startswith("choice-")} == set()
        for link in re.findall(r'(?:href|src)="([^":]*)"', html):
            path, _hash, anchor = link.partition("#")
            target = posixpath.normpath(f"ko/{posixpath.dirname(name)}/{path.partition('?')[0]}")
            if not path:
                assert not anchor or anchor in here, link
                continue
            file = english / target
            assert file.exists(), (name, link)
            if anchor and file.suffix == ".html":
                assert f'id="{anchor}"' in file.read_text("utf-8"), (name, link)


def test_a_chapter_shows_what_is_due_first_and_leads_to_the_rest(korean: Path) -> None:
    page = korean.joinpath("land/fields.html").read_text("utf-8")
    assert "<h1>밭<" in page
    assert "수확의 3분의 1을 잃었다 <span" in page
    assert "⟦Main findings⟧" in page
    english = re.search(
        r'<p class="in-english">⟦In English:⟧ '
        r'<a class="reference internal" href="../../land/fields.html#p1" id="p1">'
        r'<span id="p1-\w{8}"></span>.*?¶ 1</a> ',
        page,
    )
    assert english
    assert "whoever walked there" not in page
    assert '<svg role="img" aria-label="Two lines for the banks' in page
    assert 'class="chart-only" lang="en"' not in page.partition("<figure")[0]
    assert re.search(r'<svg role="img"[^>]* lang="en" class="chart-only"', page)
    assert "One team." not in page
    link = '<a class="reference internal" href="../../land/fields.html#poor-harvest">'
    assert f'<p class="to-english">{link}⟦Reasons in English⟧</a></p>' in page
    # style sheets count paragraphs, so a page that leaves some out has their numbers
    assert '<a class="paragraph-number" id="p4" data-number="4" href="#p4-' in page


def test_a_drawing_is_in_the_language_or_in_english_whole(english: Path, korean: Path) -> None:
    """One whose title is in English is English, though it is drawn in Korean too."""
    page = korean.joinpath("glance.html").read_text("utf-8")
    drawings = re.findall(
        r'<svg [^>]*aria-label="([^"]* bank[^"]*)"[^>]*><g([^>]*)>(.*?)</svg>', page
    )
    assert [(alt, language) for alt, language, _marks in drawings] == [
        ("⟦Two banks.⟧", ""),
        ("⟦One bank.⟧", ' lang="en"'),
    ]
    said = [re.findall("<text[^>]*>([^<]*)</text>", marks) for _alt, _lang, marks in drawings]
    assert said == [["준", "빼앗은"], ["given", "taken"]]
    chapter = korean.joinpath("land/fields.html").read_text("utf-8")
    (svg,) = re.findall(r'<svg [^>]*aria-label="Two lines[^>]* lang="en".*?</svg>', chapter)
    assert ">given</text>" in svg
    for name in ("glance.html", "land/fields.html"):
        assert ">준</text>" not in english.joinpath(name).read_text("utf-8")


def test_a_drawing_that_is_translated_later_is_shown_by_a_second_build(
    root: Path, korean: Path
) -> None:
    options = ("-q", "-n", "-W", "-D", "language=ko", "-c", str(root), str(root / "docs"))
    again = [sys.executable, "-m", "sphinx", *options, str(korean)]
    path = root / "docs" / "figures" / "one-bank.ko.svg"
    page = korean / "glance.html"
    svg = path.with_name("two-banks.ko.svg").read_text("utf-8")
    path.write_text(svg.replace("빼앗은", "떼어 간"), "utf-8")
    subprocess.run(again, check=True)
    assert ">떼어 간</text>" in page.read_text("utf-8")
    path.unlink()
    subprocess.run(again, check=True)
    assert ">떼어 간</text>" not in page.read_text("utf-8")


def test_what_is_older_than_the_english_says_so(korean: Path) -> None:
    """A claim is shown in English with its old words; prose that keeps the evidence has a mark."""
    fields = korean.joinpath("land/fields.html").read_text("utf-8")
    claim = fields.partition('id="new-land-is-common"')[2].partition("</div>")[0]
    assert re.search(r'<p id="p9-\w{8}" lang="en">.*Land that the river has left bare', claim)
    assert "<summary>⟦Translation of the words before⟧</summary>" in claim
    assert "<p>강이 드러낸 땅.</p>" in claim
    assert "강이 드러낸 땅" not in fields.replace(claim, "")
    assert "· ⟦older than the English: 3⟧" in fields
    link = '<a class="reference internal" href="../../land/fields.html#p5">⟦changed in English⟧</a>'
    assert f'.⟧ <span class="translation-older">{link}</span></p>' in fields
    assert "⟦The team counted sheaves" in fields
    assert "A mean over all fields" not in fields  # it has a number that the English lacks


def test_each_page_says_who_translated_it(korean: Path) -> None:
    notes = {
        name: re.findall(r'<p class="translation-note">(.*)</p>', html)
        for name, html in pages(korean).items()
    }
    assert [len(found) for name, found in notes.items() if name != "search.html"] == [1] * 8
    assert notes["land/fields.html"][0].startswith(
        "⟦Translated from the English of edition 2026.1⟧ · ⟦draft by a machine⟧ · "
        "⟦no native speaker has reviewed this yet⟧ · ⟦"
    )
    floods = notes["water/floods.html"][0]
    assert "⟦translated by Alder⟧ · ⟦reviewed by Reed, " in floods
    assert "⟦changed since the review⟧" in floods
    listing = '<a class="reference internal" href="#">⟦Translations⟧</a>'
    assert notes["glance.html"] == [
        f"⟦no native speaker has reviewed this yet⟧ · ⟦100 per cent of the page⟧ · {listing}"
    ]


def test_what_is_in_english_on_a_page_says_so(korean: Path) -> None:
    """What stands around the rows of a dataset is translated with the words of the interface."""
    page = korean.joinpath("land/roads.html").read_text("utf-8")
    fold = page.partition('<details class="rows-here">')[2].partition("</details>")[0]
    assert fold.startswith("<summary>수위: 1</summary>")
    assert re.search(r'<a [^>]*><span lang="en">[^<]+</span></a>', fold)
    search = korean.joinpath("search.html").read_text("utf-8")
    assert '<a href="../reference/glossary.html" lang="en">Glossary</a>' in search
    assert '<a href="land/fields.html"><span lang="ko">밭</span></a>' in search
    terms = search.partition("<summary>⟦All terms⟧</summary>")[2]
    assert terms.lstrip().startswith('<ul lang="en">')


def test_all_translated_pages_are_listed(english: Path, korean: Path) -> None:
    pages = (english, "ko/land/fields.html"), (korean, "land/fields.html")
    cells = ["40 %", "3", "2026.1"]
    rows = []
    for site, link in pages:
        html = site.joinpath("glance.html").read_text("utf-8")
        row = html.partition('id="translations-ko"')[2].partition(f'href="{link}">')[2]
        rows.append(re.findall(r"<p>([^<]*)</p>", row.partition("</tr>")[0]))
    assert rows[0] == [*cells, "draft by a machine", "none yet", "30 Nov 2026"]
    assert rows[1][:-1] == [*cells, "⟦draft by a machine⟧", "⟦none yet⟧"]


def test_a_page_leads_to_its_other_languages(english: Path, korean: Path) -> None:
    """A page that is not translated leads to the cover; nothing leads to what is only planned."""
    switch = re.compile(r'<li><a href="([^"]*)"( rel="alternate")? lang="([^"]*)"')
    found = {
        path: switch.findall(path.read_text("utf-8"))
        for path in (
            *(english / "land/fields.html", english / "reference/levels.html"),
            *(korean / "land/fields.html", korean / "search.html"),
        )
    }
    assert list(found.values()) == [
        [("../ko/land/fields.html", ' rel="alternate"', "ko")],
        [("../ko/index.html", "", "ko")],
        [("../../land/fields.html", ' rel="alternate"', "en")],
        [("../search.html", ' rel="alternate"', "en")],
    ]
    head = english.joinpath("land/fields.html").read_text("utf-8").partition("</head>")[0]
    base = "https://example.org/river/"
    assert re.findall(r'<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">', head) == [
        ("en", f"{base}land/fields.html"),
        ("ko", f"{base}ko/land/fields.html"),
        ("x-default", f"{base}land/fields.html"),
    ]
    assert '<meta property="og:locale:alternate" content="ko">' in head
    page = korean.joinpath("land/fields.html").read_text("utf-8")
    assert '<html lang="ko"' in page
    assert f'<link rel="canonical" href="{base}ko/land/fields.html">' in page
    assert "강</span>" in page  # the name of the book
    levels = english.joinpath("reference/levels.html").read_text("utf-8")
    assert "hreflang" not in levels.partition("</head>")[0]
    sitemap = english.joinpath("sitemap.xml").read_text("utf-8")
    assert f"<loc>{base}ko/land/fields.html</loc>" in sitemap
    assert sitemap.count("<xhtml:link") == 2 * 3 * 8


def test_a_frozen_edition_is_in_english_only(root: Path, english: Path) -> None:
    frozen = sphinx(root, "html", "frozen", "-D", "evidence_frozen=1")
    assert "한국어" in english.joinpath("index.html").read_text("utf-8")
    for name in ("index.html", "id/poor-harvest/index.html"):
        assert "한국어" not in frozen.joinpath(name).read_text("utf-8")


def test_a_permalink_offers_the_languages_of_a_statement(english: Path) -> None:
    page = english.joinpath("id/poor-harvest/index.html").read_text("utf-8")
    link = '<a href="../../ko/land/fields.html#poor-harvest" target="_top" hreflang="ko">한국어</a>'
    assert f'<li lang="ko">{link}: 수확의 3분의 1을 잃었다.</li>' in page
    older = english.joinpath("id/new-land-is-common/cite.html").read_text("utf-8")
    assert '강이 드러낸 땅. <span lang="en">(older than the English)</span>' in older
    assert "hreflang" not in english.joinpath("id/levels/index.html").read_text("utf-8")


def test_a_page_leads_to_the_english_for_what_is_there_once(english: Path, korean: Path) -> None:
    page = korean.joinpath("land/fields.html").read_text("utf-8")
    assert 'href="../../id/fields/cite.html"' in page
    assert 'lang="en" hreflang="en"' in page
    assert 'href="../../reference/sources.html#ref-ferry1999ice"' in page
    assert '"book": "../"' in korean.joinpath("_static/evidence.js").read_text("utf-8")
    assert '"book"' not in english.joinpath("_static/evidence.js").read_text("utf-8")


def test_a_report_names_the_language_of_its_page(english: Path, korean: Path) -> None:
    address = "https://example.org/river/id/fields/"
    for site, place in ((english, address), (korean, f"[ko] {address}")):
        page = site.joinpath("land/fields.html").read_text("utf-8")
        assert place in map(unquote, re.findall(r'[?;]place=([^"&#]*)"', page))


def test_search_has_the_pages_of_the_language_and_names_those_in_english(korean: Path) -> None:
    parts = search_parts(korean)
    pages = {one["address"]: one.get("english", False) for one in parts["titles"]["pages"]}
    assert pages["land/fields.html"] is False
    assert pages["../reference/glossary.html"] is True
    entries = parts["titles"]["entries"]
    at = entries["title"].index("밭")
    text = parts["texts"]["texts"][at]
    assert "⟦The fields beside the Alder" in text
    others = parts["others"]["entries"]
    claim = others["anchor"].index("poor-harvest")
    assert others["title"][claim] == "수확의 3분의 1을 잃었다."
    assert "whoever walked" not in json.dumps(parts)  # a paragraph that the page leaves out


def test_the_links_of_languages_keep_the_paragraph(english: Path, korean: Path) -> None:
    """And the card of a citation finds the notes, which are there once; all from a disk."""
    sync_api = pytest.importorskip("playwright.sync_api")
    with (
        sync_api.sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=find_browser(), args=FLAGS) as browser,
    ):
        page, failed = browser.new_page(), list[str]()
        page.on("requestfailed", lambda request: failed.append(request.url))
        page.goto(f"{(english / 'land/fields.html').as_uri()}#p7")
        page.click(".languages a[hreflang=ko]")
        page.wait_for_url(f"{(korean / 'land/fields.html').as_uri()}#p7")
        assert page.inner_text(":target") == "¶ 7"
        number = "getComputedStyle(document.querySelector('#p4'), '::before').content"
        assert page.evaluate(number) == '"4" / ""'
        page.hover(".citation a >> nth=0")
        page.locator(".card-note").wait_for()
        page.goto(f"{(korean / 'search.html').as_uri()}?q=glossary")
        assert "⟦in English⟧" in page.locator(".search-where").first.inner_text()
    assert failed == []


def test_data_have_the_words_in_each_language(english: Path) -> None:
    data, schemas = (
        {name: json.loads(english.joinpath(f"{name}{end}").read_text("utf-8")) for name in NAMES}
        for end in (".json", ".schema.json")
    )
    for name in NAMES:
        validate(data[name], schemas[name])
    claims = {one["id"]: one["translations"] for one in data["claims"]["claims"]}
    assert claims["poor-harvest"]["ko"] == {"text": "수확의 3분의 1을 잃었다.", "state": "current"}
    assert claims["new-land-is-common"]["ko"] == {"text": "강이 드러낸 땅.", "state": "stale"}
    assert [name for name, found in claims.items() if not found] == []
    titles = {one["id"]: one["translations"] for one in data["sections"]["sections"]}
    assert titles["fields"] == {"ko": {"text": "밭", "state": "current"}}


def test_a_value_in_a_claim_is_printed(tmp_path: Path) -> None:
    parse = create_md_parser(MdParserConfig(), RendererHTML).parse
    message = "*X* {value}`a:1:b`명 {cite:p}`key{p. 5}` [Y](#z)."
    assert words(message, parse, {"{value}`a:1:b`": "1,200"}) == "X 1,200명 Y."


def test_a_volume_has_the_pages_of_the_language(volume: dict[str, bytes]) -> None:
    package = etree.fromstring(volume[PACKAGE])
    assert metadata(package, "language") == "ko"
    assert metadata(package, "title") == "강: 넘치는 강에 관한 책"
    found = spine(package)
    assert found[:3] == [TITLE, NAVIGATION, "index.xhtml"]
    assert sorted(found[3:]) == [
        *("glance.xhtml", "land/fields.xhtml", "land/index.xhtml", "land/roads.xhtml"),
        *("water/floods.xhtml", "water/ice.xhtml", "water/index.xhtml"),
    ]
    contents = volume[NAVIGATION].decode()
    assert '<a href="land/fields.xhtml">밭</a>' in contents
    assert {link.get("href") for link in links(parse(contents.replace("epub:", "data-")))} >= {
        name for name in found if name != NAVIGATION
    }
    made = "⟦pages translated from the English: 8⟧ · ⟦drafts by a machine: 1⟧ · ⟦reviewed by a"
    assert f"<dd>{made} native speaker: 1⟧</dd>" in volume[TITLE].decode()


def test_a_volume_leads_to_its_own_pages_and_to_the_english(volume: dict[str, bytes]) -> None:
    bodies = {
        name: parse(data.decode().replace(" epub:type=", " data-type="))
        for name, data in volume.items()
        if name.endswith(".xhtml")
    }
    anchors = {name: ids(body) for name, body in bodies.items()}
    addresses = [(name, link.get("href", "")) for name in bodies for link in links(bodies[name])]
    inner = [target(*pair) for pair in addresses if not is_external(pair[1])]
    assert [
        (path, anchor) for path, anchor in inner if anchor and anchor not in anchors[path]
    ] == []
    outer = {address for _name, address in addresses if is_external(address)}
    base = "https://example.org/river/"
    assert outer >= {f"{base}land/fields.html#p1", f"{base}id/poor-harvest/"}
    assert [one for one in outer if "/ko/" in one or "/../" in one] == []


def test_the_cover_of_a_language_offers_its_volume(root: Path, volume: dict[str, bytes]) -> None:
    """Not on chapters, whose own volumes are in English; and not when a translation has changed."""

    def offered(name: str) -> list[str]:
        text = site.joinpath(name).read_text("utf-8")
        return re.findall(r'href="([^"]*\.epub)" title="([^"]*), ', text)

    options = (*BOOKS, "-D", "language=ko")
    site = sphinx(root, "html", "offered/ko", *options)
    assert offered("index.html") == [("books/book-ko.epub", "⟦All pages in this language as EPUB")]
    assert site.joinpath("books/book-ko.epub").is_file()
    assert offered("water/floods.html") == []
    catalog = root / "locales/ko/LC_MESSAGES/land/fields.po"
    before = catalog.read_text("utf-8")
    try:
        catalog.write_text(before.replace("수확의 3분의 1", "수확의 삼분의 1"), "utf-8")
        site = sphinx(root, "html", "offered/ko", *options)
    finally:
        catalog.write_text(before, "utf-8")
    assert offered("index.html") == []
    assert not site.joinpath("books/book-ko.epub").exists()
