"""Citations in all formats: parsed by other programs, and compared with the rules of styles."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import bibtexparser
import html5lib
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from jsonschema import Draft7Validator
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from sphinx_evidence.core.edition import Edition
from sphinx_evidence.core.records import Citable
from sphinx_evidence.permalinks.formats.bibtex import escape_tex, to_bibtex
from sphinx_evidence.permalinks.formats.csl import to_csl
from sphinx_evidence.permalinks.formats.ris import to_ris
from sphinx_evidence.permalinks.formats.styles import STYLES, format_citation

DATA = Path(__file__).parents[1] / "data"
AUTHOR = "Across the Tumen contributors"
TITLE = "Across the Tumen: an open evidence book on North Koreans in China"
BOOK = f"{TITLE} (edition 2026.1)"
HEADLINE = "Across the Tumen: An Open Evidence Book on North Koreans in China (edition 2026.1)"

EDITION = Edition(TITLE, AUTHOR, "2026.1", "2026-12-01", "en-GB")
HOSTED = replace(EDITION, base="https://example.org/")
WORKING = replace(EDITION, version="2026.1.dev0")

CITABLES = {
    "book": Citable("tumen", "book", TITLE, "", "index", "", ("refugees", "forced return"), "book"),
    "chapter": Citable("forced-return", "chapter", "Forced return", "", "return", ""),
    "section": Citable("that-day", "section", "9 October 2023", "Forced return", "return", "d"),
    "claim": Citable("several", "claim", "Several hundred left", "Forced return", "return", "c"),
    "chart": Citable(
        "by-year", "chart", "Arrivals by year", "Arrivals", "arrivals", "y", csl_type="graphic"
    ),
    "dataset": Citable(
        "arrivals", "dataset", "Arrivals in the South", "", "data", "a", csl_type="dataset"
    ),
}

HOSTILE = (
    "</a><script>alert(1)</script> &amp; R&D",
    "100% of $5 #1 a_b {c} ~d ^e \\f |g| <h>",
    "unbalanced { brace and } \\textbf{x",
    "two\nER  - \r\nTY  - BOOK  lines",
    "“Talbuk” 탈북 and 脱北者’s ‘flight’",
    '<span class="nocase">raw</span> "straight"',
    "numbers (as of 2026.1)",
    "The İstanbul road and İ",
    "",
)

SCHEMA = json.loads(DATA.joinpath("csl-data-1.0.2.schema.json").read_text("utf-8"))
"""The schema of CSL-JSON as it was published; see the README beside it."""

SLIP = re.compile(r"([.,;:])\1|  | [.,;:]|[.,;:][A-Za-z]|^\d|[\ue000-\ue005]")
"""Doubled punctuation, a space too many or missing, a number, a character left from inside."""

LATEX = get_default_latex_context_db()
LATEX.add_context_category(
    "kernel",
    prepend=True,
    macros=[
        MacroTextSpec("textbraceleft", "{"),
        MacroTextSpec("textbraceright", "}"),
        MacroTextSpec("textless", "<"),
        MacroTextSpec("textgreater", ">"),
        MacroTextSpec("textbar", "|"),
        MacroTextSpec("textasciicircum", "^"),
    ],
)
"""What bibtexparser decodes TeX with, and words of LaTeX that it does not know."""


def csl(kind, edition=EDITION, **changes):
    """Return the CSL-JSON of the example of a kind, with changes to it."""
    return to_csl(replace(CITABLES[kind], **changes), edition)


@cache
def citations_of(kind, edition):
    """Return the citations of the example of a kind; a style takes long to print one."""
    return format_citation(csl(kind, edition))


def read_bibtex(text):
    """Return the one entry of a BibTeX text, and its fields without TeX."""
    decoding = LatexDecodingMiddleware(decoder=LatexNodes2Text(latex_context=LATEX))
    library = bibtexparser.parse_string(text, append_middleware=[decoding])
    assert not library.failed_blocks
    (entry,) = library.entries
    return entry, {field.key: field.value for field in entry.fields}


def read_ris(text):
    """Return the one record of a RIS text."""
    (record,) = rispy.loads(text.replace("\r\n", "\n"))
    return record


def in_words(html):
    """Return the text of HTML as a browser displays it, and the names of its elements."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return "".join(tree.itertext()), {element.tag for element in tree.findall(".//*")}


@pytest.mark.parametrize("edition", [EDITION, HOSTED, WORKING])
@pytest.mark.parametrize("kind", CITABLES)
def test_csl_is_valid(kind, edition):
    Draft7Validator(SCHEMA).validate([csl(kind, edition)])


