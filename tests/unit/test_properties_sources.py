"""Properties that hold for any date, pinpoint, citation and source, tried with many of each."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import bibtexparser
import pytest
import rispy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pybtex.database import Entry, Person, parse_string

from sphinx_evidence.core.dates import format_date, is_date, is_day
from sphinx_evidence.core.edition import Edition
from sphinx_evidence.core.records import Citable
from sphinx_evidence.core.text import UNSEEN, one_line
from sphinx_evidence.permalinks.bibtex import escape_tex, to_bibtex, verbatim
from sphinx_evidence.permalinks.csl import to_csl
from sphinx_evidence.permalinks.ris import to_ris
from sphinx_evidence.sources.bibfile import read_bibfile
from sphinx_evidence.sources.biblatex import source_bibtex
from sphinx_evidence.sources.entries import address_nodes
from sphinx_evidence.sources.formats import source_csl
from sphinx_evidence.sources.library import Library
from sphinx_evidence.sources.model import Citation, plain, read_source, read_sources
from sphinx_evidence.sources.pinpoints import MalformedPinpoint, Pinpoint, parse_pinpoint
from sphinx_evidence.sources.reference import doi_address, web_address
from sphinx_evidence.sources.roles import MalformedCitation, parse_citations
from sphinx_evidence.sources.rules import check_entries

quick = settings(max_examples=40, deadline=None, derandomize=True, database=None)
few = settings(quick, max_examples=20)


@quick
@given(st.dates())
def test_every_day_of_the_calendar_is_a_day_and_is_put_in_words(day):
    assert is_day(day.isoformat())
    assert is_date(day.isoformat()[:7])
    assert is_date(day.isoformat()[:4])
    assert format_date(day.isoformat()) == f"{day.day} {day:%B} {day.year}"


@quick
@given(st.tuples(st.integers(0, 9999), st.integers(0, 13), st.integers(0, 32)))
@example((2026, 2, 30))
@example((2025, 2, 29))
@example((0, 1, 1))
def test_a_day_that_the_calendar_lacks_is_none(numbers):
    try:
        date(*numbers)
        real = True
    except ValueError:
        real = False
    year, month, day = numbers
    text = f"{year:04}-{month:02}-{day:02}"
    assert is_day(text) is is_date(text) is real
    assert real or format_date(text) == text


@quick
@given(st.text())
@example("２０２６-01-01")
@example("2026-01-01\n")
@example("20260101")
@example("2026-W01-1")
def test_any_other_text_is_no_day(text):
    assert not is_day(text) or date.fromisoformat(text).isoformat() == text
    assert is_date(text) or format_date(text) == text


numbers = st.from_regex(
    r"([1-9][0-9]{0,2}[a-zA-Z]?|[ivxlcdm]{1,4})(\([0-9a-z]{1,2}\)){0,2}", fullmatch=True
)
kinds = st.sampled_from(["paragraph", "article", "page", "section", "chapter"])


@st.composite
def pinpoints(draw):
    """Draw a pinpoint of some numbers and ranges."""
    value = draw(numbers)
    for number in draw(st.lists(numbers, max_size=3)):
        value += draw(st.sampled_from(["–", ", ", " and "])) + number
    return Pinpoint(draw(kinds), value)


@few
@given(pinpoints())
def test_a_pinpoint_in_print_is_read_as_itself(pinpoint):
    assert parse_pinpoint(str(pinpoint)) == pinpoint
    assert parse_pinpoint(f"{pinpoint.kind} {pinpoint.value}") == pinpoint


@quick
@given(st.text())
@example("p. １２")
@example("p. 1" * 1000)
def test_any_other_text_is_no_pinpoint(text):
    with suppress(MalformedPinpoint):
        pinpoint = parse_pinpoint(text)
        assert parse_pinpoint(str(pinpoint)) == pinpoint
        assert text.isascii() or not any(sign.isdecimal() for sign in text if not sign.isascii())


keys = st.from_regex(r"[^{}\s,]+", fullmatch=True)
words = st.from_regex(r"[^{}\s]([^{}]*[^{}\s])?", fullmatch=True).filter(
    lambda text: "\n" not in text
)
citations = st.builds(Citation, keys, st.none() | pinpoints(), st.just("") | words)


def written(citation):
    """Return a citation as an author writes it."""
    prefix = f"{{{citation.prefix}}}" if citation.prefix else ""
    place = f"{{{citation.pinpoint}}}" if citation.pinpoint else ""
    return f"{prefix}{citation.key}{place}"


@few
@given(st.lists(citations, min_size=1, max_size=5), st.sampled_from([",", ", ", " , "]))
def test_citations_are_read_as_they_are_written(group, comma):
    assert parse_citations(comma.join(map(written, group))) == (tuple(group), ())


@quick
@given(st.text(st.sampled_from("ab{},. 1p\n\\")))
def test_any_text_is_citations_or_is_refused(text):
    with suppress(MalformedCitation):
        found, _ = parse_citations(text)
        assert found
        assert all(citation.key for citation in found)


@quick
@given(st.text() | st.text(st.sampled_from("ab{}\\$~%_ ^`'-\"")))
@example("\\")
@example("{a\\_")
@example("a \\")
def test_any_field_has_plain_text(text):
    assert "\x00" in text or isinstance(plain(text), str)
    assert (
        "\\" in text
        or "~" in text
        or "$" in text
        or "--" in text
        or plain(text) == text.translate({123: "", 125: ""})
    )


@quick
@given(st.text() | st.text(st.sampled_from("htps:/@[]%.a1?# \u2100")).map("https://{}".format))
@example("javascript:alert(1)")
@example("https://[::1/new")
@example("https://zeta.example℀/new")
@example("HTTP://user@zeta.example/")
def test_an_address_that_is_linked_is_one_of_the_web(text):
    parts = web_address(text)
    assert parts is None or text.lower().startswith(("http://", "https://"))
    assert parts is None or "@" not in parts.netloc
    assert doi_address(text) == "" or text.startswith("10.")


@quick
@given(st.from_regex(r"10\.[0-9]{4,9}/[^\s\x00-\x1f\x7f\ud800-\udfff]+", fullmatch=True))
def test_the_address_of_a_doi_has_no_sign_that_ends_it(doi):
    address = doi_address(doi)
    assert address.isascii()
    assert not set(address) & set('<>"#?{}^`| ')


texts = st.text(min_size=1).map(lambda text: one_line(UNSEEN.sub("", text))).filter(bool)
EDITION = Edition(
    "A river", "River contributors", "2026.1", "2026-11-24", "en", "https://a.example/"
)


@few
@given(texts, texts)
@example("\\", "{")
@example("a -- b", '"')
def test_our_bibtex_and_ris_are_read_by_others_as_they_were_written(title, chapter):
    csl = to_csl(Citable("an-id", "claim", title, chapter, "part/page", "an-id"), EDITION)
    whole, text = f"{chapter}: {title}", to_bibtex(csl)
    entry = parse_string(text, "bibtex").entries["an-id"]
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    for read in (entry.fields["title"], library.entries[0]["title"]):
        assert one_line(read.removeprefix("{").removesuffix("}")) == one_line(escape_tex(whole))
    (record,) = rispy.loads(to_ris(csl))
    assert record["title"] == whole
    assert record["id"] == "an-id"


@few
@given(texts, texts, st.lists(texts, min_size=1, max_size=3))
def test_the_files_of_a_source_have_its_text(title, note, bodies):
    fields = {"title": verbatim(title), "note": verbatim(note), "publisher": "press"}
    people = {"author": [Person(verbatim(body)) for body in bodies]}
    entry = Entry("misc", fields, people)
    source = read_source("a2000b", entry)
    item = source_csl(source, entry, Library({"a2000b": source}))
    text = source_bibtex(source, item)
    assert not bibtexparser.parse_string(text).failed_blocks
    again = parse_string(text, "bibtex").entries["a2000b"]
    assert plain(again.fields.get("title", "")) == one_line(source.title)
    assert len(again.persons.get("author", [])) == len(item.get("author", ()))
    (record,) = rispy.loads(to_ris(item))
    assert record.get("title") == item.get("title")
    assert len(record.get("authors", ())) == len(item.get("author", ()))


pieces = st.sampled_from(
    [
        *(
            "@misc{a2000b,\n",
            "@book{c2001d,\n",
            "@misc",
            "\n}\n",
            "{",
            "}",
            "\n",
            '"',
            ",",
            "=",
            "@",
        ),
        *("title = {A},\n", "author = {B, C and D},\n", "author = {", "month = nov,\n", "year = "),
        *("url = {https://[x},\n", "note = {a\\},\n", "% a remark\n", "word", "\\", "<<<<<<< x\n"),
        *("=======\n", "@string{x = {y}}\n", "@comment{z}", " and ", "\u202e", "2000,\n"),
    ]
)


@pytest.fixture(scope="module")
def bibliography(tmp_path_factory):
    return tmp_path_factory.mktemp("bib") / "references.bib"


@quick
@given(text=st.lists(pieces, max_size=20).map("".join))
@example(text="@misc{a2000b,\n  title = {A\n")
@example(text="}\n@misc{a2000b,\n}\n}")
def test_any_bibliography_is_read_checked_and_written(bibliography, text):
    bibliography.write_text(text, "utf-8")
    found = read_bibfile(bibliography)
    sources = read_sources(found.data.entries)
    assert all(0 < problem.line <= text.count("\n") + 1 for problem in found.problems)
    assert found.lines.keys() == {*found.data.entries}
    check_entries("x", found.data.entries, sources, found.lines, {"a": "A"}, "2026-11-24")
    for key, entry in found.data.entries.items():
        address_nodes(sources[key].doi, sources[key].url, sources[key].urldate, whole=True)
        item = source_csl(sources[key], entry, Library(sources), "A")
        assert not bibtexparser.parse_string(source_bibtex(sources[key], item)).failed_blocks
        assert to_ris(item).endswith("ER  - \r\n")
