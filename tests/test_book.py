"""The real book, built once with all warnings as errors and read page by page.

Each test collects the problems of all pages, so that one run lists them all.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import zlib
from collections import Counter
from functools import cache, cached_property
from pathlib import Path
from runpy import run_path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import unquote, urlsplit

import html5lib
import jsonschema
import pytest
from quality import read_questions
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from boxes import boxes, overlaps
from conftest import by_itself
from real_book import DOCS, ROOT, build, build_once, built_book
from sphinx_evidence.charts.draw import WIDTHS
from sphinx_evidence.charts.frame import FOOT_SIZE, TITLE_SIZE
from sphinx_evidence.core.html import CONTENT_SECURITY
from sphinx_evidence.core.paths import BUILD_FILES
from sphinx_evidence.permalinks.styles import STYLES, format_citation
from test_sidebar import expected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from xml.etree.ElementTree import Element

pytestmark = pytest.mark.slow
T = TypeVar("T")

PARTS = run_path(str(ROOT / "conf.py"))["evidence_parts"]
with (ROOT / "data" / "languages.csv").open(encoding="utf-8", newline="") as table:
    CODES = {row["folder"]: row["code"] for row in csv.DictReader(table)}
CHAPTER_SECTIONS = {
    *("Main findings", "What is not known, and what would settle it"),
    *("Key works", "Questions for a seminar", "Read next", "Sources"),
}
FEWEST_WORDS = 1_200
SAMPLE = 100  # pages of permalinks; the session thorough reads all
FEWEST_SOURCES = 10
MAIN_CLAIMS = range(3, 6)
# In bytes: COinS are some 450 of them an entry.
LONGEST_REFERENCE_PAGE = 440_000
# A rel that only names an address; a browser fetches nothing for it.
NOT_FETCHED = {"author", "canonical", "cite-as", "license", "type"}
# Beside the pages: what Sphinx keeps for its next run.
NOT_PUBLISHED = {*BUILD_FILES, ".doctrees"}
# Plain files, one folder for each id.
PERMALINKS = "id/"
CITATION = re.compile(r"\{cite:[pt]\}`([^`]+)`")
BRACES = re.compile(r"\{[^}]*\}")
TABLE = re.compile(r"^`{3,}\{data-table\} (\S+)", re.M)
FIGURE = re.compile(r'<figure class="chart[^>]* id="(?P<name>[^"]+)">.*?</figure>', re.S)
DRAWING = re.compile(r"<svg .*?</svg>", re.S)
REFRESH = re.compile(r"0; url=(.+)")

XLINK = "{http://www.w3.org/1999/xlink}href"
ADDRESSES = ("href", "src", "srcset", "poster", "data", "action", XLINK)
CSS_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
WEB_ADDRESS = re.compile(r"\S+://\S+|www\.\S+")
HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"
KANA = "\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"
HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
SCRIPTS = f"[{HANGUL}{KANA}{HAN}]+"
EAST_ASIAN = re.compile(rf"{SCRIPTS}(?:\s+{SCRIPTS})*")


class Page:
    """A written page, parsed when its elements are first asked for."""

    def __init__(self, site: Path, path: Path) -> None:
        self.site = site
        self.path = path
        self.name = path.relative_to(site).as_posix()

    @cached_property
    def root(self) -> Element:
        """The element of the whole page."""
        return html5lib.parse(self.path.read_text("utf-8"), namespaceHTMLElements=False)

    def elements(self, *tags: str) -> Iterator[Element]:
        """Yield the elements with these tags, or all; never a comment."""
        for element in self.root.iter():
            if isinstance(element.tag, str) and (not tags or element.tag in tags):
                yield element

    @cached_property
    def ids(self) -> Counter[str]:
        """The number of occurrences of each id."""
        return Counter(element.get("id", "") for element in self.elements() if element.get("id"))

    @property
    def article(self) -> Element:
        """The main text; the whole page if it has none."""
        return next(self.elements("article"), self.root)

    @property
    def title(self) -> str:
        """The content of the title element."""
        return " ".join(words(next(self.elements("title"))))

    @property
    def description(self) -> str:
        """The meta description, empty if there is none."""
        metas = [meta for meta in self.elements("meta") if meta.get("name") == "description"]
        return metas[0].get("content", "").strip() if len(metas) == 1 else ""

    @property
    def addresses(self) -> Iterator[tuple[Element, str]]:
        """Every URL in an attribute, with its element."""
        for element in self.elements():
            for name in ADDRESSES:
                value = element.get(name)
                if value is not None and name == "srcset":
                    for part in value.split(","):
                        yield element, part.split()[0]
                elif value is not None:
                    yield element, value.strip()

    @property
    def citations(self) -> Iterator[Element]:
        """Every group of citations."""
        return (span for span in self.elements("span") if has_class(span, "citation"))

    @property
    def cited(self) -> set[str]:
        """The keys of the sources that the page cites."""
        fragments = [
            urlsplit(link.get("href", "")).fragment
            for group in self.citations
            for link in group.iter("a")
        ]
        return {fragment.partition("-")[2] for fragment in fragments}

    @property
    def sections(self) -> set[str]:
        """The headings of the sections right under the title."""
        return {" ".join(words(heading)) for heading in self.article.iter("h2")}


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def has_class(element: Element, name: str) -> bool:
    """Whether an element has a class."""
    return name in element.get("class", "").split()


def words(element: Element) -> list[str]:
    """Return the text of an element without permalinks, code and lists of sources."""
    left_out = ("headerlink", "cite-link", "source-list", "source-index")

    def texts(element: Element) -> Iterator[str]:
        if local(element) == "pre" or any(has_class(element, name) for name in left_out):
            return
        yield element.text or ""
        for child in element:
            if isinstance(child.tag, str):
                yield from texts(child)
            yield child.tail or ""

    return "".join(texts(element)).split()


def broken(site: Path, source: Path, address: str) -> str:
    """Return why a URL within the site is broken, or an empty string."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return ""
    path = unquote(parts.path)
    folder = site if path.startswith("/") else source.parent  # of 404.html from the top of the host
    target = (folder / path.lstrip("/")).resolve() if path else source
    if target.is_dir():
        target /= "index.html"
    if not target.is_relative_to(site.resolve()):
        return "no such file"
    first, *rest = target.relative_to(site.resolve()).parts
    if first in CODES and rest != ["search.html"]:  # of a language: this site has no such pages
        catalog = Path("LC_MESSAGES", *rest).with_suffix(".po")
        return "" if (ROOT / "locales" / CODES[first] / catalog).is_file() else "no such catalog"
    if first == "editions":  # frozen ones stand beside this site
        return "" if Path(ROOT, first, f"{rest[0]}.json").is_file() else "no such edition"
    if first not in CODES and not target.is_file():
        return "no such file"
    if parts.fragment and target.suffix == ".html":
        ids = parsed(site)[target.relative_to(site.resolve()).as_posix()].ids
        return "" if unquote(parts.fragment) in ids else "no such id"
    return ""


