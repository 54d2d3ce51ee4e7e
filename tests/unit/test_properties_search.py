"""Properties of the index of search: made in parts or whole, again or afresh, it is the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_evidence.core.records import SearchEntry, SearchKind
from sphinx_evidence.search import shards
from sphinx_evidence.search.kept import FILE, make_scripts
from sphinx_evidence.search.model import Inputs, Page, to_runs
from sphinx_evidence.search.segments import (
    Found,
    changed_words,
    make_segment,
    merge,
    vocabulary,
)

WORDS = st.sampled_from(["ford", "bank", "weir", "bend", "the", "강물소리", "A/HRC/25/63", "河"])
TEXTS = st.lists(WORDS, max_size=6).map(" ".join)
FOUND = st.builds(
    Found,
    head=st.lists(WORDS, max_size=3).map("\n".join),
    text=TEXTS,
    questions=st.lists(WORDS, max_size=2).map("\n".join),
    corrects=st.none() | WORDS,
)
KINDS = (
    SearchKind("section", "Section", 1, 0, early=True, spoken=True),
    SearchKind("row", "Data", 0.25, 1),
)
ENTRY = st.builds(
    SearchEntry,
    kind=st.sampled_from([kind.name for kind in KINDS]),
    docname=st.sampled_from(["a", "b"]),
    anchor=st.just("old-ford"),
    title=WORDS,
    text=TEXTS,
    names=st.lists(WORDS, max_size=1).map(tuple),
    questions=st.lists(WORDS, max_size=1).map(tuple),
)


@settings(derandomize=True, deadline=None, max_examples=25)
@given(st.lists(st.lists(FOUND, max_size=4), max_size=4))
def test_segments_that_are_merged_equal_one_of_all_entries(pages: list[list[Found]]) -> None:
    segments = [make_segment(entries) for entries in pages]
    whole = make_segment([entry for entries in pages for entry in entries])
    assert "".join(segment.lengths for segment in segments) == whole.lengths
    assert list(merge(segments)) == list(merge([whole]))
    assert vocabulary(segments) == vocabulary([whole])


@settings(derandomize=True, deadline=None, max_examples=25)
@given(st.lists(st.lists(FOUND, min_size=2, max_size=2), min_size=1, max_size=3), st.data())
def test_the_words_that_have_changed_are_those_with_other_lists(
    pages: list[list[Found]], data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, len(pages) - 1))
    edited = [data.draw(FOUND), pages[number][1]]
    old = [make_segment(entries) for entries in pages]
    new = [*old[:number], make_segment(edited), *old[number + 1 :]]
    different = set(merge(old)) ^ set(merge(new))
    assert changed_words(old, new) == {word for word, *_lists in different}
    assert changed_words(old, [*old[1:], make_segment(edited[1:])]) is None


def scripts_of(entries: list[SearchEntry], path: Path) -> dict[str, str]:
    """Return the scripts of the index of entries, after that which is kept at a path."""
    pages = {name: Page(name, "Part", chapter=True, contributing=False) for name in "ab"}
    runs = to_runs(entries, pages, KINDS)
    return make_scripts(Inputs(runs, ["section"], pages, {"a": "a", "b": "b"}), path)


@settings(derandomize=True, deadline=None, max_examples=25)
@given(st.lists(ENTRY, min_size=1, max_size=6), st.data())
def test_an_index_after_an_edit_equals_one_made_afresh(
    entries: list[SearchEntry], data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, len(entries) - 1))
    edited = [*entries[:number], *data.draw(st.lists(ENTRY, max_size=2)), *entries[number + 1 :]]
    reworded = [replace(one, text=data.draw(TEXTS)) for one in entries]
    with TemporaryDirectory() as name, patch.object(shards, "SHARD_SIZE", 8):
        for one in (entries, reworded, edited):
            again = scripts_of(one, Path(name, FILE))
            afresh = scripts_of(one, Path(name, "other"))
            Path(name, "other").unlink()
            assert list(again.items()) == list(afresh.items())
