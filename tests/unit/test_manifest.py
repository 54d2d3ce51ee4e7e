"""What is kept of a site from one build to the next."""

from __future__ import annotations

import pytest

from sphinx_evidence.site.manifest import Manifest, put, read_manifest, remove, write_manifest


def test_a_manifest_is_read_as_it_was_written(tmp_path):
    manifest = Manifest(frozenset({"index.html", "id/a/cite.bib"}), {"index": "12ab"})
    write_manifest(tmp_path / "site.json", manifest)
    assert read_manifest(tmp_path / "site.json") == manifest


@pytest.mark.parametrize("text", [None, "", "{", "{}", "[]", '{"files": ["a"]}'])
def test_a_missing_or_broken_manifest_is_as_good_as_an_empty_one(tmp_path, text):
    path = tmp_path / "site.json"
    if text is not None:
        path.write_text(text, "utf-8")
    assert read_manifest(path) == Manifest()


def test_equal_bytes_are_left_alone(tmp_path):
    path = tmp_path / "id" / "a" / "index.html"
    put(path, b"one")
    first = path.stat().st_mtime_ns
    put(path, b"one")
    assert path.stat().st_mtime_ns == first
    put(path, b"two")
    assert path.read_bytes() == b"two"


def test_folders_go_with_their_last_file(tmp_path):
    for name in ("id/a/b/one", "id/a/two", "other/three"):
        put(tmp_path / name, b"")
    remove(tmp_path, ["id/a/b/one", "other/three", "gone/long/ago"])
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "id", "two"]
    remove(tmp_path, ["id/a/two"])
    assert list(tmp_path.iterdir()) == []
