"""Books to hold: the second book and its chapters as EPUB, and how its site offers them."""

from __future__ import annotations

import json
import posixpath
import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zlib import decompressobj

import pytest
from lxml import etree
from sphinx.cmd.build import build_main

from sphinx_evidence.site.volume_package import NAVIGATION, PACKAGE, STYLE, TITLE
from sphinx_evidence.site.volume_pages import ids, links, parse, target
from tools.volumes.printing import print_epub
from tools.volumes.reading import metadata, read_epub, spine

if TYPE_CHECKING:
    from lxml.html import HtmlElement

pytestmark = pytest.mark.slow

WHOLE = Path(__file__).with_name("whole-book")
CHAPTER = "chapters/floods"
BOOK = "A river that floods: a small book"
PERMALINK = "https://example.org/river/id/floods/"


def build(root: Path, *arguments: str, folder: str) -> None:
    """Build the book into a folder; warnings are errors."""
    places = ["-d", root / "_build/doctrees", "-c", root, root / "docs", root / "_build" / folder]
    assert build_main(["-q", "-W", *arguments, *map(str, places)]) == 0


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The second book with its volumes."""
    root = tmp_path_factory.mktemp("books") / "book"
    shutil.copytree(WHOLE, root)
    build(root, "-b", "epub", "-D", "evidence_books=_build/epub/books", folder="epub")
    return root


@pytest.fixture(scope="module", params=["a-river", CHAPTER])
def volume(request: pytest.FixtureRequest, root: Path) -> dict[str, bytes]:
    """The files of the whole book, or of a chapter."""
    return read_epub(root / "_build/epub/books" / f"{request.param}.epub")


def bodies(volume: dict[str, bytes]) -> dict[str, HtmlElement]:
    """Return the pages of a volume."""
    return {
        name: parse(data.decode().replace(" epub:type=", " data-type="))
        for name, data in volume.items()
        if name.endswith(".xhtml")
    }


def test_there_is_a_volume_for_the_book_and_for_each_chapter(root: Path) -> None:
    folder = root / "_build/epub/books"
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.epub"))
    chapters = [f"chapters/{name}.epub" for name in ("fields", "floods", "ice", "roads")]
    assert found == ["a-river.epub", *chapters]
    digests = json.loads((folder / "books.json").read_text("utf-8"))
    assert sorted(f"{name}.epub" for name in digests) == found
    assert len(set(digests.values())) == len(found)


def test_the_spine_has_the_pages_in_their_order(root: Path) -> None:
    def order(name: str) -> list[str]:
        files = read_epub(root / "_build/epub/books" / f"{name}.epub")
        return spine(etree.fromstring(files[PACKAGE]))

    pages = order("a-river")
    assert pages[:4] == [TITLE, NAVIGATION, "index.xhtml", "glance.xhtml"]
    assert pages.index("water/floods.xhtml") < pages.index("land/fields.xhtml")
    assert order(CHAPTER) == [TITLE, NAVIGATION, "water/floods.xhtml"]


def test_every_link_within_a_volume_lands(volume: dict[str, bytes]) -> None:
    pages = bodies(volume)
    anchors = {name: ids(body) for name, body in pages.items()}
    inner = [
        (name, target(name, link.get("href", "")))
        for name, body in pages.items()
        for link in links(body)
        if not urlsplit(link.get("href", "")).scheme
    ]
    assert len(inner) > 20
    assert [
        (name, path, anchor)
        for name, (path, anchor) in inner
        if path not in anchors or (anchor and anchor not in anchors[path])
    ] == []


def test_the_contents_name_every_page(volume: dict[str, bytes]) -> None:
    listed = {
        target(NAVIGATION, link.get("href", ""))[0] for link in links(bodies(volume)[NAVIGATION])
    }
    assert listed >= set(spine(etree.fromstring(volume[PACKAGE])))


def test_no_id_stands_twice_in_a_page(volume: dict[str, bytes]) -> None:
    for name, body in bodies(volume).items():
        found = [element.get("id") for element in body.iter() if element.get("id")]
        assert sorted(found) == sorted(set(found)), name


def test_nothing_runs_and_nothing_comes_from_elsewhere(volume: dict[str, bytes]) -> None:
    for name, body in bodies(volume).items():
        text = volume[name].decode()
        assert "<script" not in text
        assert "var(--" not in text
        assert " data-notes=" not in text
        for element in body.iter():
            assert element.tag not in ("details", "form", "button", "iframe")
            if source := element.get("src"):
                path = posixpath.normpath(posixpath.join(posixpath.dirname(name), source))
                assert path in volume
    assert b"http" not in volume[STYLE]


def test_a_volume_says_its_edition_permalink_and_citation(root: Path) -> None:
    files = read_epub(root / "_build/epub/books" / f"{CHAPTER}.epub")
    package = etree.fromstring(files[PACKAGE])
    assert metadata(package, "language") == "en"
    assert metadata(package, "source") == PERMALINK
    assert metadata(package, "title") == "Floods"
    assert metadata(package, "schema:bookEdition") == "Working copy 2026.1.dev0"
    assert metadata(package, "belongs-to-collection") == BOOK
    for name in (TITLE, "water/floods.xhtml"):
        page = files[name].decode()
        assert "Working copy 2026.1.dev0" in page
        assert f'href="{PERMALINK}"' in page
        assert f"Floods. In <i>{BOOK}</i> (working copy 2026.1.dev0). {PERMALINK}" in page
    assert "@incollection{floods," in files[TITLE].decode()


def test_a_chapter_leads_to_the_permalinks_of_other_chapters(root: Path) -> None:
    files = read_epub(root / "_build/epub/books" / f"{CHAPTER}.epub")
    found = {link.get("href") for link in links(bodies(files)["water/floods.xhtml"])}
    assert "https://example.org/river/id/fields/" in found
    assert "https://example.org/river/id/great-flood/" in found
    assert "https://example.org/river/reference/glossary.html#term-spate" in found


def test_text_and_numbers_are_those_of_the_book(root: Path) -> None:
    files = read_epub(root / "_build/epub/books" / f"{CHAPTER}.epub")
    page = files["water/floods.xhtml"].decode()
    assert '<span class="paragraph-number" id="p1"' in page
    assert '<span lang="el">πλημμύρα</span>' in page
    assert 'class="claim claim-event"' in page
    assert "<img" in page


@pytest.mark.slow
def test_the_site_offers_what_lies_ready_and_nothing_that_is_out_of_date(root: Path) -> None:
    books = ("-D", "evidence_books=_build/epub/books")
    site, chapter = root / "_build/html", root / "docs/water/floods.md"

    def offered(page: str) -> list[str]:
        text = (site / page).read_text("utf-8")
        return [
            part.partition('"')[0] for part in text.split('href="')[1:] if "books/" in part[:20]
        ]

    build(root, *books, folder="html")
    assert offered("water/floods.html") == ["../books/chapters/floods.epub"]
    assert offered("index.html") == ["books/a-river.epub"]
    assert (site / "books/chapters/floods.epub").is_file()
    (root / "_build/epub/books/chapters/floods.pdf").write_bytes(b"%PDF-1.7")
    build(root, *books, folder="html")
    assert offered("water/floods.html")[1:] == ["../books/chapters/floods.pdf"]
    chapter.write_text(chapter.read_text("utf-8").replace("rises within", "rises in"), "utf-8")
    build(root, *books, folder="html")
    assert offered("water/floods.html") == offered("index.html") == []
    assert offered("water/ice.html") == ["../books/chapters/ice.epub"]
    assert not (site / "books/chapters/floods.epub").exists()


def test_a_chapter_is_printed_with_tags_bookmarks_and_its_title(root: Path) -> None:
    pytest.importorskip("weasyprint")
    data = print_epub(root / "_build/epub/books" / f"{CHAPTER}.epub")
    assert data.startswith(b"%PDF-1.7")
    streams = [part.partition(b"endstream")[0] for part in data.split(b"stream\n")[1:]]
    objects = b"".join(decompressobj().decompress(part) for part in streams if part[:1] == b"x")
    for sign in (b"/StructTreeRoot", b"/Outlines", b"/Lang", b"/Title"):
        assert sign in objects
    assert b"+Evidence-Serif-Extended" in objects  # not taken for the face of the other letters