@pytest.mark.parametrize(
    "change",
    [{"type": "ship"}, {"pages": "4"}, {"issued": {"date-parts": [[]]}}, {"author": ["A name"]}],
)
def test_the_schema_notices_what_is_not_csl(change):
    assert not Draft7Validator(SCHEMA).is_valid([csl("chapter") | change])


@pytest.mark.parametrize(
    ("kind", "type_", "title", "container"),
    [
        ("book", "book", BOOK, None),
        ("chapter", "chapter", "Forced return", BOOK),
        ("section", "chapter", "9 October 2023", f"Forced return, in {BOOK}"),
        ("claim", "chapter", "Several hundred left", f"Forced return, in {BOOK}"),
        ("chart", "graphic", "Arrivals by year", f"Arrivals, in {BOOK}"),
        ("dataset", "dataset", "Arrivals in the South", BOOK),
    ],
)
def test_csl_says_what_stands_in_what(kind, type_, title, container):
    item = csl(kind)
    assert (item["type"], item["title"], item.get("container-title")) == (type_, title, container)


def test_csl_of_a_working_copy_says_so():
    assert csl("chapter", WORKING)["container-title"] == f"{TITLE} (working copy 2026.1.dev0)"


def test_csl_has_an_address_only_where_the_site_has_one():
    assert "URL" not in csl("claim")
    assert csl("claim", HOSTED)["URL"] == "https://example.org/id/several/"


def test_csl_has_no_day_of_access():
    assert "accessed" not in csl("claim", HOSTED)


@pytest.mark.parametrize("edition", [EDITION, HOSTED])
@pytest.mark.parametrize("kind", CITABLES)
def test_all_formats_say_the_same(kind, edition):
    item = csl(kind, edition, keywords=("forced return", "R&D"))
    container = item.get("container-title")
    url = item.get("URL")

    entry, fields = read_bibtex(to_bibtex(item))
    assert entry.key == item["id"]
    assert fields["author"] == fields["publisher"] == AUTHOR
    assert fields["title"] == item["title"]
    assert fields.get("booktitle", fields.get("howpublished")) == container
    assert (fields["year"], fields["date"], fields["version"]) == ("2026", "2026-12-01", "2026.1")
    assert fields["keywords"] == "forced return, R&D"
    assert fields.get("url") == url

    record = read_ris(to_ris(item))
    assert record["id"] == item["id"]
    assert record["authors"] == [f"{AUTHOR},"]
    assert record["publisher"] == AUTHOR
    assert record["title"] == item["title"]
    assert record.get("secondary_title") == container
    assert (record["year"], record["date"]) == ("2026", "2026/12/01/")
    assert record["keywords"] == ["forced return", "R&D"]
    assert record.get("urls") == ([url] if url else None)
    assert record["language"] == "en-GB"


@pytest.mark.parametrize(
    ("kind", "bibtex", "ris"),
    [
        ("book", "book", "BOOK"),
        ("chapter", "incollection", "CHAP"),
        ("section", "incollection", "CHAP"),
        ("claim", "incollection", "CHAP"),
        ("chart", "misc", "FIGURE"),
        ("dataset", "misc", "DATA"),
    ],
)
def test_types(kind, bibtex, ris):
    assert read_bibtex(to_bibtex(csl(kind)))[0].entry_type == bibtex
    assert read_ris(to_ris(csl(kind)))["type_of_reference"] == ris


def test_bibtex_as_it_is_written():
    assert to_bibtex(csl("chapter", HOSTED)) == (
        "@incollection{forced-return,\n"
        "  author = {{Across the Tumen contributors}},\n"
        "  title = {{Forced return}},\n"
        "  booktitle = {{Across the Tumen: an open evidence book on North Koreans in China"
        " (edition 2026.1)}},\n"
        "  publisher = {{Across the Tumen contributors}},\n"
        "  year = {2026},\n"
        "  date = {2026-12-01},\n"
        "  version = {2026.1},\n"
        "  url = {https://example.org/id/forced-return/},\n"
        "}\n"
    )


def test_ris_as_it_is_written():
    assert to_ris(csl("book")) == (
        "TY  - BOOK\r\n"
        "ID  - tumen\r\n"
        "AU  - Across the Tumen contributors,\r\n"
        f"TI  - {BOOK}\r\n"
        "PY  - 2026\r\n"
        "DA  - 2026/12/01/\r\n"
        "PB  - Across the Tumen contributors\r\n"
        "LA  - en-GB\r\n"
        "KW  - refugees\r\n"
        "KW  - forced return\r\n"
        "ER  - \r\n"
    )