def elsewhere(address: str) -> bool:
    """Whether a URL is on another host."""
    parts = urlsplit(address)
    return bool(parts.netloc) or parts.scheme not in ("", "data")


def css_addresses(css: str) -> list[str]:
    """Return every URL in a style sheet."""
    return [first or second for first, second in CSS_ADDRESS.findall(css)]


def unmarked(element: Element, lang: str = "en") -> Iterator[str]:
    """Yield each run of Korean, Chinese or Japanese without its language."""
    lang = element.get("lang", lang)
    if local(element) in ("code", "title", "option"):  # these hold text only
        return
    children = [child for child in element if isinstance(child.tag, str)]
    if lang.split("-")[0] == "en":
        for text in (element.text, *(child.tail for child in element)):
            yield from EAST_ASIAN.findall(WEB_ADDRESS.sub("", text or ""))
    for child in children:
        yield from unmarked(child, lang)


def refuse(wrong: Iterable[str]) -> None:
    """Fail with all problems, one per line, if there are any."""
    if lines := list(wrong):
        pytest.fail("\n".join(lines), pytrace=False)


def repeated(texts: dict[str, str]) -> list[str]:
    """Return the pages whose text is empty or equal to that of another page."""
    counts = Counter(texts.values())
    return [f"{page}: {text!r}" for page, text in texts.items() if counts[text] > 1 or not text]


