"""Properties of tables and packages: they round-trip, and no input raises an exception."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_evidence.core.tables import Record, parse_table, unprintable
from sphinx_evidence.core.text import formula_sign
from sphinx_evidence.data.cells import CELL_TYPES, NUMERIC, Field, cell_error, format_cell
from sphinx_evidence.data.export import to_json_value
from sphinx_evidence.data.package import read_resources

PLAIN = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=["Cc", "Cf", "Zl", "Zp"],
        exclude_characters="\u00a0\u202f",
    )
).filter(lambda text: not formula_sign(text.replace('"', "")))
CELL = PLAIN | st.sampled_from(["", '"', 'a "b" c', "a,b", "two\nlines", "two\r\nlines", "a;b"])
COLUMNS = ("id", "name", "note")


def written(rows, end="\r\n"):
    """Return rows as the csv module writes them."""
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator=end).writerows(rows)
    return file.getvalue()


@settings(derandomize=True, deadline=None, max_examples=25)
@given(st.lists(st.tuples(CELL, CELL, CELL)), st.sampled_from(["\n", "\r\n"]))
def test_what_csv_writes_is_read_back_with_the_lines_of_its_rows(rows, end):
    text = written([COLUMNS, *rows], end)
    records, notes = parse_table(text, COLUMNS)
    assert notes == []
    lines = [
        len(re.findall(r"\r\n|\r|\n", written([COLUMNS, *rows[:number]], end))) + 1
        for number in range(len(rows))
    ]
    assert records == [Record(line, row) for line, row in zip(lines, rows, strict=True)]


@settings(derandomize=True, deadline=None, max_examples=50)
@given(st.text(st.sampled_from('ab,;"\n\r\t \x00\x0c\x85\u2028\ufeff가')))
def test_any_text_is_rows_or_messages_with_a_line_of_the_text(text):
    records, notes = parse_table(f"id,name\n{text}", ("id", "name"))
    last = len(re.split(r"\r\n|\r|\n", text)) + 1
    assert all(1 < line <= last for line, _ in notes)
    assert all(len(record.cells) == 2 for record in records)
    for record in records:
        if unprintable("".join(record.cells)):
            assert record.line in [line for line, _ in notes]


@settings(derandomize=True, deadline=None, max_examples=30)
@given(st.lists(st.tuples(PLAIN, PLAIN), min_size=1, max_size=8), st.data())
def test_an_open_quotation_mark_is_one_message_at_its_row_and_loses_no_other(rows, data):
    rows = [("id", *row) for row in rows]
    text = [written([row], "\n").replace('"', "") for row in rows]
    text = [line if line.count(",") == 2 else "id,a,b\n" for line in text]
    place = data.draw(st.integers(0, len(text) - 1))
    text[place] = 'id,"open,b\n'
    records, notes = parse_table(",".join(COLUMNS) + "\n" + "".join(text), COLUMNS)
    assert [line for line, _ in notes] == [place + 2]
    assert len(records) == len(rows) - 1


FIELDS = {kind: Field("x", "X", kind, "") for kind in CELL_TYPES}
DATED = Field("x", "X", "string", "", pattern=r"\d{4}(-\d{2}(-\d{2})?)?")
TEXT = PLAIN | st.text("0123456789-.;, eE_+٣３t", max_size=12)


@settings(derandomize=True, deadline=None, max_examples=30)
@given(st.sampled_from(sorted(CELL_TYPES)), TEXT)
def test_any_cell_is_of_its_type_or_one_message_and_prints_and_exports(kind, cell):
    field = FIELDS[kind]
    wrong = cell_error(field, cell)
    value = to_json_value(field, cell)
    json.dumps(value, allow_nan=False)
    if wrong:
        assert repr(cell) in wrong
        assert value == cell
    if kind != "list":
        assert format_cell(field, cell).replace(",", "") == printed_plainly(kind, cell)


def printed_plainly(kind, cell):
    """Return a cell as it is displayed, without commas; numbers only lose leading zeros."""
    if kind in NUMERIC and not cell_error(FIELDS[kind], cell):
        return re.sub(r"^(-?)0+(?=\d)", r"\1", cell)
    return cell.replace(",", "")


@settings(derandomize=True, deadline=None, max_examples=30)
@given(st.integers(-(10**15) + 1, 10**15 - 1), st.dates(), st.lists(PLAIN, min_size=1))
def test_values_come_back_from_their_cells(number, day, words):
    assert to_json_value(FIELDS["integer"], str(number)) == number
    assert format_cell(FIELDS["integer"], str(number)) == f"{number:,}"
    assert cell_error(FIELDS["date"], day.isoformat()) == ""
    words = [word.replace(";", "").strip() for word in words]
    words = [word for word in words if word]
    assert cell_error(FIELDS["list"], ";".join(words)) == ""
    assert to_json_value(FIELDS["list"], ";".join(words)) == (words or None)


@settings(derandomize=True, deadline=None, max_examples=30)
@given(st.integers(0, 9999), st.integers(0, 14), st.integers(0, 33))
def test_a_date_is_one_that_the_calendar_has(year, month, day):
    cell = f"{year:04}-{month:02}-{day:02}"
    try:
        date(year, month, day)
    except ValueError:
        assert cell_error(FIELDS["date"], cell)
        assert cell_error(DATED, cell)
    else:
        assert cell_error(FIELDS["date"], cell) == cell_error(DATED, cell) == ""
    assert (cell_error(DATED, cell[:7]) == "") == (year > 0 and 1 <= month <= 12)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
NAMES = ("name", "path", "title", "schema", "fields", "primaryKey", "type", "constraints", "enum")


@settings(derandomize=True, deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.sampled_from(NAMES), JSON), max_size=4), JSON)
def test_any_package_is_messages_with_a_line(members, other):
    field = {"name": "year", **dict(members)}
    schema = {"fields": [field, other], "primaryKey": "year", **dict(members[1:])}
    resource = {"name": "a", "path": "a.csv", "title": "A", "description": "A.", "schema": schema}
    for resources in ([resource | dict(members[2:]), other], other):
        text = json.dumps({"resources": resources}, indent=1)
        found, notes = read_resources(text.encode(), Path())
        assert notes
        assert all(1 <= line <= text.count("\n") + 1 for line, _ in notes)
        assert not any(one.complete for one in found)