def test_tex_keeps_its_special_characters():
    assert escape_tex("50% & $1 #2 a_b") == r"50\% \& \$1 \#2 a\_b"
    assert escape_tex("{\\}~^") == (
        r"\textbraceleft{}\textbackslash{}\textbraceright{}\textasciitilde{}\textasciicircum{}"
    )


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_come_back_whole(title):
    item = csl("claim", title=title, chapter=title, keywords=())
    plain = " ".join(title.split())
    assert item["title"] == plain

    text = to_bibtex(item)
    assert text.count("{") == text.count("}")
    fields = read_bibtex(text)[1]
    assert fields["title"] == plain
    assert fields["booktitle"] == item["container-title"]

    record = read_ris(to_ris(item))
    assert record.get("title", "") == plain
    assert record["type_of_reference"] == "CHAP"


@pytest.mark.parametrize("kind", CITABLES)
@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_are_text_in_html(title, kind):
    same = str.maketrans("“”‘’'", '"' * 5)
    for text, elements in map(
        in_words, format_citation(csl(kind, title=title, chapter=title)).values()
    ):
        assert elements <= {"i"}
        for word in () if kind == "book" else title.split():
            assert word.translate(same).lower() in text.translate(same).lower()


def test_hostile_names_are_text_in_html():
    edition = replace(HOSTED, author="R&D <b>", title="A <script>", base='https://x.org/"<i>/')
    for text, elements in map(in_words, format_citation(csl("chapter", edition)).values()):
        assert elements <= {"i"}
        assert "R&D <b>" in text
        assert 'https://x.org/"<i>/id/forced-return/' in text


@pytest.mark.parametrize("edition", [EDITION, HOSTED, WORKING])
@pytest.mark.parametrize("kind", CITABLES)
def test_every_style_prints_author_year_edition_and_address(kind, edition):
    citations = citations_of(kind, edition)
    assert list(citations) == list(STYLES)
    for text, _ in map(in_words, citations.values()):
        assert text.count(AUTHOR) in (1, 2)
        assert "2026" in text
        assert text.count(f"({edition.designation()})") == 1
        assert text.count("https://") == (edition is HOSTED)
        assert "ccessed" not in text
        rest = text.replace(edition.version, "").replace(edition.base, "")
        assert not SLIP.search(rest)


def renderings():
    """Compare each kind in each style with references checked by hand against the style guides.

    APA, 7th edition: 9.29 (a publisher that is the author is not repeated), 10.3 (chapters), 10.9
    (data). Chicago: headline case, the full stop within quotation marks. MLA, 9th edition: 5.54 (no
    author that is the publisher). Cite Them Right: the title of a part in single quotation marks,
    punctuation after them. Citing Medicine: no italics, a semicolon before the year.
    """
    text = DATA.joinpath("renderings.csv").read_text("utf-8")
    for words, ours in (("BOOK", BOOK), ("HEADLINE", HEADLINE), ("AUTHOR", AUTHOR)):
        text = text.replace(words, ours)
    return list(csv.DictReader(text.splitlines()))


def test_each_style_has_a_dozen_renderings():
    assert Counter(row["style"] for row in renderings()) == dict.fromkeys(STYLES, 12)


@pytest.mark.parametrize("row", renderings(), ids=lambda row: f"{row['style']}-{row['kind']}")
def test_a_citation_reads_as_the_style_asks(row):
    edition = HOSTED if row["address"] == "yes" else EDITION
    assert citations_of(row["kind"], edition)[row["style"]] == row["citation"]


@pytest.mark.parametrize(
    ("title", "apa", "chicago", "harvard"),
    [
        ("Has it eased?", "Has it eased? In", "“Has It Eased?” In", "‘Has it eased?’, <i>"),
        (
            "What is a “North-leaver”",
            "What is a “North-leaver.” In",
            "“What Is a ‘North-leaver.’” In",
            "‘What is a “North-leaver”’, <i>",
        ),
        (
            "Return & 탈북",
            "Return &amp; 탈북. In",
            "“Return &amp; 탈북.” In",
            "‘Return &amp; 탈북’, <i>",
        ),
        ("Flown to the U.S.", "to the U.S. In", "“Flown to the U.S.” In", "to the U.S.’, <i>"),
        ("And then...", "And then... In", "“And Then...” In", "‘And then...’, <i>"),
    ],
)
def test_marks_at_the_end_of_a_title(title, apa, chicago, harvard):
    citations = format_citation(csl("chapter", title=title))
    assert apa in citations["APA"]
    assert chicago in citations["Chicago author-date"]
    assert harvard in citations["Harvard (Cite Them Right)"]


def test_the_publisher_is_named_where_it_is_not_the_author():
    item = csl("book") | {"publisher": "A press"}
    assert format_citation(item)["APA"] == f"{AUTHOR}. (2026). <i>{BOOK}</i>. A press."
    assert format_citation(item)["MLA"] == f"{AUTHOR}. <i>{HEADLINE}</i>. A press, 2026."
