"""Datasets: reading, refused values with their lines, and the rows that tables select."""

from __future__ import annotations

import json

import pytest

from sphinx_evidence.data.cells import Field, format_cell
from sphinx_evidence.data.package import read_package
from sphinx_evidence.data.rules import sourceless_row
from sphinx_evidence.data.select import select

FIELDS = [
    {"name": "year", "type": "year", "constraints": {"required": True}},
    {"name": "low", "title": "At least", "type": "integer"},
    {"name": "high", "type": "integer"},
    {"name": "kind", "type": "string", "constraints": {"enum": ["count", "guess"]}},
    {"name": "sources", "type": "list"},
]
HEAD = "year,low,high,kind,sources\n"


def package(folder, rows, fields=FIELDS):
    """Write a package of one dataset; return the dataset and the problems."""
    schema = {"fields": fields, "primaryKey": "year"}
    resource = {"name": "people", "title": "People", "description": "How many.", "path": "p.csv"}
    data = {"name": "x", "resources": [{**resource, "schema": schema}]}
    folder.joinpath("p.csv").write_text(HEAD + rows, "utf-8")
    folder.joinpath("datapackage.json").write_text(json.dumps(data), "utf-8")
    return read_package(folder / "datapackage.json")


def test_a_dataset_is_read_with_its_rows(tmp_path):
    datasets, problems = package(tmp_path, '2002,1000,2000,guess,"a;b"\n2009,,12,count,c\n')
    assert problems == []
    people = datasets["people"]
    assert people.row("2009").cells["high"] == "12"
    assert people.row("2010") is None
    assert people.row("2002").sources == ("a", "b")
    assert people.row("2002").line == 2


@pytest.mark.parametrize(
    ("row", "line", "words"),
    [
        ("2002,1,2,count,a,b\n", 2, "6 cells instead of 5"),
        ("2002,1\n", 2, "2 cells instead of 5"),
        ('2002,"1,000",2,count,a\n', 2, "low = '1,000' is not a whole number"),
        ("02,1,2,count,a\n", 2, "year = '02' is not a year"),
        (",1,2,count,a\n", 2, "'year' is empty"),
        ("2002,1,2,hearsay,a\n", 2, "kind = 'hearsay' is unknown: use one of count, guess"),
        ("2002,1,2,count,a;\n", 2, "sources = 'a;' is not words"),
        ("2002,1,2,count,a\n2002,1,2,count,a\n", 3, "the key '2002' is in line 2 too"),
    ],
)
def test_each_malformed_row_has_a_line_and_a_column(tmp_path, row, line, words):
    _, (problem,) = package(tmp_path, row)
    assert (problem.path, problem.line) == (str(tmp_path / "p.csv"), line)
    assert words in problem.message


def test_a_wrong_header_and_missing_files_are_messages(tmp_path):
    _, problems = package(tmp_path, "", [*FIELDS, {"name": "note"}])
    assert "must be 'year,low,high,kind,sources,note'" in problems[0].message
    (tmp_path / "p.csv").unlink()
    _, (problem,) = read_package(tmp_path / "datapackage.json")
    assert "the table cannot be read: No such file" in problem.message
    _, (problem,) = read_package(tmp_path / "none.json")
    assert "the data package cannot be read" in problem.message


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("{\n,}", 2, "is not JSON"),
        ("[]", 1, "the data package: [] is not of type 'object'"),
        (
            '{\n"resources": "abc"}',
            2,
            "'resources' of the data package: \"abc\" is not of type 'array'",
        ),
        ("[\n[" * 100_000, 1, "is nested too deeply"),
        ('{"resources": []}', 1, "'resources' of the data package: [] should be non-empty"),
        ('{"resources": [\n5]}', 2, "resource number 1: 5 is not of type 'object'"),
        ("\n{\xe9".encode("latin-1"), 2, "is not UTF-8"),
    ],
)
def test_a_package_that_cannot_be_read_is_one_message(tmp_path, text, line, words):
    path = tmp_path / "datapackage.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    datasets, (problem,) = read_package(path)
    assert datasets == {}
    assert problem.line == line
    assert words in problem.message


@pytest.mark.parametrize(
    ("kind", "cell", "text"),
    [
        ("integer", "34537", "34,537"),
        ("integer", "", ""),
        ("number", "1234.5", "1,234.5"),
        ("number", "-12", "-12"),
        ("year", "2009", "2009"),
        ("list", "a;b", "a, b"),
        ("string", "34537", "34537"),
        ("integer", "about 5", "about 5"),
    ],
)
def test_a_cell_is_shown_by_its_type(kind, cell, text):
    assert format_cell(Field("x", "X", kind, ""), cell) == text


def test_rows_are_selected_and_sorted(tmp_path):
    rows = "2002,5,,guess,a\n2003,10,,count,a\n2004,,,count,b\n2005,7,,count,b\n"
    people = package(tmp_path, rows)[0]["people"]
    found = select(people, [("kind", ("count",))], "low")
    assert [row.cells["year"] for row in found] == ["2005", "2003", "2004"]
    found = select(people, order="-year")
    assert [row.cells["year"] for row in found] == ["2005", "2004", "2003", "2002"]


@pytest.mark.parametrize("wanted", [{"where": [("x", ("1",))]}, {"order": "-x"}])
def test_an_unknown_column_says_which_there_are(tmp_path, wanted):
    people = package(tmp_path, "2002,1,2,count,a\n")[0]["people"]
    with pytest.raises(LookupError, match="no column 'x': use one of year, low, high"):
        select(people, **wanted)


def test_every_row_needs_known_sources(tmp_path):
    people = package(tmp_path, "2002,1,2,count,a\n2003,1,2,count,\n2004,1,2,count,a;z\n")[0]
    found = [(p.line, p.message) for p in sourceless_row(people.values(), {"a"})]
    assert found == [
        (3, "the row has no source: add the key of one to the column 'sources'"),
        (4, "no source has the key 'z': correct it or add the source"),
    ]
