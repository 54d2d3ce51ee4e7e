"""Properties that hold for any date, pinpoint, citation and source, tried with many of each."""

from __future__ import annotations

from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_evidence.dates import day_in_words, is_date, is_day

quick = settings(max_examples=100, deadline=None, derandomize=True, database=None)


@quick
@given(st.dates())
def test_every_day_of_the_calendar_is_a_day_and_is_put_in_words(day):
    assert is_day(day.isoformat())
    assert is_date(day.isoformat()[:7])
    assert is_date(day.isoformat()[:4])
    assert day_in_words(day.isoformat()) == f"{day.day} {day:%B} {day.isoformat()[:4]}"


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
    assert real or day_in_words(text) == text


@quick
@given(st.text())
@example("２０２６-01-01")
@example("2026-01-01\n")
@example("20260101")
@example("2026-W01-1")
def test_any_other_text_is_no_day(text):
    assert not is_day(text) or date.fromisoformat(text).isoformat() == text
    assert is_date(text) or day_in_words(text) == text
