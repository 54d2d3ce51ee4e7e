"""After any change, a second build writes the same bytes as a clean build."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sphinx.builders.html import _assets
from sphinx.cmd.build import build_main

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[1]
WHOLE = Path(__file__).with_name("whole-book")
"""A small book with everything that a book of this kind has."""


NOT_COMPARED = {".buildinfo", ".buildinfo.bak"}


@dataclass(frozen=True)
class Book:
    """A book in a folder: its sources, and in ``_build`` the site and the doctrees."""

    root: Path
    folder: str = "html"

    @property
    def site(self) -> Path:
        """The folder of the site."""
        return self.root / "_build" / self.folder

    def build(self, *arguments: str, strict: bool = True, only: Sequence[str] = ()) -> None:
        """Build the site; warnings are errors if *strict*.

        :param only: the pages to build, relative to the source folder; default: all
        """
        for kept in vars(_assets).values():  # Sphinx remembers checksums of files by their names
            if hasattr(kept, "cache_clear"):
                kept.cache_clear()
        folders = ["-d", str(self.root / "_build" / "doctrees"), "-c", str(self.root)]
        places = [str(path) for path in (self.root / "docs", self.site)]
        places += [str(self.root / "docs" / name) for name in only]
        warnings = ["-W", "--keep-going"] if strict else []
        assert build_main(["-q", *warnings, *arguments, *folders, *places]) == 0

    def change(self, name: str, old: str, new: str) -> None:
        """Replace a text in a file once; without *old* create the file, without both delete it."""
        path = self.root / name
        if old:
            text = path.read_text("utf-8")
            assert old in text
            path.write_text(text.replace(old, new, 1), "utf-8")
        elif new:
            path.write_text(new, "utf-8")
        else:
            path.unlink()

    def files(self) -> dict[str, bytes]:
        """Return the files of the site, except Sphinx's own files and search index.

        That index loses the words of pages that are not written again.
        """
        return {
            path.relative_to(self.site).as_posix(): path.read_bytes()
            for path in sorted(self.site.rglob("*"))
            if path.is_file() and path.name not in NOT_COMPARED
        }

    def written(self, *arguments: str) -> set[str]:
        """Build and return the names of the written pages."""
        pages = {path: path.stat().st_mtime_ns for path in self.site.rglob("*.html")}
        self.build(*arguments)
        new = (
            path for path in self.site.rglob("*.html") if path.stat().st_mtime_ns != pages.get(path)
        )
        return {path.relative_to(self.site).as_posix() for path in new}


def copy_of(book: Path, root: Path, *, built: bool) -> Book:
    """Copy a book with its modification times, by which Sphinx detects changes."""
    leave = shutil.ignore_patterns() if built else shutil.ignore_patterns("_build")
    shutil.copytree(book, root, ignore=leave)
    return Book(root)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Book, Path]]:
    """The book, built once, and a copy of it, as Sphinx rereads a book that has moved."""
    top = tmp_path_factory.mktemp("incremental")
    book = copy_of(WHOLE, top / "book", built=False)
    book.build()
    copy_of(book.root, top / "kept", built=True)
    yield book, top / "kept"
    shutil.rmtree(top)


@pytest.fixture
def book(built: tuple[Book, Path]) -> Book:
    """The built book, restored."""
    found, kept = built
    shutil.rmtree(found.root)
    return copy_of(kept, found.root, built=True)


def clean(book: Book, root: Path, *, strict: bool = True) -> dict[str, bytes]:
    """Return the site of a clean build in another folder."""
    copy = copy_of(book.root, root, built=False)
    copy.build(strict=strict)
    return copy.files()


def differences(found: dict[str, bytes], wanted: dict[str, bytes]) -> list[str]:
    """Return the names of files that differ or exist in one site only."""
    return sorted(name for name in found | wanted if found.get(name) != wanted.get(name))


def page(label: str, title: str, body: str) -> str:
    """Return a new page."""
    return f"---\ndescription: About {label}.\n---\n\n({label})=\n# {title}\n\n{body}\n"


def entry(key: str) -> str:
    """Return an entry of the bibliography, with the empty line below it."""
    text = (WHOLE / "references.bib").read_text("utf-8")
    start = text.index(f"{{{key},")
    return text[text.rindex("@", 0, start) : text.index("\n@", start) + 1]


def row(table: str, name: str) -> str:
    """Return a row of a table, which fills one line."""
    lines = (WHOLE / "data" / table).read_text("utf-8").splitlines(keepends=True)
    return next(line for line in lines if line.startswith(f"{name},"))


SOURCE = """@online{watch2009ice,
  author = {{River Watch}},
  title = {{Ice of the Year}},
  year = {2009},
  langid = {english},
  tier = {walkers},
  publisher = {watch},
  basis = {testimony}
}

