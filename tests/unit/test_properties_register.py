"""Properties of the register: it round-trips, and damage never loses a row."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_evidence.permalinks.model import LONGEST
from sphinx_evidence.permalinks.register import (
    Entry,
    format_register,
    read_register,
    with_new,
)

quick = settings(max_examples=30, deadline=None, derandomize=True, database=None)
KINDS = ("section", "claim", "chart")
IDS = st.integers(0, 99).map("x-{}".format)
NOTES = st.text('a ,;"\n\r한', max_size=9)
ENTRIES = st.builds(
    Entry,
    IDS,
    st.sampled_from(KINDS),
    st.sampled_from(["2025.1", "2026.12"]),
    st.sampled_from(["current", "withdrawn"]),
    st.just(""),
    NOTES,
)
REGISTERS = st.lists(ENTRIES, max_size=8, unique_by=lambda entry: entry.id)
PLAIN = st.lists(
    ENTRIES.map(lambda entry: Entry(entry.id, entry.kind, entry.edition)),
    min_size=2,
    max_size=5,
    unique_by=lambda entry: entry.id,
)
SIGNS = ["", '"', '"', ",", ";", "\n", "\r", "<<<<<<< HEAD\n", "\ufeff", "x", ' "']
DAMAGE = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.integers(0, 3) | st.integers(0, 50),
        st.integers(0, 3),
        st.sampled_from(
            ["", '"', '"', ",", ";", "\n", "\r", "<<<<<<< HEAD\n", "\ufeff", "x", ' "']
        ),
    ),
    min_size=1,
    max_size=4,
)


def parse(text):
    """Return the entries and the problems of the text of a register."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "permalinks.csv")
        path.write_bytes(text.encode())
        return read_register(path, KINDS)


@quick
@given(REGISTERS)
def test_what_is_written_is_read_again(entries):
    found, problems = parse(format_register(entries))
    assert problems == []
    assert found == {entry.id: entry for entry in entries}


@quick
@given(REGISTERS, st.dictionaries(IDS, st.sampled_from(KINDS), max_size=4))
def test_new_ids_are_added_and_nothing_else_is_changed(entries, present):
    old = {entry.id: entry for entry in entries}
    every = with_new(old, present, "2026.2")
    found, problems = parse(format_register(every))
    assert problems == []
    assert old.items() <= found.items()
    assert list(found.values()) == sorted(every, key=lambda entry: entry.id)


@settings(quick, max_examples=100)
@given(PLAIN, DAMAGE)
def test_a_damaged_register_never_loses_a_row(entries, damage):
    before = format_register(entries)
    text = before
    for row, back, length, inserted in damage:
        ends = [place for place, sign in enumerate(text) if sign == "\n"] or [len(text)]
        start = max(0, ends[row % len(ends)] - back)  # the end of a row is where a note begins
        text = text[:start] + inserted + text[start + length :]
    found, problems = parse(text)
    if not problems:
        after = format_register(found.values())
        rows = {line for line in text.splitlines()[1:] if line.count(",") >= 5}
        assert rows & set(before.splitlines()) <= set(after.splitlines())
        assert len(found) >= len(rows)
        assert max(map(len, found), default=0) <= LONGEST


@quick
@given(PLAIN, st.integers(0, 3), st.integers(1, 4), st.sampled_from(["", " ", "It was wrong."]))
def test_rows_between_quotation_marks_are_not_taken_for_a_note(entries, first, further, words):
    lines = format_register(entries).splitlines()
    first = 1 + first % (len(lines) - 2)
    lines[first] += f'"{words}'
    lines[min(first + further, len(lines) - 1)] += '"'
    text = "\n".join(lines) + "\n"
    _, problems = parse(text)
    assert [problem.line for problem in problems] == [first + 1]