def sampled(things: Sequence[T], most: int = SAMPLE) -> Sequence[T]:
    """Return some of many things that differ in their text only, from all over the book."""
    return things[:: max(1, len(things) // most) | 1]  # odd, as two kinds may take turns


def has_source(name: str) -> bool:
    """Return whether a page has a file in ``docs/``.

    The page of search and the pages of former addresses are made from templates: they have no text
    that an article could hold, and no front matter to describe them.
    """
    return DOCS.joinpath(name).with_suffix(".md").is_file()


@cache
def parsed(site: Path) -> dict[str, Page]:
    """Return every page of the site by its path."""
    found = [Page(site, path) for path in sorted(site.rglob("*.html"))]
    return {page.name: page for page in found}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built book."""
    return built_book(tmp_path_factory)


@pytest.fixture(scope="session")
def pages(site: Path) -> list[Page]:
    """Every page of the book."""
    return [page for name, page in parsed(site).items() if not name.startswith(PERMALINKS)]


@pytest.fixture(scope="session", params=["sample", pytest.param("all", marks=pytest.mark.every)])
def every_page(request: pytest.FixtureRequest, site: Path, pages: list[Page]) -> list[Page]:
    """Every page of the book and those of permalinks, of which many differ in their text only."""
    alike = [page for name, page in parsed(site).items() if name.startswith(PERMALINKS)]
    return [*pages, *(sampled(alike) if request.param == "sample" else alike)]


@pytest.fixture(scope="session")
def chapters(pages: list[Page]) -> list[Page]:
    """The pages of the six parts, without their first pages."""
    names = {page.name: page.name.split("/") for page in pages}
    found = [page for page in pages if names[page.name][0] in PARTS and has_source(page.name)]
    return [page for page in found if names[page.name][-1] != "index.html"]


# Links and structure


def test_the_book_builds(tmp_path_factory: pytest.TempPathFactory) -> None:
    _, wrong = build_once(tmp_path_factory)
    if wrong:
        pytest.fail(wrong, pytrace=False)


def test_every_source_becomes_a_page(site: Path) -> None:
    sources = {path.relative_to(DOCS) for path in DOCS.rglob("*.md") if "_build" not in path.parts}
    missing = [str(path) for path in sources if not (site / path.with_suffix(".html")).is_file()]
    assert sources
    refuse(missing)


def test_every_link_leads_somewhere(site: Path, every_page: list[Page]) -> None:
    wrong = [
        f"{page.name}: {address}: {why}"
        for page in every_page
        for _, address in page.addresses
        if (why := broken(site, page.path, address))
    ]
    refuse(wrong)


def test_every_line_of_the_inventory_is_an_entry(site: Path) -> None:
    """A line break in a title would start a line that readers of the inventory silently skip."""
    entry = re.compile(r"\S.*? [a-z]+:[a-z-]+ -?\d+ \S+ .+")
    *_, packed = (site / "objects.inv").read_bytes().split(b"\n", 4)
    lines = zlib.decompress(packed).decode().splitlines()
    assert lines
    refuse(line for line in lines if not entry.fullmatch(line))


def test_every_style_sheet_finds_its_files(site: Path) -> None:
    wrong = [
        f"{sheet.relative_to(site)}: {address}: {why}"
        for sheet in sorted(site.rglob("*.css"))
        for address in css_addresses(sheet.read_text("utf-8"))
        if (why := broken(site, sheet, address))
    ]
    refuse(wrong)


def test_ids_are_unique_in_their_page(every_page: list[Page]) -> None:
    wrong = [f"{page.name}: {name}" for page in every_page for name, n in page.ids.items() if n > 1]
    refuse(wrong)


@pytest.mark.parametrize("tag", ["h1", "title", "main", "article"])
def test_every_page_has_one(pages: list[Page], tag: str) -> None:
    counts = {page.name: len(list(page.elements(tag))) for page in pages}
    if tag == "article":
        counts = {name: count for name, count in counts.items() if has_source(name)}
    refuse(f"{name}: {count} <{tag}>" for name, count in counts.items() if count != 1)


def test_every_image_has_a_text(pages: list[Page]) -> None:
    wrong = [
        f"{page.name}: {image.get('src')}"
        for page in pages
        for image in page.elements("img")
        if image.get("alt") is None
    ]
    refuse(wrong)


def test_every_chart_has_a_title_and_texts_that_do_not_overlap(site: Path) -> None:
    missing, found = set[str](), {}
    for path in sorted(site.rglob("*.html")):
        for figure in FIGURE.finditer(path.read_text("utf-8")):
            drawings = DRAWING.findall(figure[0])
            for number, svg in enumerate(drawings):
                lines = boxes(svg)
                if not (lines and lines[0].size == TITLE_SIZE):
                    missing.add(figure["name"])
                small = [(line.text, str(line.size)) for line in lines if line.size < FOOT_SIZE]
                if wrong := overlaps(svg) + small:
                    found[figure["name"], number] = wrong
            if len(drawings) != len(WIDTHS):
                missing.add(figure["name"])
    assert found == {}
    assert missing == set()


def test_every_page_names_itself(pages: list[Page]) -> None:
    refuse(repeated({page.name: page.title for page in pages if has_source(page.name)}))


def test_every_page_describes_itself(pages: list[Page]) -> None:
    described = [page for page in pages if has_source(page.name) or page.description]
    refuse(repeated({page.name: page.description for page in described}))


def test_every_id_of_the_register_leads_to_its_place(site: Path) -> None:
    """By a relative URL, which works on a server, under any prefix and from disk."""
    wrong = []
    rows = list(csv.DictReader(ROOT.joinpath("permalinks.csv").read_text("utf-8").splitlines()))
    assert rows
    for row in rows:
        page = parsed(site).get(f"{PERMALINKS}{row['id']}/index.html")
        if page is None:
            wrong.append(f"{row['id']}: no page")
        elif row["status"] == "current":
            metas = [meta.get("content", "") for meta in page.elements("meta")]
            found = [match[1] for meta in metas if (match := REFRESH.fullmatch(meta))]
            why = broken(site, page.path, found[0]) if len(found) == 1 else "leads nowhere"
            files = {path.name for path in page.path.parent.iterdir()}
            missing = {"cite.html", "cite.bib", "cite.ris", "cite.json"} - files
            wrong += [f"{row['id']}: {text}" for text in (why, *sorted(missing)) if text]
    refuse(wrong)


def test_every_chapter_has_a_citation_for_each_heading_claim_and_chart(
    chapters: list[Page],
) -> None:
    wrong = []
    for page in chapters:
        heads = sum(1 for _ in page.elements("h1", "h2", "h3", "h4", "h5", "h6"))
        things = sum(has_class(one, "claim") for one in page.elements("div"))
        links = [link for link in page.elements("a") if has_class(link, "cite-link")]
        addresses = {link.get("href") for link in links}
        if len(addresses) < heads + things or len(addresses) != len(links):
            wrong.append(f"{page.name}: {len(links)} links, {heads} headings, {things} claims")
    refuse(wrong)


def test_every_chapter_says_the_same_to_machines_as_to_readers(
    site: Path, chapters: list[Page]
) -> None:
    wrong = []
    for page in chapters:
        name = page.path.stem
        meta = {one.get("name"): one.get("content") for one in page.elements("meta")}
        rels = [one for one in page.elements("link") if one.get("rel") == "describedby"]
        links = [one.get("href") for one in rels]
        csl = json.loads(site.joinpath(PERMALINKS, name, "cite.json").read_text("utf-8"))[0]
        date = "/".join(f"{part:02}" for part in csl["issued"]["date-parts"][0])
        said = {
            "citation_title": csl["title"],
            "citation_author": f"{csl['author'][0]['literal']},",
            "citation_inbook_title": csl["container-title"],
            "prism.edition": csl["edition"],
            "citation_publication_date": date,
            "citation_keywords": csl.get("keyword", "").replace(", ", "; "),
        }
        wrong += [
            f"{page.name}: {key} = {meta.get(key)!r}, cite.json has {value!r}"
            for key, value in said.items()
            if meta.get(key) != value
        ]
        title = "".join(next(page.elements("h1")).itertext())
        wrong += [] if title.startswith(csl["title"]) else [f"{page.name}: {title!r}"]
        files = {f"../id/{name}/cite.{ending}" for ending in ("bib", "ris", "json")}
        wrong += [f"{page.name}: no link to {file}" for file in sorted(files.difference(links))]
    refuse(wrong)


@pytest.mark.parametrize("most", [40, pytest.param(sys.maxsize, marks=pytest.mark.every)])
def test_every_citation_is_the_same_as_one_formatted_by_itself(site: Path, most: int) -> None:
    """A style runs once for each form of citation, and the rest is filled in."""
    wrong = []
    for path in sampled(sorted(site.glob(f"{PERMALINKS}/*/cite.json")), most):
        (item,) = json.loads(path.read_text("utf-8"))
        item["title"] = re.sub("</?span[^>]*>", "", item["title"])
        for name, citation in format_citation(item).items():
            if citation not in by_itself(item, STYLES[name]):
                wrong.append(f"{path.parent.name}: {name}: {citation}")
            if citation not in path.with_suffix(".html").read_text("utf-8"):
                wrong.append(f"{path.parent.name}: {name} is not on its page")
    refuse(wrong)


# Languages


def test_every_page_is_in_british_english(every_page: list[Page]) -> None:
    found = {page.name: page.root.get("lang") for page in every_page}
    refuse(f"{name}: {lang}" for name, lang in found.items() if lang != "en-GB")


def test_other_scripts_say_their_language(pages: list[Page]) -> None:
    wrong = [f"{page.name}: {run}" for page in pages for run in unmarked(page.article)]
    refuse(wrong)


def test_apostrophes_in_text_and_data_are_typographic(pages: list[Page]) -> None:
    """Those in Markdown are converted while reading; those in tables are typed."""
    own = [
        page
        for page in pages
        if not page.name.startswith(("contributing/", "reference/short-names"))
    ]
    found = [(page.name, word) for page in own for word in words(page.article)]
    refuse(f"{name}: {word}" for name, word in found if re.search(r"\w'\w|\w'$", word))


# Readers at risk


def test_nothing_is_loaded_from_elsewhere(site: Path, every_page: list[Page]) -> None:
    wrong = []
    for page in every_page:
        for element, address in page.addresses:
            named = NOT_FETCHED.intersection(element.get("rel", "").split())
            outbound = local(element) in ("a", "area") or (element.tag == "link" and named)
            if not outbound and elsewhere(address):
                wrong.append(f"{page.name}: {local(element)}: {address}")
        styles = [element.get("style", "") for element in page.elements()]
        styles += ["".join(element.itertext()) for element in page.elements("style")]
        wrong += [
            f"{page.name}: style: {address}"
            for address in css_addresses("\n".join(styles))
            if elsewhere(address)
        ]
    for sheet in sorted(site.rglob("*.css")):
        wrong += [
            f"{sheet.relative_to(site)}: {address}"
            for address in css_addresses(sheet.read_text("utf-8"))
            if elsewhere(address)
        ]
    refuse(wrong)


def test_every_page_obeys_the_policy(every_page: list[Page]) -> None:
    """It precedes all loaded resources, and nothing in the page violates it."""
    wrong = []
    for page in every_page:
        head = [(local(one), one.attrib) for one in next(page.elements("head"))]
        rules = [attrib.get("content") for _, attrib in head if "http-equiv" in attrib]
        loading = [n for n, (tag, _) in enumerate(head) if tag in ("link", "script", "style")]
        place = [n for n, (_, attrib) in enumerate(head) if attrib.get("content") in rules]
        if CONTENT_SECURITY not in rules or min(loading) < min(place):
            wrong.append(f"{page.name}: no policy, or too late")
        for one in page.elements():
            data = one.get("type", "").endswith("json")
            inline = local(one) == "script" and not one.get("src") and not data
            if inline or local(one) == "style" or "style" in one.attrib:
                wrong.append(f"{page.name}: {local(one)} within the page")
            wrong += [f"{page.name}: {name}" for name in one.attrib if name.startswith("on")]
    refuse(wrong)


def test_the_policy_allows_nothing_unsafe() -> None:
    assert "unsafe" not in CONTENT_SECURITY
    assert {"default-src 'self'", "object-src 'none'", "base-uri 'none'"} <= set(
        CONTENT_SECURITY.split("; ")
    )


# Sources


def test_no_other_site_learns_where_a_reader_came_from(every_page: list[Page]) -> None:
    wrong = []
    for page in every_page:
        metas = {one.get("name"): one.get("content") for one in page.elements("meta")}
        if metas.get("referrer") != "no-referrer":
            wrong.append(f"{page.name}: no referrer policy")
        for link in page.elements("a"):
            rel = set(link.get("rel", "").split())
            if elsewhere(link.get("href", "")) and not rel >= {"noopener", "noreferrer"}:
                wrong.append(f"{page.name}: {link.get('href')}")
    refuse(wrong)


def test_citations_lead_to_their_sources(pages: list[Page]) -> None:
    groups = [(page, group) for page in pages for group in page.citations]
    wrong = []
    for page, group in groups:
        fragments = [urlsplit(link.get("href", "")).fragment for link in group.iter("a")]
        if not fragments or not all(re.match(r"(cited|ref)-.", part) for part in fragments):
            wrong.append(f"{page.name}: {' '.join(words(group))}: {fragments}")
    assert groups
    refuse(wrong)


def test_every_source_shows_just_the_chapters_that_cite_it(
    pages: list[Page], chapters: list[Page]
) -> None:
    """Compared with the Markdown; a table of a dataset cites the sources of its rows."""
    cited, in_tables = set(), set()
    for page in chapters:
        text = DOCS.joinpath(page.name).with_suffix(".md").read_text("utf-8")
        for citation in CITATION.findall(text):
            keys = BRACES.sub("", citation).split(",")
            cited |= {(page.name, key.strip()) for key in keys}
        for name in TABLE.findall(text):
            lines = ROOT.joinpath("data", f"{name}.csv").read_text("utf-8").splitlines()
            keys = [key for row in csv.DictReader(lines) for key in row["sources"].split(";")]
            in_tables |= {(page.name, key) for key in keys}
    shown = set()
    for page in pages:
        for item in page.elements("li"):
            names = [one.get("id", "") for one in item.iter("span")]
            keys = [name.removeprefix("ref-") for name in names if name.startswith("ref-")]
            for line in item.findall("p"):
                if has_class(line, "source-places"):
                    targets = [link.get("href", "").partition("#")[0] for link in line.iter("a")]
                    shown |= {(target.removeprefix("../"), keys[0]) for target in targets}
    of_chapters = {place for place in shown if place[0] in {page.name for page in chapters}}
    assert cited
    refuse(f"{name}: {key} does not show it" for name, key in sorted(cited - of_chapters))
    strange = of_chapters - cited - in_tables
    refuse(f"{name}: {key} shows it and is not cited" for name, key in sorted(strange))


def test_reference_pages_are_light(pages: list[Page]) -> None:
    sizes = {
        page.name: page.path.stat().st_size for page in pages if page.name.startswith("reference/")
    }
    assert sizes
    heavy = {name: size for name, size in sizes.items() if size >= LONGEST_REFERENCE_PAGE}
    refuse(f"{name}: {size} bytes" for name, size in heavy.items())


# Chapters


def test_every_part_has_a_chapter(chapters: list[Page]) -> None:
    assert {chapter.name.split("/")[0] for chapter in chapters} == set(PARTS)


def test_every_chapter_has_its_sections(chapters: list[Page]) -> None:
    missing = {page.name: sorted(CHAPTER_SECTIONS - page.sections) for page in chapters}
    refuse(f"{name}: {', '.join(titles)}" for name, titles in missing.items() if titles)


def test_every_chapter_has_something_to_say(chapters: list[Page]) -> None:
    lengths = {page.name: len(words(page.article)) for page in chapters}
    short = {name: length for name, length in lengths.items() if length < FEWEST_WORDS}
    refuse(f"{name}: {length} of {FEWEST_WORDS} words" for name, length in short.items())


def test_every_chapter_rests_on_many_sources(chapters: list[Page]) -> None:
    counts = {page.name: len(page.cited) for page in chapters}
    few = {name: count for name, count in counts.items() if count < FEWEST_SOURCES}
    refuse(f"{name}: {count} of {FEWEST_SOURCES} sources" for name, count in few.items())


def test_the_export_of_claims_follows_its_schema(site: Path) -> None:
    schema = json.loads(site.joinpath("claims.schema.json").read_text("utf-8"))
    jsonschema.validate(json.loads(site.joinpath("claims.json").read_text("utf-8")), schema)


def test_the_export_of_sections_follows_its_schema(site: Path) -> None:
    schema = json.loads(site.joinpath("sections.schema.json").read_text("utf-8"))
    jsonschema.validate(json.loads(site.joinpath("sections.json").read_text("utf-8")), schema)


def test_every_chapter_states_its_main_claims(site: Path, chapters: list[Page]) -> None:
    claims = json.loads(site.joinpath("claims.json").read_text("utf-8"))["claims"]
    counts = Counter(claim["address"].partition("#")[0] for claim in claims if claim["main"])
    refuse(
        f"{page.name}: {counts[page.name]} main claims"
        for page in chapters
        if counts[page.name] not in MAIN_CLAIMS
    )


# Search


@pytest.mark.parametrize("part", ["tune", "unseen"])
def test_every_answer_that_the_search_should_find_exists(pages: list[Page], part: str) -> None:
    ids = {page.name.removesuffix(".html"): page.ids for page in pages}
    answers = [question.answers for question in read_questions(part)]
    assert answers
    places = [answer.partition("#") for some in answers for answer in some]
    refuse(
        f"no {page}#{name}"
        for page, _, name in places
        if page not in ids or (name and name not in ids[page])
    )


# Builds


@pytest.mark.parametrize("most", [20, pytest.param(sys.maxsize, marks=pytest.mark.every)])
def test_the_sidebar_is_that_of_the_theme(site: Path, most: int) -> None:
    """The sidebar that is rendered once equals the theme's on every page."""
    with (
        docutils_namespace()
    ):  # else the next test in this process is told of nodes registered twice
        app = Sphinx(DOCS, ROOT, site, site / ".doctrees", "html", status=None)
        wrong = [
            docname
            for docname in sampled(sorted(app.env.all_docs), most)
            if expected(app, docname) not in site.joinpath(f"{docname}.html").read_text("utf-8")
        ]
    assert wrong == []


@pytest.mark.every
def test_parallel_build_equals_the_serial_one(site: Path, tmp_path: Path) -> None:
    def published(folder: Path) -> dict[str, bytes]:
        paths = {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}
        return {
            name.as_posix(): path.read_bytes()
            for name, path in paths.items()
            if name.parts[0] not in NOT_PUBLISHED
        }

    done = build(tmp_path / "html")
    assert done.returncode == 0, done.stderr
    serial, parallel = published(tmp_path / "html"), published(site)
    names = serial.keys() | parallel.keys()
    refuse(sorted(name for name in names if serial.get(name) != parallel.get(name)))
