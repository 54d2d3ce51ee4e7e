"""Properties of tables: whatever a CSV holds, it is read back, and no text is a traceback."""

from __future__ import annotations

import csv
import io
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_evidence.tables import Record, parse_table, unprintable

PLAIN = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp"]))
CELL = PLAIN | st.sampled_from(["", '"', 'a "b" c', "a,b", "two\nlines", "two\r\nlines", "a;b"])
COLUMNS = ("id", "name", "note")


def written(rows, end="\r\n"):
    """Return rows as the csv module writes them."""
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator=end).writerows(rows)
    return file.getvalue()


@settings(derandomize=True, deadline=None, max_examples=40)
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


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.text(st.sampled_from('ab,;"\n\r\t \x00\x0c\x85\u2028\ufeff가')))
def test_any_text_is_rows_or_messages_with_a_line_of_the_text(text):
    records, notes = parse_table(f"id,name\n{text}", ("id", "name"))
    last = len(re.split(r"\r\n|\r|\n", text)) + 1
    assert all(1 < line <= last for line, _ in notes)
    assert all(len(record.cells) == 2 for record in records)
    for record in records:
        if unprintable("".join(record.cells)):
            assert record.line in [line for line, _ in notes]


@settings(derandomize=True, deadline=None, max_examples=60)
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
