"""The citation files of every source of the book, parsed by other programs."""

from __future__ import annotations

import json
from pathlib import Path

import bibtexparser
import pytest
import rispy
from jsonschema import Draft7Validator
from pybtex.database import parse_file, parse_string

from sphinx_evidence.permalinks.formats.ris import to_ris
from sphinx_evidence.sources.formats import source_bibtex, source_csl
from sphinx_evidence.sources.model import read_source

CSL_SCHEMA = Path(__file__).parents[1] / "data" / "csl-data-1.0.2.schema.json"
BIBLIOGRAPHY = Path(__file__).parents[2] / "references.bib"


@pytest.fixture(scope="module")
def entries():
    return parse_file(str(BIBLIOGRAPHY)).entries


def csl(key, entry, publisher=""):
    """Return the item of an entry."""
    return source_csl(read_source(key, entry), entry, publisher)


def names(item):
    """Return family names and organisations; RIS allows no comma within a part of a name."""
    found = (name.get("literal") or name["family"] for name in item["author"])
    return [name.replace(", ", " – ") for name in found]


def test_csl_of_every_source_is_valid(entries):
    items = [csl(key, entry) for key, entry in entries.items()]
    errors = Draft7Validator(json.loads(CSL_SCHEMA.read_text("utf-8"))).iter_errors(items)
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


def test_ris_says_of_every_source_what_csl_says(entries):
    for key, entry in entries.items():
        item = csl(key, entry)
        (record,) = rispy.loads(to_ris(item))
        year = item.get("issued", {}).get("date-parts", [[None]])[0][0]
        assert record["id"] == key
        assert record["title"] == item["title"]
        assert [name.split(",")[0] for name in record["authors"]] == names(item)
        assert record.get("year") == (str(year) if year else None)
        assert record.get("secondary_title") == item.get("container-title")
        assert record.get("urls") == ([item["URL"]] if "URL" in item else None)
        assert record.get("doi") == item.get("DOI")


def test_bibtex_is_the_entry_of_the_bibliography(entries):
    text = "\n".join(source_bibtex(key, entry) for key, entry in entries.items())
    parsed = parse_string(text, "bibtex").entries
    assert list(parsed) == list(entries)
    for key, entry in entries.items():
        assert dict(parsed[key].fields) == dict(entry.fields)
        assert parsed[key].persons == entry.persons
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == list(entries)


def test_a_publisher_is_named_and_not_an_id(entries):
    entry = entries["hrw2002exodus"]
    assert r'publisher = "{Health \& Rights}"' in source_bibtex("a", entry, "Health & Rights")
    assert csl("a", entry, "A press")["publisher"] == "Human Rights Watch"  # institution
    assert entry.fields["publisher"] == "hrw"


@pytest.mark.parametrize(
    ("fields", "issued"),
    [
        ("year = {2002}, month = nov, day = {19}", [2002, 11, 19]),
        ("year = {2002}, month = nov", [2002, 11]),
        ("year = {2002}, day = {19}", [2002]),
        ("month = nov", None),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(fields, issued):
    entry = parse_string(f"@misc{{a, title = {{T}}, {fields}}}", "bibtex").entries["a"]
    found = csl("a", entry).get("issued")
    assert found == ({"date-parts": [issued]} if issued else None)


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
    entry = parse_string(f"@misc{{a, title = {{T}}, author = {{{author}}}}}", "bibtex").entries["a"]
    item = csl("a", entry)
    assert item["author"] == [name]
    assert f"AU  - {ris}\r\n" in to_ris(item)


@pytest.mark.parametrize("author", [",", "{}", ", ,"])
def test_an_author_without_a_name_is_left_out(author):
    entry = parse_string(f"@misc{{a, title = {{T}}, author = {{{author}}}}}", "bibtex").entries["a"]
    item = csl("a", entry)
    assert "author" not in item
    assert read_source("a", entry).authors == ()
    assert to_ris(item).endswith("ER  - \r\n")


def test_the_first_field_of_a_variable_wins():
    fields = "howpublished = {Web page}, journal = {Journal}, institution = {Office}"
    entry = parse_string(f"@misc{{a, title = {{T}}, school = {{School}}, {fields}}}", "bibtex")
    item = csl("a", entry.entries["a"])
    assert (item["container-title"], item["publisher"]) == ("Journal", "Office")