@online{watch2009river,"""
COPY = "watch2009ice-1,watch2009ice,original,en,https://example.org/watch/ice,,,whole,2026-11-24\n"
NOTE = "river-36,watch2009ice,,The roads stayed dry when the ice went.,,,,,2026-11-24,\n"
SECOND_COPY = (
    "gauge2008flood-2,gauge2008flood,excerpt,en,https://example.org/levels,,,p. 2,2026-11-24\n"
)
LAST_NOTE = "river-35,"
NEW_CLAIM = """:::{claim} bridges-hold
:kind: record
:as-of: 2010
:tags: glance, cover

The bridges held {cite:p}`smith2010sand`.
:::

(bridges)="""
CHAPTER = """Many {{cite:p}}`smith2010sand`, as in [](#floods).

({name}-in-brief)=
## In brief

```{{claim-list}}
:here:
```

({name}-counts)=
## Counts

:::{{claim}} {name}-one
:kind: record
:as-of: 2010

One team counts them {{cite:p}}`smith2010sand`.
:::

:::{{claim}} {name}-two
:kind: absence
:looked-in: the papers of the river
:as-of: 2010

No other count was found.
:::

:::{{claim}} {name}-three
:kind: reading
:reason: Nothing else is known.

One count is not many {{cite:p}}`smith2010sand`.
:::

({name}-not-known)=
## What is not known

Their names.

({name}-sources)=
## Sources

```{{chapter-sources}}
```"""
"""What a chapter has to have, as :func:`page` takes it."""

FLOODS = "docs/water/floods.md"
FIELDS = "docs/land/fields.md"
ROADS = "docs/land/roads.md"
BIB = "references.bib"
COPIES = "data/copies.csv"
ACCOUNTS = "data/accounts.csv"
NOTES = "data/notes.csv"
MOVED = "data/moved-sources.csv"
AUDITS = "data/audits.csv"
PACKAGE = "data/datapackage.json"

CHANGES = {
    "words of a paragraph": [(FLOODS, "rises within hours", "comes within hours")],
    "the first box of a kind": [
        (FLOODS, "(floods-in-brief)=", ":::{hint}\nLook.\n:::\n\n(floods-in-brief)=")
    ],
    "a paragraph more": [(FLOODS, "(floods-in-brief)=", "One more.\n\n(floods-in-brief)=")],
    "a citation more": [(ROADS, "Roads stay dry", "Roads {cite:p}`gauge2008flood` stay dry")],
    "heading": [("docs/water/ice.md", "## Thaw", "## The thaw of *March*")],
    "title of a chapter": [(FLOODS, "# Floods", "# High water")],
    "title of a part": [("docs/water/index.md", "# Water", "# The water")],
    "title of the cover": [("docs/index.md", "# A river", "# The river")],
    "description": [(FLOODS, "How the Alder floods", "How often the Alder floods")],
    "day of review": [(FLOODS, "2026-11-01", "2026-11-02")],
    "new section": [(ROADS, "(bridges)=", "(fords)=\n## Fords\n\nNone.\n\n(bridges)=")],
    "removed section": [
        (ROADS, "(bridges)=\n## Bridges\n", ""),
        (ROADS, "and [](#harvest) tells of the rest.", "as always."),
    ],
    "new chapter": [
        ("docs/water/fish.md", "", page("fish", "Fish", CHAPTER.format(name="fish"))),
        ("docs/water/index.md", "floods\n", "floods\nfish\n"),
        (ROADS, "Roads stay dry", "Roads, unlike [](#fish), stay dry"),
    ],
    "removed chapter": [
        (ROADS, "", ""),
        (FIELDS, "- [Roads](#roads), by which the harvest leaves.\n", ""),
        ("docs/land/index.md", "roads\n", ""),
    ],
    "removed chapter with claims and links": [
        ("docs/water/ice.md", "", ""),
        ("docs/water/index.md", "ice\n", ""),
        (FIELDS, "as [](#thaw) and the", "as the"),
        (FIELDS, "- [Ice](#ice), which moves sand in the other half of the year.\n", ""),
        (FLOODS, "[ice](#ice)", "ice"),
    ],
    "chapter moved to another part": [
        ("docs/water/roads.md", "", (WHOLE / ROADS).read_text("utf-8")),
        (ROADS, "", ""),
        ("docs/land/index.md", "roads\n", ""),
        ("docs/water/index.md", "ice\n", "ice\nroads\n"),
    ],
    "order of chapters": [("docs/water/index.md", "floods\nice", "ice\nfloods")],
    "order of parts": [
        ("docs/index.md", "water/index\nland/index", "land/index\nwater/index"),
    ],
    "title in a table of contents": [("docs/index.md", "water/index", "I · Water <water/index>")],
    "earlier address": [(FLOODS, "moved-from: water/high-water\n", "")],
    "another earlier address": [(FLOODS, "water/high-water", "old/high-water")],
    "grade of a claim": [(FLOODS, ":agreement: high", ":agreement: medium")],
    "text of a claim": [(FLOODS, "The river left its bed", "The river left its bed twice")],
    "markup of a claim": [(FLOODS, "left its bed", "left *its* bed")],
    "reason of a claim": [(FIELDS, "One team.", "One team only.")],
    "tags of a claim": [(FIELDS, ":tags: glance", ":tags: cover, loss")],
    "new claim": [(ROADS, "(bridges)=", NEW_CLAIM)],
    "removed claim": [
        (FLOODS, ":::{claim} no-older-marks\n:kind: absence\n", ":::{note}\n"),
        (FLOODS, ":as-of: 2026-10\n:tags: flood\n\nNo mark", "No mark"),
    ],
    "year of a source": [(BIB, "year = {2010}", "year = {2011}")],
    "title of a source": [(BIB, "Levels of 2008", "Levels and Floods of 2008")],
    "new source": [
        (BIB, "@online{watch2009river,", SOURCE),
        (COPIES, "watch2009river-1,", f"{COPY}watch2009river-1,"),
        (NOTES, LAST_NOTE, f"{NOTE}{LAST_NOTE}"),
        (ROADS, "Roads stay dry", "Roads stay dry {cite:p}`watch2009ice`"),
    ],
    "place of publication": [
        (BIB, "  institution = {Ferry", "  location = {Alder},\n  institution = {Ferry")
    ],
    "tier of a source": [(BIB, "tier = {walkers}", "tier = {paper}")],
    "name of a kind of source": [("data/source-kinds.csv", "Offices of the river", "Offices")],
    "group of a kind of source": [("data/source-groups.csv", "sheet", "")],
    "name of those who were asked": [("data/witnesses.csv", "people who stood", "those who stood")],
    "observer of notes": [
        (NOTES, 'measured.",,', 'measured.",gauge,'),
        (NOTES, "board at the bridge.,,", "board at the bridge.,gauge,"),
        (FLOODS, ":agreement: high", ":agreement: medium"),
    ],
    "words of a note": [(NOTES, "the left road was cut", "the left road was closed")],
    "caveat of a note": [(NOTES, "From people who stood there", "From those who stood there")],
    "words of a note on what was not read in the original": [
        (NOTES, "built to keep the river", "meant to keep the river")
    ],
    "a citation less of what was not read in the original": [
        ("docs/water/ice.md", " {cite:p}`weirs2006register{p. 12}`", "")
    ],
    "the original of a work to be read": [
        (COPIES, "weirs2006register,mirror", "weirs2006register,original")
    ],
    "place of a note": [(NOTES, "gauge2008flood,p. 7", "gauge2008flood,pp. 7–8")],
    "basis of a note": [(NOTES, "says so.,,none", "says so.,,testimony")],
    "new note": [(NOTES, LAST_NOTE, NOTE.replace("watch2009ice", "gauge2008flood") + LAST_NOTE)],
    "removed note": [(NOTES, row("notes.csv", "river-01"), "")],
    "kind of a copy": [(COPIES, "original,en,https://example.org/c", "mirror,en,https://c.org/c")],
    "places read of a copy": [(COPIES, "watch/2009,,,whole", "watch/2009,,,opening; para. 3")],
    "address of a copy": [(COPIES, "example.org/gauge/2008", "example.org/gauge/flood")],
    "a second copy": [(COPIES, "korhonen2005words-1,", SECOND_COPY + "korhonen2005words-1,")],
    "new account": [(ACCOUNTS, "ferry1999ice,", "ferry1999ice,gauge2008flood\nferry1999ice,")],
    "a copy of a work known by an account": [
        (COPIES, "gauge2008", COPY.replace("watch2009ice", "ferry1999ice") + "gauge2008"),
    ],
    "former key": [(MOVED, "smith2010fields", "smith2010land")],
    "page of a former key": [
        (MOVED, "ferry1999ice,reference/sources", "ferry1999ice,reference/sources-papers")
    ],
    "verdict of an audit": [(AUDITS, "wrong-fact,,,,,the source", "misleading,,,,,some source")],
    "removed source": [
        (BIB, entry("watch2009river"), ""),
        (COPIES, row("copies.csv", "watch2009river-1"), ""),
        (NOTES, row("notes.csv", "river-05"), ""),
        (NOTES, row("notes.csv", "river-20"), ""),
        (FLOODS, ":agreement: high", ":agreement: medium"),
        (FLOODS, ",watch2009river", ""),
        (FLOODS, " {cite:p}`watch2009river{para. 3}`", ""),
        ("docs/water/ice.md", "watch2009river", "gauge2008flood"),
        (FIELDS, "watch2009river", "gauge2008flood"),
        (FIELDS, " {cite:p}`watch2009river`", ""),
        ("data/levels.csv", ";watch2009river", ""),
        ("data/glossary.csv", "watch2009river", "gauge2008flood"),
    ],
    "status of a source": [(BIB, "others measured less", "others measured more")],
    "name of a publisher": [("data/publishers.csv", "River Watch", "Watch of the River")],
    "cell": [("data/levels.csv", "2008,5,", "2008,6,")],
    "new row": [("data/levels.csv", "2009,3,", "2007,2,gauge,gauge2008flood\n2009,3,")],
    "removed row": [("data/levels.csv", "2010,4,gauge,smith2010sand\n", "")],
    "description of a column": [(PACKAGE, "above the bed", "above the old bed")],
    "words of a column": [(PACKAGE, '"gauge", "mark"', '"mark", "gauge"')],
    "type of a column": [(PACKAGE, '"type": "integer"', '"type": "string"')],
    "title of a dataset": [(PACKAGE, '"title": "Levels"', '"title": "All levels"')],
    "removed dataset": [
        ("docs/reference/glossary.md", "", ""),
        ("docs/reference/index.md", "glossary\n", ""),
        (FLOODS, "{term}`spate`", "spate"),
        ("docs/water/ice.md", "{term}`spate`", "spate"),
        (FIELDS, "{term}`weir`", "weir"),
        (PACKAGE, ',\n  {\n   "name": "glossary"', '],"unused": [{\n   "name": "glossary"'),
    ],
    "term": [("data/glossary.csv", "A sudden flood.", "A flood that comes at once.")],
    "key of a term": [("data/glossary.csv", "spate,Spate", "spates,Spate")],
    "chart": [("data/charts/river-levels.vl.json", '"mark": "bar"', '"mark": "line"')],
    "removed chart": [
        ("data/charts/river-levels.vl.json", "", ""),
        ("docs/glance.md", "```{chart} river-levels\n:alt: Bars of levels by year.\n", "```{note}"),
        (FIELDS, " and the chart {chart:ref}`river-levels`", ""),
    ],
    "name of the book": [("CITATION.cff", "a small book", "a little book")],
    "day of the edition": [("CITATION.cff", "2026-11-24", "2026-11-25")],
    "no day of the edition": [("conf.py", "book.date", '""')],
    "version": [("CITATION.cff", "2026.1.dev0", "2026.2.dev0")],
    "address of the site": [("conf.py", "example.org/river", "example.org/a-river")],
    "depth of the sidebar": [("conf.py", '"show_navbar_depth": 1', '"show_navbar_depth": 2')],
    "register of ids": [("permalinks.csv", "high-tide,section,2025.1", "ebb,section,2025.1")],
    "template": [("docs/_templates/page-standing.html", "Reviewed", "Last reviewed")],
    "removed template": [("docs/_templates/page-standing.html", "", "")],
    "template over one of the theme": [("docs/_templates/copyright.html", "", "<p>The end.</p>\n")],
    "style sheet": [("docs/_static/river.css", "1.2rem", "1.3rem")],
    "script": [("docs/_static/river.js", '"1"', '"2"')],
    "removed file": [("docs/_static/notes/spare.txt", "", "")],
    "removed image": [
        ("docs/water/drawing.svg", "", ""),
        (FLOODS, "![A drawing](drawing.svg)\n", ""),
    ],
    "image": [("docs/water/drawing.svg", "M0 4h9", "M0 5h9")],
}


SAMPLE = {
    *("removed chapter with claims and links", "the first box of a kind", "text of a claim"),
    *("chapter moved to another part", "chart", "name of the book", "style sheet"),
    *("removed image", "place of a note", "place of publication", "former key"),
    "a citation less of what was not read in the original",
}
"""The changes that each run tries, beside those of later tests; ``thorough`` tries all."""


@pytest.mark.parametrize(
    "name",
    [name if name in SAMPLE else pytest.param(name, marks=pytest.mark.every) for name in CHANGES],
)
def test_a_change_gives_the_bytes_of_a_clean_build(name, book, tmp_path):
    for change in CHANGES[name]:
        book.change(*change)
    book.build()
    assert differences(book.files(), clean(book, tmp_path / "clean")) == []


def test_two_clean_builds_are_equal_and_a_change_undone_gives_the_first_bytes(book, tmp_path):
    before = book.files()
    assert differences(clean(book, tmp_path / "clean"), before) == []
    forth = [*CHANGES["removed chapter"], *CHANGES["title of a chapter"]]
    texts = {name: (book.root / name).read_text("utf-8") for name, _, _ in forth}
    for change in forth:
        book.change(*change)
    book.build()
    assert book.files() != before
    for name, text in texts.items():
        book.change(name, "", text)
    book.build()
    assert differences(book.files(), before) == []


LIBRARY = (COPIES, ACCOUNTS, NOTES, MOVED)


@pytest.mark.parametrize("names", [(*LIBRARY, AUDITS), ("data/publishers.csv",), (PACKAGE,)])
def test_data_that_go_and_come_back_give_the_bytes_of_clean_builds(names, book, tmp_path):
    before, texts = book.files(), {name: (book.root / name).read_text("utf-8") for name in names}
    for name in names:
        book.change(name, "", "")
    book.build(strict=False)
    assert differences(book.files(), clean(book, tmp_path / "clean", strict=False)) == []
    restored = copy_of(book.root, tmp_path / "restored", built=False)  # has known no such data
    restored.build(strict=False)
    for name, text in texts.items():
        restored.change(name, "", text)
    restored.build()
    assert differences(restored.files(), before) == []


def test_one_change_after_the_other_in_parallel(book, tmp_path):
    for name in ("new chapter", "year of a source", "order of parts"):
        for change in CHANGES[name]:
            book.change(*change)
        book.build("-j", "2")
    assert differences(book.files(), clean(book, tmp_path / "clean")) == []


def test_a_style_sheet_of_the_site_that_was_changed_is_written_again(book):
    sheet = book.site / "_static/evidence.css"
    first = sheet.read_bytes()
    sheet.write_bytes(first[:-100])
    book.build()
    assert sheet.read_bytes() == first


def test_words_are_written_where_they_stand_and_nothing_else(book):
    """Sphinx also writes the page whose table of contents lists it."""
    assert book.written() == set()
    book.change(*CHANGES["words of a paragraph"][0])
    assert book.written() == {"water/floods.html", "water/index.html"}
    # the numbers of later paragraphs move, which the entries of sources name
    book.change(*CHANGES["a paragraph more"][0])
    chapter = {"water/floods.html", "water/index.html"}
    registers = {"reference/sources.html", "reference/sources-papers.html"}
    entries = {*registers, "reference/index.html"}
    written = book.written()
    # as do the citation pages of what comes later in the chapter, with a paragraph as an example
    examples = {name for name in written if name.startswith("id/")}
    assert "id/floods-not-known/cite.html" in examples
    assert not examples & {"id/ice/cite.html", "id/fields/cite.html"}
    assert written - examples == {*chapter, *entries}


LISTS = {"reference/sources.html", "reference/sources-by-publisher.html"}
LISTS |= {"reference/sources-by-year.html", "reference/claims.html"}
CITING = {"water/floods.html", "id/floods/cite.html", "land/roads.html", "id/roads/cite.html"}
ACCOUNTED = ("water/floods", "water/ice", "glance", "land/fields")


@pytest.mark.parametrize(
    ("name", "pages"),
    [
        ("words of a note", {"reference/sources.html"}),
        (
            "words of a note on what was not read in the original",
            {"reference/sources.html", "reference/to-read.html"},
        ),
        ("caveat of a note", {"reference/sources.html"}),
        ("kind of a copy", {*CITING, *LISTS, "reference/to-read.html"}),
        ("new account", {*(f"{name}.html" for name in ACCOUNTED), *LISTS}),
        ("verdict of an audit", {"reference/how-to-cite.html"}),
    ],
)
def test_what_is_said_of_a_source_is_written_where_it_is_displayed(book, name, pages):
    """A page with a list of pages is written too, as above."""
    for change in CHANGES[name]:
        book.change(*change)
    assert {name for name in book.written() if not name.endswith("index.html")} == pages


def test_a_page_that_was_read_for_another_folder_is_written_here_too(book, tmp_path):
    """Its source is older than its HTML; only a cell of its table is new."""
    book.change(*CHANGES["cell"][0])
    other = Book(book.root, "other")
    other.build()
    assert differences(other.files(), clean(book, tmp_path / "clean")) == []
    book.build()
    assert differences(book.files(), other.files()) == []


def test_a_page_that_was_not_among_those_to_be_built_is_built_later(book, tmp_path):
    for change in CHANGES["year of a source"]:
        book.change(*change)
    book.build(only=["water/ice.md"])
    book.build()
    assert differences(book.files(), clean(book, tmp_path / "clean")) == []


def test_only_what_a_build_has_written_is_deleted(book):
    own = [book.site / name for name in ("CNAME", "land/mine.html", "id/bridges/mine.txt")]
    for path in own:
        path.write_text("mine", "utf-8")
    for change in CHANGES["removed chapter"]:
        book.change(*change)
    book.build()
    assert all(path.read_text("utf-8") == "mine" for path in own)
    assert not (book.site / "land" / "roads.html").exists()
    assert not (book.site / "id" / "roads").exists()
    assert [path.name for path in (book.site / "id" / "bridges").iterdir()] == ["mine.txt"]


def test_a_page_without_a_source_that_is_gone_is_written_again(book):
    before = book.files()
    (book.site / "search.html").unlink()
    assert book.written() == {"search.html"}
    assert differences(book.files(), before) == []


LATE_FAILURE = """

def fail(app):
    raise ValueError("after all pages")


def setup(app):
    app.connect("html-collect-pages", fail, priority=1_000)
"""


@pytest.mark.parametrize(
    "failure",
    [
        ("docs/_templates/page-standing.html", "{{ version }}", "{{ version.no.such }}"),
        ("conf.py", "", (WHOLE / "conf.py").read_text("utf-8") + LATE_FAILURE),
    ],
    ids=["first page", "after all pages"],
)
def test_a_failed_build_deletes_nothing(book, failure):
    book.change(*failure)
    for change in CHANGES["removed chapter"]:
        book.change(*change)
    before = set(book.files())
    with pytest.raises((AssertionError, SystemExit)):
        book.build()
    assert set(book.files()) >= before


@pytest.mark.every
def test_the_real_book_built_again_has_the_bytes_of_a_clean_build(tmp_path):
    """A title, a year, and a deleted chapter that leaves broken links behind."""
    book = Book(tmp_path / "book")
    for name in ("docs", "data"):
        shutil.copytree(ROOT / name, book.root / name)
    for name in ("conf.py", "CITATION.cff", "references.bib", "permalinks.csv"):
        shutil.copy2(ROOT / name, book.root / name)
    book.build()
    book.change("docs/people-and-border/words.md", "# Words", "# Names and words")
    book.change("references.bib", "year = {2014}", "year = {2013}")
    book.change("docs/life-in-hiding/work.md", "", "")
    book.change("docs/life-in-hiding/index.md", "work\n", "")
    book.build(strict=False)
    assert differences(book.files(), clean(book, tmp_path / "clean", strict=False)) == []
