"""Formatted citations are cached, and broken ones are formatted again."""

from __future__ import annotations

import json

import pytest

from sphinx_evidence.permalinks.formats.cache import Cache, digest
from sphinx_evidence.permalinks.formats.styles import STYLES

ITEM = {
    "id": "great-flood",
    "type": "chapter",
    "title": "The Great Flood",
    "container-title": "A River",
    "author": [{"literal": "River Watch"}],
    "publisher": "River Watch",
    "issued": {"date-parts": [[2026, 11, 24]]},
    "custom": {"kind": "section", "version": "2026.1"},
}
TEXTS = dict.fromkeys(STYLES, "kept")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The citations of the item, without a cache."""
    cache = Cache(tmp_path_factory.mktemp("cache") / "citations.json")
    cache.make([ITEM], 1)
    return cache.citations(ITEM)


def test_what_is_kept_is_not_made_again(tmp_path):
    path = tmp_path / "citations.json"
    path.write_text(json.dumps({digest(ITEM): TEXTS}), "utf-8")
    cache = Cache(path)
    cache.make([ITEM], 1)
    assert cache.citations(ITEM) == TEXTS
    cache.save()
    assert json.loads(path.read_text("utf-8")) == {digest(ITEM): TEXTS}
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "kept",
    [
        *("", "[]", '"x"', "5", "null", "{", "[" * 5000, "\xff"),
        *(
            json.dumps({digest(ITEM): texts})
            for texts in (None, 5, "x", [], {}, {**TEXTS, "more": "x"}, dict.fromkeys(STYLES, 5))
        ),
    ],
)
def test_what_is_broken_is_made_anew(tmp_path, kept, made):
    path = tmp_path / "citations.json"
    path.write_text(kept, "latin-1")
    cache = Cache(path)
    cache.make([ITEM], 1)
    assert cache.citations(ITEM) == made
