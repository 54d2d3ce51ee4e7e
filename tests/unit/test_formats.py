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

from conftest import by_itself
from sphinx_evidence.core.edition import Edition
from sphinx_evidence.core.records import Citable
from sphinx_evidence.permalinks.bibtex import escape_tex, to_bibtex
from sphinx_evidence.permalinks.csl import to_csl
from sphinx_evidence.permalinks.embedded import highwire, reference
from sphinx_evidence.permalinks.ris import to_ris
from sphinx_evidence.permalinks.styles import STYLES, format_citation, render, title_case

DATA = Path(__file__).parents[1] / "data"
AUTHOR = "Across the Tumen contributors"
TITLE = "Across the Tumen: an open evidence book on North Koreans in China"
HEADLINE = "Across the Tumen: An Open Evidence Book on North Koreans in China"

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
        ("book", "book", TITLE, None),
        ("chapter", "chapter", "Forced return", TITLE),
        ("section", "chapter", "Forced return: 9 October 2023", TITLE),
        ("claim", "chapter", "Forced return: Several hundred left", TITLE),
        ("chart", "graphic", "Arrivals: Arrivals by year", TITLE),
        ("dataset", "dataset", "Arrivals in the South", TITLE),
    ],
)
def test_csl_says_what_stands_in_what(kind, type_, title, container):
    item = csl(kind)
    assert (item["type"], item["title"], item.get("container-title")) == (type_, title, container)


def test_a_chapter_that_is_a_question_needs_no_colon():
    assert csl("claim", chapter="Who leads?")["title"] == "Who leads? Several hundred left"


def test_csl_of_a_working_copy_says_so():
    assert csl("chapter", WORKING)["edition"] == "working copy 2026.1.dev0"
    assert csl("dataset", WORKING)["version"] == "2026.1.dev0"


def test_csl_has_an_address_only_where_the_site_has_one():
    assert "URL" not in csl("claim")
    assert csl("claim", HOSTED)["URL"] == "https://example.org/id/several/"


def test_the_identifier_of_an_edition_is_that_of_the_book_in_every_format():
    edition = replace(HOSTED, identifier="10.1234/abc.5")
    item = csl("book", edition)
    assert item["DOI"] == "10.1234/abc.5"
    Draft7Validator(SCHEMA).validate([item])
    printed = {name: in_words(html)[0] for name, html in citations_of("book", edition).items()}
    assert all(text.rstrip(".").endswith("10.1234/abc.5") for text in printed.values()), printed
    assert "  doi = {10.1234/abc.5},\n" in to_bibtex(item)
    assert "DO  - 10.1234/abc.5\r\n" in to_ris(item)
    assert dict(highwire(item))["citation_doi"] == "10.1234/abc.5"
    assert "DOI" not in csl("chapter", edition)
    other = replace(EDITION, identifier="https://example.org/ark:/1")
    assert csl("book", other)["URL"] == "https://example.org/ark:/1"
    assert "URL" not in csl("chapter", other)


def test_csl_has_no_day_of_access_and_no_publisher_that_is_the_author():
    assert not {"accessed", "publisher"} & csl("claim", HOSTED).keys()


@pytest.mark.parametrize("kind", CITABLES)
def test_texts_have_an_edition_and_data_a_version(kind):
    item, data = csl(kind), kind in ("chart", "dataset")
    assert item.get("edition") == (None if data else "edition 2026.1")
    assert item.get("version") == ("2026.1" if data else None)


def test_only_statements_are_kept_from_title_case():
    printed = {kind: format_citation(csl(kind))["MLA"] for kind in CITABLES}
    assert "Forced return: Several hundred left" in printed["claim"]
    assert "Forced Return" in printed["section"]
    assert all("nocase" not in text for text in printed.values())


@pytest.mark.parametrize("edition", [EDITION, HOSTED])
@pytest.mark.parametrize("kind", CITABLES)
def test_all_formats_say_the_same(kind, edition):
    item = csl(kind, edition, keywords=("forced return", "R&D"))
    container = item.get("container-title")
    url = item.get("URL")

    entry, fields = read_bibtex(to_bibtex(item))
    assert entry.key == item["id"]
    assert fields["author"] == AUTHOR
    assert fields["title"] == item["title"]
    if "edition" in item:
        assert (fields.get("booktitle"), fields["edition"]) == (container, "2026.1")
    else:
        assert fields["publisher"] == f"{container}, edition 2026.1"
        assert fields["note"] == f"In {container}, edition 2026.1"
    assert (fields["year"], fields["date"]) == ("2026", "2026-12-01")
    assert fields["language"] == "english"
    assert fields["keywords"] == "forced return, R&D"
    assert fields.get("url") == url

    record = read_ris(to_ris(item))
    assert record["id"] == item["id"]
    assert record["authors"] == [f"{AUTHOR},"]
    assert record["edition"] == item.get("edition", "2026.1")
    assert record["title"] == item["title"]
    assert record.get("secondary_title") == container
    note = f"In {container}, edition 2026.1"
    assert record.get("notes") == (None if "edition" in item else [note])
    assert (record["year"], record["date"]) == ("2026", "2026/12/01/")
    assert record["keywords"] == ["forced return", "R&D"]
    assert record.get("urls") == ([url] if url else None)
    assert record["language"] == "en-GB"


