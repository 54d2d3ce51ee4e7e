"""The manifest, the list of unfinished files, and the lock."""

from __future__ import annotations

import sys
from pickle import dumps
from subprocess import PIPE, Popen

import pytest
from sphinx.errors import SphinxError

from sphinx_evidence.core.paths import LOCK
from sphinx_evidence.site.manifest import (
    UNFINISHED,
    Manifest,
    OutsideError,
    delete_files,
    journal,
    read_manifest,
    recovered,
    write_if_changed,
    write_manifest,
)
from sphinx_evidence.site.parts import is_pickle
from sphinx_evidence.site.processes import acquire


def test_a_manifest_is_read_as_it_was_written(tmp_path):
    manifest = Manifest(
        frozenset({"index.html", "id/a/cite.bib"}),
        {"index": "12ab"},
    )
    write_manifest(tmp_path / "site.json", manifest)
    assert read_manifest(tmp_path / "site.json") == manifest


@pytest.mark.parametrize(
    "text",
    [
        *(None, "", "{", "{}", "[]", '{"files": ["a"]}', '"x"', "[" * 5000),
        '{"files": [1, 2], "pages": {}}',
        '{"files": ["a", null], "pages": {}}',
        '{"files": [], "pages": null}',
        '{"files": [], "pages": ["index"]}',
        '{"files": ["index.html", "../../x"], "pages": {}}',
        '{"files": ["/etc/x"], "pages": {}}',
        '{"files": ["a/../../x"], "pages": {}}',
        '{"files": [""], "pages": {}}',
    ],
)
def test_a_missing_or_broken_manifest_is_as_good_as_an_empty_one(tmp_path, text):
    path = tmp_path / "site.json"
    if text is not None:
        path.write_text(text, "utf-8")
    assert read_manifest(path) == Manifest()


def test_equal_bytes_are_left_alone(tmp_path):
    path = tmp_path / "id" / "a" / "index.html"
    write_if_changed(tmp_path, "id/a/index.html", b"one")
    first = path.stat().st_mtime_ns
    write_if_changed(tmp_path, "id/a/index.html", b"one")
    assert path.stat().st_mtime_ns == first
    write_if_changed(tmp_path, "id/a/index.html", b"two")
    assert path.read_bytes() == b"two"


def test_folders_go_with_their_last_file(tmp_path):
    for name in ("id/a/b/one", "id/a/two", "other/three"):
        write_if_changed(tmp_path, name, b"")
    delete_files(tmp_path, ["id/a/b/one", "other/three", "gone/long/ago"])
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "id", "two"]
    delete_files(tmp_path, ["id/a/two"])
    assert list(tmp_path.iterdir()) == []


OUTSIDE = [
    *("../x", "../../x", "id/../../x", "id/../x", "", ".", "..", "a\0b"),
    "/tmp/x",
]


@pytest.mark.parametrize("name", OUTSIDE)
def test_nothing_is_written_or_deleted_outside_of_the_site(tmp_path, name):
    site, elsewhere = tmp_path / "book" / "site", tmp_path / "elsewhere"
    (site / "id").mkdir(parents=True)
    elsewhere.mkdir()
    for folder in (tmp_path, tmp_path / "book", site, elsewhere):
        (folder / "x").write_text("mine", "utf-8")
    before = {path: path.is_file() and path.read_bytes() for path in tmp_path.rglob("*")}
    with pytest.raises(OutsideError, match="would be a file outside of the site"):
        write_if_changed(site, name, b"ours")
    with pytest.raises(OutsideError, match="would be a file outside of the site"):
        delete_files(site, ["x", name])
    assert {path: path.is_file() and path.read_bytes() for path in tmp_path.rglob("*")} == before


