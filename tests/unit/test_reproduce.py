"""What can be made again from a tag, and what is said of other tags; no build."""

from __future__ import annotations

import subprocess

import pytest

from sphinx_evidence.site.edition_records import Record
from tools.__main__ import main
from tools.editions.manifest import to_json
from tools.editions.reproduce import difference, take_volumes
from tools.paths import read_paths


def git(root, *words):
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", "-C", str(root), *who, *words], check=True, capture_output=True)


@pytest.fixture
def root(tmp_path):
    """A book of three commits, of which the second adds the record of edition 2026.1."""
    folder = tmp_path / "book"
    (folder / "editions").mkdir(parents=True)
    settings = 'evidence_editions = "editions"\nevidence_register = "permalinks.csv"\n'
    (folder / "conf.py").write_text(settings, "utf-8")
    git(folder, "init", "-q")
    for tag, name in (("v2026.7", "text"), ("v2026.1", "editions/2026.1.json"), ("later", "more")):
        (folder / name).write_text("", "utf-8")
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", name)
        git(folder, "tag", tag)
    return folder


def said(root, tag, capsys):
    """Return the one line by which a tag is refused, while nothing has changed on the disk."""
    standing = root / "_build" / "editions" / "2026.1"
    standing.mkdir(parents=True)
    beside = root.parent / "victim"
    beside.mkdir()
    before = sorted(root.parent.rglob("*"))
    assert main(["--book", str(root), "reproduce", "--", tag]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert sorted(root.parent.rglob("*")) == before
    return line


@pytest.mark.parametrize(
    "tag", ["", "v", "2026.1", "later", "/", "v/", "v../../../victim", "v2026.1/", "--help", "v-1"]
)
def test_a_word_that_is_no_tag_of_an_edition_touches_nothing(root, tag, capsys):
    assert said(root, tag, capsys) == f"{tag!r} is no tag of an edition: name one such as v2026.1"


def test_an_unknown_tag_is_one_line(root, capsys):
    assert said(root, "v2026.9", capsys).startswith("there is no tag v2026.9 here: fetch the tags")


def test_a_tag_without_a_commit_before_it_is_one_line(root, capsys):
    """As in a copy of the repository without its history."""
    assert said(root, "v2026.7", capsys).startswith("the commit before tag v2026.7 is not here")


def test_a_tag_at_another_commit_is_one_line(root, capsys):
    """Once the message was to delete a file of a folder that was gone already."""
    git(root, "tag", "--force", "v2026.1", "later")
    words = "tag v2026.1 comes after the commit that adds editions/2026.1.json: tag that commit"
    assert said(root, "v2026.1", capsys) == words


def test_a_tag_without_its_record_is_one_line(root, capsys):
    git(root, "tag", "v2026.2", "later")
    assert said(root, "v2026.2", capsys) == (
        "tag v2026.2 has no editions/2026.2.json: tag the commit that adds it"
    )


def edition(folder, commit="", **files):
    """Write an edition with its manifest."""
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    manifest = to_json(folder, Record("2026.1", "2026-12-01", "", (), (), ()), commit)
    (folder / "manifest.json").write_text(manifest, "utf-8")
    return folder


def test_an_edition_is_compared_with_the_one_that_stands(tmp_path):
    made = edition(tmp_path / "made", one="A", two="B")
    assert difference(edition(tmp_path / "equal", one="A", two="B"), made) == ""
    another = "its manifest.json is another"
    assert difference(edition(tmp_path / "text", one="A", two="C"), made) == another
    other = edition(tmp_path / "commit", commit="abc", one="A", two="B")
    assert difference(other, made) == another
    (other / "more").write_text("", "utf-8")
    assert difference(other, made) == "more: is not in the manifest"
    (other / "manifest.json").unlink()
    assert "manifest.json is no file" in difference(other, made)


def test_the_books_of_an_edition_are_taken_along(tmp_path):
    """Without them an edition that was made again had none."""
    root, tree = tmp_path / "book", tmp_path / "tree"
    for folder in (root, tree):
        folder.mkdir()
        (folder / "conf.py").write_text('evidence_books = "_build/books"', "utf-8")
    paths = read_paths(root)
    take_volumes(paths, tree)
    assert [path.name for path in tree.iterdir()] == ["conf.py"]
    (root / "_build" / "books").mkdir(parents=True)
    (root / "_build" / "books" / "river.epub").write_text("A river", "utf-8")
    take_volumes(paths, tree)
    assert (tree / "_build" / "books" / "river.epub").read_text("utf-8") == "A river"
    (root / "conf.py").write_text("", "utf-8")
    take_volumes(read_paths(root), tree)  # a book without such a setting