@pytest.mark.parametrize(
    ("kind", "type_", "edition"),
    [
        ("book", "book", "edition 2026.1"),
        ("section", "bookSection", "edition 2026.1"),
        ("chart", "artwork", "2026.1"),
        ("dataset", "dataset", "2026.1"),
    ],
)
def test_tags_for_the_head_of_a_page(kind, type_, edition):
    tags = dict(highwire(csl(kind, HOSTED, keywords=("law", "return"))))
    book = tags.pop("citation_book_title", None)
    assert book == tags.pop("citation_inbook_title", None)
    assert book == (TITLE if kind == "section" else None)
    assert tags == {
        "citation_title": csl(kind)["title"],
        "citation_author": f"{AUTHOR},",
        "citation_publication_date": "2026/12/01",
        "citation_language": "en-GB",
        "citation_public_url": csl(kind, HOSTED)["URL"],
        "citation_keywords": "law; return",
        "prism.edition": edition,
        "z:itemType": type_,
    }


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
        "  booktitle = {{Across the Tumen: an open evidence book on North Koreans in China}},\n"
        "  edition = {2026.1},\n"
        "  year = {2026},\n"
        "  date = {2026-12-01},\n"
        "  language = {english},\n"
        "  url = {https://example.org/id/forced-return/},\n"
        "}\n"
    )


def test_ris_as_it_is_written():
    assert to_ris(csl("book")) == (
        "TY  - BOOK\r\n"
        "ID  - tumen\r\n"
        "AU  - Across the Tumen contributors,\r\n"
        f"TI  - {TITLE}\r\n"
        "PY  - 2026\r\n"
        "DA  - 2026/12/01/\r\n"
        "ET  - edition 2026.1\r\n"
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
    item = csl("claim", title=title, chapter="", keywords=())
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


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        pytest.param(title, kind, marks=() if (row + column) % 6 == 0 else pytest.mark.every)
        for row, title in enumerate(HOSTILE)
        for column, kind in enumerate(CITABLES)
    ],
)
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
        assert text.count(AUTHOR) == 1
        assert "2026" in text
        names = (edition.designation(), f"version {edition.version}")
        assert sum(text.lower().count(name) for name in names) == 1
        assert text.count("https://") == (edition is HOSTED)
        assert "ccessed" not in text
        rest = text.replace(edition.version, "1").replace(edition.base, "")
        assert not SLIP.search(rest)


def renderings():
    """Compare each kind in each style with references checked by hand against the style guides.

    APA, 7th edition: 9.29 (a publisher that is the author is not repeated), 10.3 (chapters), 10.9
    (data). Chicago: headline case, the full stop within quotation marks. Cite Them Right: the title
    of a part in single quotation marks, punctuation after them. Citing Medicine: no italics.
    """
    text = DATA.joinpath("renderings.csv").read_text("utf-8")
    for words, ours in (("BOOK", TITLE), ("HEADLINE", HEADLINE), ("AUTHOR", AUTHOR)):
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
            "“What Is a ‘North-Leaver.’” In",
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


DIFFERENCES = {
    (style, kind): "the style prints no version, and data are cited by it: it stands after the book"
    for style in ("Harvard (Cite Them Right)", "NLM citation sequence")
    for kind in ("chart", "dataset")
}
"""Why a citation of ours has other words than that of citeproc-js, by style and kind."""

PROCESSED = json.loads(DATA.joinpath("citeproc-js.json").read_text("utf-8"))
"""What citeproc-js makes of the items, by style and id; see the README beside it."""

ITEMS = json.loads(DATA.joinpath("citeproc-items.json").read_text("utf-8"))


def plain(item):
    """Return an item without the markup in its title."""
    return item | {"title": re.sub("</?span[^>]*>", "", item["title"])}


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["id"])
def test_a_citation_is_the_one_that_citeproc_js_prints(item):
    for style, ours in format_citation(plain(item)).items():
        theirs = PROCESSED[style][item["id"]].replace("&#38;", "&amp;")
        if (style, item["custom"]["kind"]) in DIFFERENCES:
            edition = f" ({item['custom']['edition']})"
            assert ours.count(edition) == 1
            ours = ours.replace(edition, "")
        assert ours == theirs, style


@pytest.mark.parametrize(
    "item",
    [
        pytest.param(item, id=item["id"], marks=() if number % 24 == 0 else pytest.mark.every)
        for number, item in enumerate(ITEMS)
    ],
)
def test_a_filled_form_is_the_same_as_a_citation_formatted_by_itself(item):
    for name, ours in format_citation(plain(item)).items():
        assert ours in by_itself(plain(item), STYLES[name])


def test_a_style_runs_once_for_each_form():
    render.cache_clear()
    for number in range(50):
        format_citation(csl("section", HOSTED, id=f"section-{number}", title=f"Section {number}"))
    assert render.cache_info().misses == len(STYLES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("without papers, within reach", "Without Papers, within Reach"),
        ("what they stand for", "What They Stand For"),
        ("the law: a right to stay", "The Law: A Right to Stay"),
        ("China’s north-east and UNHCR", "China’s North-East and UNHCR"),
        ("", ""),
    ],
)
def test_title_case(text, expected):
    assert title_case(text) == expected


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (
            {
                **{"type": "article-journal", "title": "Ice; and water", "DOI": "10.1/x"},
                **{"author": [{"family": "Li", "given": "Bo"}, {"literal": "The Board"}]},
                **{"container-title": "Floods", "volume": "4"},
            },
            "citation_title=Ice, and water; citation_author=Bo Li; citation_author=The Board; "
            "citation_journal_title=Floods; citation_volume=4; citation_doi=10.1/x",
        ),
        (
            {
                **{"type": "chapter", "title": "Fords", "container-title": "Rivers"},
                **{"issued": {"date-parts": [[2008]]}, "URL": "https://example.org/a;b"},
            },
            "citation_title=Fords; citation_publication_date=2008; "
            "citation_inbook_title=Rivers; citation_public_url=https://example.org/a%3Bb",
        ),
    ],
)
def test_a_work_that_is_cited_is_one_tag(work, expected):
    assert reference(work) == expected