def test_a_site_may_be_behind_a_link_itself(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real")
    write_if_changed(tmp_path / "site", "id/a", b"one")
    assert (tmp_path / "real" / "id" / "a").read_bytes() == b"one"
    delete_files(tmp_path / "site", ["id/a"])
    assert list((tmp_path / "real").iterdir()) == []


def test_a_manifest_that_cannot_be_written_leaves_the_last_one(tmp_path, monkeypatch):
    path = tmp_path / "site.json"
    write_manifest(path, Manifest(frozenset({"a"})))
    full = OSError(28, "No space left on device")
    monkeypatch.setattr("pathlib.Path.replace", lambda *_: (_ for _ in ()).throw(full))
    with pytest.raises(OSError, match="No space"):
        write_manifest(path, Manifest(frozenset({"b"})))
    assert read_manifest(path) == Manifest(frozenset({"a"}))
    assert list(tmp_path.iterdir()) == [path]


def test_after_an_interrupted_build_no_page_is_believed(tmp_path):
    kept = Manifest(frozenset({"a.html", "b.html"}), {"a": "12", "b": "34"})
    assert recovered(kept, tmp_path) == kept
    with journal(tmp_path) as begin:
        begin("b.html")
        begin("id/c")
        begin("../b")
    with (tmp_path / UNFINISHED).open("a") as begun:
        begun.write("e.ht")  # it was cut
    assert recovered(kept, tmp_path) == Manifest(frozenset({"a.html", "b.html", "id/c"}), {})


@pytest.mark.parametrize(
    ("data", "whole"),
    [(dumps(["tree"], 5), True), (dumps(["tree"], 5)[:-9], False), (b"", False), (b"xyz.", False)],
)
def test_a_pickle_that_was_cut_is_seen(tmp_path, data, whole):
    (tmp_path / "one.doctree").write_bytes(data)
    assert is_pickle(tmp_path / "one.doctree") is whole


HOLD = """
import sys
from pathlib import Path
from sphinx_evidence.site.processes import acquire
locks = acquire(map(Path, sys.argv[1:]))
print("held", flush=True)
input()
"""


@pytest.mark.parametrize("shared", ["doctrees", "site"])
@pytest.mark.parametrize("end", ["close", "kill"])
def test_one_build_at_a_time_writes_into_a_folder(tmp_path, shared, end):
    """Two may have one of their folders in common; the lock of one that is killed is free."""
    mine = [tmp_path / name for name in ("doctrees", "site")]
    other = [path if path.name == shared else tmp_path / f"other-{path.name}" for path in mine]
    command = [sys.executable, "-c", HOLD, *map(str, other)]
    with Popen(command, stdin=PIPE, stdout=PIPE) as holder:
        assert holder.stdout.readline() == b"held\n"
        message = f"another build is writing into .*{shared}: wait until it is done"
        with pytest.raises(SphinxError, match=message):
            acquire(mine)
        if end == "kill":
            holder.kill()
        else:
            holder.communicate(b"\n")
        holder.wait()
    for _ in range(2):
        with acquire(mine):
            pass


RACE = """
import sys, time
from pathlib import Path
from sphinx.errors import SphinxError
from sphinx_evidence.site.processes import acquire
top = Path(sys.argv[1])
input()
held = 0
for number in range(100):
    try:
        with acquire([top]):
            (top / "held").open("x").close()  # fails if another one has it
            held += 1
            (top / "held").unlink()
    except SphinxError:
        pass
print(held)
"""


def test_of_several_that_take_a_lock_at_once_one_has_it(tmp_path):
    command = [sys.executable, "-c", RACE, str(tmp_path)]
    several = [Popen(command, stdin=PIPE, stdout=PIPE, stderr=PIPE) for _ in range(4)]
    for one in several:
        one.stdin.write(b"\n")
        one.stdin.flush()
    said = [one.communicate() for one in several]
    assert [errors for _, errors in said] == [b""] * 4
    assert sum(int(held) for held, _ in said) > 0


def test_one_folder_for_all_is_locked_once(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path)
    with acquire([tmp_path, tmp_path / "link"]):
        assert (tmp_path / LOCK).is_file()
