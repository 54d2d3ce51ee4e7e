"""The citation files of every source, parsed by other programs and held against their models."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qsl

import bibtexparser
import pytest
import rispy
from jsonschema import Draft7Validator
from pybtex.database import parse_file, parse_string

from sphinx_evidence.permalinks.embedded import context_object
from sphinx_evidence.permalinks.ris import to_ris
from sphinx_evidence.sources.biblatex import source_bibtex
from sphinx_evidence.sources.copies import Copy
from sphinx_evidence.sources.formats import for_zotero, source_csl
from sphinx_evidence.sources.library import Account, Library
from sphinx_evidence.sources.model import languages, read_sources

ROOT = Path(__file__).parents[2]
CSL_SCHEMA = ROOT / "tests" / "data" / "csl-data-1.0.2.schema.json"
BOOKS = (ROOT / "references.bib", ROOT / "tests" / "whole-book" / "references.bib")

MANDATORY = {
    "article": {"journaltitle", "title"},
    "book": {"author", "title"},
    "collection": {"editor", "title"},
    "inbook": {"author", "title", "booktitle"},
    "incollection": {"author", "editor", "title", "booktitle"},
    "inproceedings": {"author", "title", "booktitle"},
    "misc": {"title"},
    "online": {"title", "url"},
    "report": {"author", "title", "type", "institution"},
    "thesis": {"author", "title", "type", "institution"},
}
"""From the constraints of ``blx-dm.def`` in biblatex 3.20; each wants a date as well.

