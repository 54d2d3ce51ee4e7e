"""Symbolic links that lead out of a book, to nothing, or round in a circle."""

from __future__ import annotations

import pytest

from sphinx_evidence.core.files import stray_links


@pytest.fixture
def book(tmp_path):
    """The folder of a book with a page and a table, and a file beside it."""
    for name in ("book/docs/land/roads.md", "book/data/levels.csv", "mine/private.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text("text", "utf-8")
    return tmp_path / "book"


def found(book):
    """The links of a book that are refused, each with where it leads."""
    starts = [book / "docs", book / "data", book / "references.bib"]
    problems = [*stray_links(starts, [book], "the book", lambda path: path.endswith("/out"))]
    for problem in problems:
        cure = "delete it, or put a file in its place"
        assert problem.message.startswith("a symbolic link leads ")
        assert problem.message.endswith(f": {cure}")
    return {
        problem.path.removeprefix(f"{book}/"): problem.message.split(" leads ")[1].split(":")[0]
        for problem in problems
    }


OUT, NOTHING, CIRCLE = "out of the book", "to a file that is not there", "to a folder that it is in"


@pytest.mark.parametrize(
    ("name", "target", "where"),
    [
        ("docs/land/x.md", "../../../mine/private.txt", OUT),
        ("docs/x.txt", "/etc/passwd", OUT),
        ("docs/root", "/", OUT),
        ("docs/folder", "../../mine", OUT),
        ("data/private.csv", "../../mine/private.txt", OUT),
        ("references.bib", "../mine/private.txt", OUT),
        ("docs/x.md", "nowhere.md", NOTHING),
        ("docs/self.md", "self.md", NOTHING),
        ("docs/land/loop", "..", CIRCLE),
        ("docs/land/here", ".", CIRCLE),
    ],
)
def test_a_link_that_leads_elsewhere_is_named(book, name, target, where):
    (book / name).symlink_to(target)
    assert found(book) == {name: where}


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("docs/land/ways.md", "roads.md"),
        ("docs/levels.csv", "../data/levels.csv"),
        ("docs/other", "land"),
        ("docs/out", "/"),  # left out
    ],
)
def test_a_link_within_the_book_is_none_of_them(book, name, target):
    (book / name).symlink_to(target)
    assert found(book) == {}


def test_what_a_link_within_the_book_leads_to_is_searched(book):
    (book / "more").mkdir()
    (book / "more" / "x.md").symlink_to("/etc/passwd")
    (book / "docs" / "more").symlink_to("../more")
    assert found(book) == {"docs/more/x.md": OUT}


def test_a_book_may_be_behind_a_link_itself(book):
    behind = book.parent / "behind"
    behind.symlink_to(book)
    assert found(behind) == {}