An article wants an author too, but may be unsigned by section 2.3.2 of the manual."""

NOT_ALLOWED = {
    "article": {"howpublished", "institution", "isbn", "location", "organization", "publisher"},
    "online": {"howpublished", "isbn", "location", "number", "pages", "publisher", "type"},
    "misc": {"isbn", "journaltitle", "number", "pages", "publisher", "series", "volume"},
    "report": {"editor", "howpublished", "isbn", "organization", "publisher", "series", "volume"},
    "thesis": {"editor", "howpublished", "isbn", "number", "publisher", "series", "volume"},
}
"""Fields that the same model does not give to a type."""

OWN = {"tier", "basis", "status", "statusnote", "symbol", "neutral", "statute", "school", "journal"}
"""Fields of the bibliography that biblatex does not have, or has under another name."""


@pytest.fixture(
    scope="module",
    params=[pytest.param(BOOKS[0], marks=pytest.mark.slow), BOOKS[1]],
    ids=("book", "second book"),
)
def library(request):
    entries = parse_file(str(request.param)).entries
    return Library(read_sources(entries)), entries


def entry(kind="misc", key="a", **fields):
    """Return a library of one entry, and its entries."""
    fields = {"title": "{T}", **fields}
    body = ", ".join(f"{name} = {{{value}}}" for name, value in fields.items() if value)
    entries = parse_string(f"@{kind}{{{key}, {body}}}", "bibtex").entries
    return Library(read_sources(entries)), entries


def csl(library, entries, key="a", publisher=""):
    return source_csl(library.works[key], entries[key], library, publisher)


def biblatex(library, entries, key="a", publisher=""):
    """Return the entry in biblatex, as pybtex reads it."""
    text = source_bibtex(library.works[key], csl(library, entries, key, publisher))
    assert not bibtexparser.parse_string(text).failed_blocks
    return parse_string(text, "bibtex").entries[key]


def field_names(entry):
    return {name for name in (*entry.fields, *entry.persons)}


def names(item):
    """Return family names and organisations; RIS allows no comma within a part of a name."""
    found = (name.get("literal") or name["family"] for name in item.get("author", ()))
    return [name.replace(", ", " – ") for name in found]


def test_csl_of_every_source_is_valid(library):
    items = [csl(*library, key) for key in library[1]]
    errors = Draft7Validator(json.loads(CSL_SCHEMA.read_text("utf-8"))).iter_errors(items)
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


def test_ris_says_of_every_source_what_csl_says(library):
    for key in library[1]:
        item = csl(*library, key)
        (record,) = rispy.loads(to_ris(item))
        year = item.get("issued", {}).get("date-parts", [[None]])[0][0]
        assert record["id"] == key
        assert record["title"] == item["title"]
        assert [name.split(",")[0] for name in record.get("authors", ())] == names(item)
        assert record.get("year") == (str(year) if year else None)
        assert record.get("secondary_title") == item.get("container-title")
        assert bool(record.get("urls")) == ("URL" in item)
        assert record.get("doi") == item.get("DOI")


def test_the_number_of_an_article_stands_where_each_format_has_it():
    works = entry(
        "article", author="{{Institute}}", journal="Ice", volume="11", eid="510", year="2020"
    )
    item = csl(*works)
    assert item["page"] == "510"
    assert "SP  - 510" in to_ris(item)
    fields = biblatex(*works).fields
    assert fields["eid"] == "{510}"
    assert "pages" not in fields


def test_biblatex_of_every_source_fits_the_data_model(library):
    for key in library[1]:
        found = biblatex(*library, key)
        fields = field_names(found)
        assert MANDATORY[found.type] <= fields, key
        assert not fields & (OWN | NOT_ALLOWED.get(found.type, set())), key
        assert ("date" in fields) == ("issued" in csl(*library, key)), key


def test_a_context_object_says_of_every_source_what_csl_says(library):
    """Numbers, genres and editors have no key."""
    for key in library[1]:
        item = csl(*library, key)
        pairs = parse_qsl(context_object(item), strict_parsing=True)
        found = dict(pairs)
        own = {"rft.title", "rft.atitle", "rft.btitle"} & found.keys()
        own -= {"rft.btitle"} if "rft.atitle" in own else set()
        assert [found[name] for name in own] == [item["title"]], key
        authors = [text for name, text in pairs if name in ("rft.au", "rft.aucorp")]
        expected = [
            one.get("literal") or ", ".join(filter(None, (one["family"], one.get("given"))))
            for one in item.get("author", ())
        ]
        assert authors == expected, key
        issued = item.get("issued", {}).get("date-parts", [[]])[0]
        assert found.get("rft.date", "") == "-".join(f"{part:02}" for part in issued)
        addresses = (found.get("rft_id"), found.get("rft.identifier"))
        assert item.get("URL") in (*addresses, None), key


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        (
            "article",
            {"tier": "news", "journal": "Courier"},
            {"rft.title": "T", "rft.source": "Courier", "rft.type": "newspaperArticle"},
        ),
        (
            "article",
            {"journal": "Floods", "volume": "4", "number": "2", "pages": "7--9"},
            {
                **{"rft.genre": "article", "rft.atitle": "T", "rft.jtitle": "Floods"},
                **{"rft.volume": "4", "rft.issue": "2", "rft.pages": "7–9"},
            },
        ),
        ("book", {"edition": "2"}, {"rft.genre": "book", "rft.btitle": "T", "rft.edition": "2"}),
        (
            "incollection",
            {"booktitle": "Rivers"},
            {"rft.genre": "bookitem", "rft.atitle": "T", "rft.btitle": "Rivers"},
        ),
        (
            "report",
            {"institution": "I", "doi": "10.1/a&b"},
            {
                **{"rft.genre": "report", "rft.btitle": "T", "rft.publisher": "I"},
                **{"rft_id": "info:doi/10.1/a&b"},
            },
        ),
        ("thesis", {"school": "S"}, {"rft.title": "T", "rft.inst": "S"}),
        ("legislation", {"tier": "law"}, {"rft.title": "T", "rft.type": "statute"}),
        (
            "online",
            {"url": "https://example.org/a?b=c&d"},
            {
                **{"rft.title": "T", "rft.type": "webpage"},
                **{"rft.identifier": "https://example.org/a?b=c&d"},
            },
        ),
        ("misc", {"langid": "korean"}, {"rft.type": "document", "rft.language": "ko"}),
    ],
)
def test_a_context_object_has_the_keys_of_its_format(kind, fields, expected):
    found = dict(parse_qsl(context_object(csl(*entry(kind, **fields)))))
    assert found.items() >= expected.items()
    assert not any(text == "" for text in found.values())


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        (
            "article",
            {"tier": "news", "journal": "Courier"},
            ("article-newspaper", "article", "NEWS"),
        ),
        ("article", {"tier": "news"}, ("article-newspaper", "misc", "NEWS")),
        ("article", {"journal": "Floods"}, ("article-journal", "article", "JOUR")),
        (
            "article",
            {"tier": "news", "journal": "Courier", "author": None},
            ("article-newspaper", "article", "NEWS"),
        ),
        ("book", {"isbn": "9780000000002"}, ("book", "book", "BOOK")),
        ("incollection", {"booktitle": "B"}, ("chapter", "inbook", "CHAP")),
        ("incollection", {"booktitle": "B", "editor": "{E}"}, ("chapter", "incollection", "CHAP")),
        ("inproceedings", {"booktitle": "B"}, ("paper-conference", "inproceedings", "CPAPER")),
        ("report", {"institution": "I"}, ("report", "report", "RPRT")),
        ("thesis", {"school": "S", "type": "phdthesis"}, ("thesis", "thesis", "THES")),
        ("legislation", {"tier": "law"}, ("legislation", "misc", "STAT")),
        ("legislation", {"tier": "treaty"}, ("treaty", "misc", "STAT")),
        ("jurisdiction", {"tier": "court"}, ("legal_case", "misc", "CASE")),
        ("online", {"url": "https://example.org/"}, ("webpage", "online", "ELEC")),
        ("online", {}, ("webpage", "misc", "ELEC")),
        ("dataset", {}, ("dataset", "misc", "DATA")),
        ("misc", {}, ("document", "misc", "GEN")),
    ],
)
def test_the_type_follows_from_what_the_entry_has(kind, fields, expected):
    made = entry(kind, **{"author": "{A body}", **fields})
    item = csl(*made)
    ris = to_ris(item).split("\r\n")[0].removeprefix("TY  - ")
    assert (item["type"], biblatex(*made).type, ris) == expected


def test_a_book_without_an_author_has_its_editor():
    made = entry("book", editor="Hill, Ann")
    assert biblatex(*made).type == "collection"
    assert csl(*made)["editor"] == [{"family": "Hill", "given": "Ann"}]
    assert "ED  - Hill, Ann" in to_ris(csl(*made))


@pytest.mark.parametrize(
    ("kind", "fields", "variable", "tag", "field"),
    [
        ("report", {"symbol": "A/HRC/25/63", "institution": "I"}, "number", "SN", "number"),
        ("report", {"number": "RL34189", "institution": "I"}, "number", "SN", "number"),
        ("jurisdiction", {"neutral": "[2015] EWCA Civ 1"}, "number", "SV", "howpublished"),
        ("legislation", {"statute": "Act 12"}, "container-title", "T2", "howpublished"),
        ("legislation", {"statute": "1 UNTS 2", "tier": "treaty"}, "number", "M1", "howpublished"),
        ("misc", {"symbol": "A/1"}, "number", "AN", "howpublished"),
        ("article", {"number": "4", "journal": "J"}, "issue", "IS", "number"),
        ("article", {"number": "4", "journal": "J", "symbol": "A/1"}, "number", "AN", "note"),
        ("book", {"volume": "2"}, "volume", "VL", "volume"),
        ("book", {"volume": "II b"}, "volume", "VL", "note"),
        ("report", {"isbn": "9780000000002", "institution": "I"}, "ISBN", "SN", "note"),
        ("thesis", {"school": "S", "type": "phdthesis"}, "publisher", "PB", "institution"),
    ],
)
def test_a_number_or_name_has_its_field_in_each_format(kind, fields, variable, tag, field):
    made = entry(kind, author="{A body}", **fields)
    item = csl(*made)
    assert f"\r\n{tag}  - {item[variable]}\r\n" in to_ris(item)
    assert item[variable] in biblatex(*made).fields[field]


def test_a_report_with_number_and_isbn_has_one_serial_number():
    made = entry("report", author="{A}", symbol="A/1", isbn="9780000000002")
    (record,) = rispy.loads(to_ris(csl(*made)))
    assert (record["issn"], record["notes"]) == ("A/1", ["9780000000002"])


def test_what_zotero_has_no_field_for_is_in_a_note():
    page = csl(*entry("online", author="{A}", symbol="A/1", url="https://example.org/"))
    assert "\r\nN1  - number A/1\r\n" in to_ris(page)
    assert "\r\nAN  - " not in to_ris(page)
    assert for_zotero(page)["note"] == "number: A/1"
    report = csl(*entry("report", author="{A}", edition="2nd", volume="II", note="Short."))
    assert "\r\nN1  - edition 2nd\r\nN1  - volume II\r\n" in to_ris(report)
    assert for_zotero(report)["note"] == "edition: 2nd\nvolume: II\nShort"
    treaty = csl(*entry("legislation", author="{A}", tier="treaty", statute="1 UNTS 2"))
    found = for_zotero(treaty)
    assert (found["type"], found["note"]) == ("document", "type: treaty\nnumber: 1 UNTS 2")
    assert for_zotero(csl(*entry("book", volume="2"))) == csl(*entry("book", volume="2"))


def test_an_unsigned_article_has_no_author_and_is_cited_by_its_publication():
    """biblatex takes a ``label`` where there is no author; a ``shortauthor`` would be one."""
    made = entry("article", tier="news", journal="The River Times", shorthand="RT")
    item = csl(*made)
    assert "author" not in item
    assert "AU  - " not in to_ris(item)
    assert not dict(parse_qsl(context_object(item))).keys() & {"rft.au", "rft.aucorp"}
    found = biblatex(*made)
    assert (found.fields["journaltitle"], found.fields["label"]) == ("{The River Times}", "{RT}")
    assert not field_names(found) & {"author", "shortauthor"}
    assert biblatex(*entry("article", journal="Floods")).fields["label"] == "{Floods}"
    titled = biblatex(*entry("article", journal="Floods", shorttitle="High Water"))
    assert (titled.fields["shorttitle"], "label" in titled.fields) == ("{High Water}", False)
    signed = biblatex(*entry("article", journal="Floods", author="{River Board}", shorthand="RB"))
    assert (signed.fields["shortauthor"], "label" in signed.fields) == ("{RB}", False)


def test_a_short_title_is_one_in_each_format():
    made = entry("legislation", tier="law", author="{Assembly}", shorttitle="Border Law")
    item = csl(*made)
    assert item["title-short"] == "Border Law"
    assert "\r\nST  - Border Law\r\n" in to_ris(item)
    assert biblatex(*made).fields["shorttitle"] == "{Border Law}"
    assert for_zotero(item)["title-short"] == "Border Law"


def test_a_translation_of_the_title_is_kept():
    made = entry(title="{법}", titleaddon="English (ours): Law", langid="korean")
    assert csl(*made)["title"] == "법 [Law]"
    assert "TI  - 법 [Law]" in to_ris(csl(*made))
    fields = biblatex(*made).fields
    assert (fields["title"], fields["titleaddon"]) == ("{법}", "{Law}")
    assert fields["annote"] == "{English (ours): Law}"  # Zotero reads no titleaddon
    assert csl(*entry(title="{[Notice]}"))["title"] == "[Notice]"


def test_the_address_is_that_of_the_original_and_others_are_in_the_note():
    library, entries = entry("online", langid="korean", year="2020", note="Short.")
    copies = (
        Copy("a-1", "a", "original", "ko", "https://a.example/", date="2026-11-24"),
        Copy("a-2", "a", "translation", "ja", "https://b.example/", extents=("whole",)),
        Copy("a-3", "a", "mirror", "ko", unlinked="unsafe"),
    )
    library = Library(library.works, {"a": copies})
    item = csl(library, entries)
    assert item["URL"] == "https://a.example/"
    assert item["accessed"] == {"date-parts": [[2026, 11, 24]]}
    read = "Read in a translation (ja), https://b.example/. Read in a copy elsewhere"
    assert item["note"] == f"Short. {read}"
    assert [copy["kind"] for copy in item["custom"]["copies"]] == [copy.kind for copy in copies]
    fields = biblatex(library, entries).fields
    assert (fields["url"], fields["urldate"]) == ("https://a.example/", "2026-11-24")
    item = csl(Library(library.works, {"a": copies[1:]}), entries)
    assert not {"URL", "accessed"} & item.keys()


def test_a_work_known_by_an_account_says_so():
    library, entries = entry("online")
    other, _ = entry("online", "b", title="{Report}")
    works = {**library.works, **other.works}
    item = csl(Library(works, accounts={"a": (Account("a", "b"),)}), entries)
    assert item["note"] == "Known only as reported in Report"
    assert item["custom"]["known-from"] == ["b"]


def test_a_publisher_is_named_once():
    made = entry("book", author="{Health & Rights}")
    assert csl(*made, publisher="A press")["publisher"] == "A press"
    assert "publisher" not in csl(*made, publisher="Health & Rights")
    made = entry("report", author="{Office}", institution="Office")
    assert "publisher" not in csl(*made)
    assert biblatex(*made).fields["institution"] == "{Office}"  # which biblatex demands
    site = entry("online", author="{Office}", howpublished="Office")
    assert "container-title" not in csl(*site)


def test_what_this_book_says_of_a_source_is_in_one_place():
    made = entry(tier="court", basis="survey", publisher="ohchr", status="corrected")
    custom = {"tier": "court", "basis": "survey", "observer": "ohchr", "status": "corrected"}
    assert csl(*made)["custom"] == custom
    assert not field_names(biblatex(*made)) & OWN


def test_special_characters_are_escaped_in_every_field_but_addresses():
    signs = r"59\% \_ \textasciitilde{} \& \$ \#"
    url = "https://example.org/a_b%20c~d"
    fields = {"note": signs, "titleaddon": signs, "shorthand": signs, "howpublished": signs}
    found = biblatex(
        *entry("online", title=f"{{{signs}}}", url=url, author=f"{{{signs}}}", **fields)
    )
    for name in ("title", "titleaddon", "shortauthor", "annote", "organization"):
        assert signs in found.fields.get(name, signs), name
    assert found.fields["url"] == url
    assert str(found.persons["author"][0]) == f"{{{signs}}}"


def test_a_former_entity_in_an_address_survives_zotero():
    url = "https://example.org/?a=1&section=2"
    item = csl(*entry("online", url=url))
    assert item["URL"] == url
    assert "UR  - https://example.org/?a=1&%73ection=2\r\n" in to_ris(item)


def test_pages_have_a_first_and_a_last():
    made = entry("article", journal="J", author="{A}", pages="12--34")
    assert "SP  - 12\r\nEP  - 34\r\n" in to_ris(csl(*made))
    assert biblatex(*made).fields["pages"] == "{12--34}"


def test_any_language_with_an_english_name_may_be_used():
    assert csl(*entry(langid="mongolian"))["language"] == "mn"
    assert (languages()["korean"], languages()["chinese"]) == ("ko", "zh")
    assert biblatex(*entry(langid="mongolian")).fields["language"] == "Mongolian"
    assert biblatex(*entry(langid="english")).fields["language"] == "english"


def test_the_day_of_reading_is_not_taken_for_the_date_of_a_work():
    """biblatex takes ``urldate`` for it if there is no other, and prints n.d. without one."""
    fields = {"url": "https://example.org/", "urldate": "2026-11-24"}
    undated = biblatex(*entry("online", **fields)).fields
    assert ("urldate" in undated, undated["note"]) == (False, "{visited on 2026-11-24}")
    dated = biblatex(*entry("online", year="2020", **fields)).fields
    assert (dated["urldate"], "note" in dated) == ("2026-11-24", False)


@pytest.mark.parametrize(
    ("fields", "issued", "date"),
    [
        ("year = {2002}, month = nov, day = {9}", [2002, 11, 9], "2002-11-09"),
        ("year = {2002}, month = nov", [2002, 11], "2002-11"),
        ("year = {2002}, day = {19}", [2002], "2002"),
        ("month = nov", None, None),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(fields, issued, date):
    entries = parse_string(f"@misc{{a, title = {{T}}, {fields}}}", "bibtex").entries
    made = Library(read_sources(entries)), entries
    assert csl(*made).get("issued") == ({"date-parts": [issued]} if issued else None)
    assert biblatex(*made).fields.get("date") == date


@pytest.mark.parametrize(
    ("author", "name", "ris"),
    [
        ("{The Commission and Co}", {"literal": "The Commission and Co"}, "The Commission and Co,"),
        (
            "{River Board, Office of Gauges}",
            {"literal": "River Board, Office of Gauges"},
            "River Board – Office of Gauges,",
        ),
        (
            "van der Berg, Jr, Anna Maria",
            {"family": "van der Berg", "given": "Anna Maria", "suffix": "Jr"},
            "van der Berg, Anna Maria, Jr",
        ),
    ],
)
def test_a_body_keeps_its_name_and_a_person_has_parts(author, name, ris):
    made = entry(author=author)
    item = csl(*made)
    assert item["author"] == [name]
    assert f"AU  - {ris}\r\n" in to_ris(item)
    assert biblatex(*made).persons["author"] == made[1]["a"].persons["author"]


@pytest.mark.parametrize("author", [",", "{}", ", ,"])
def test_an_author_without_a_name_is_left_out(author):
    library, entries = entry(author=author)
    item = csl(library, entries)
    assert "author" not in item
    assert library.works["a"].authors == ()
    assert to_ris(item).endswith("ER  - \r\n")
