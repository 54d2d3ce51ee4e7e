"""Ids and names of pages: which may become paths."""

from __future__ import annotations

import pytest

from sphinx_evidence.core.structure import former_names
from sphinx_evidence.permalinks.model import id_error, page_name_error


@pytest.mark.parametrize("name", ["a", "a-section", "on-2-may", "x2", "a" * 100, "contact", "p12a"])
def test_lower_case_words_are_an_id(name):
    assert id_error(name) == ""


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "is not lower-case words"),
        ("A-b", "is not lower-case words"),
        ("my_section", "is not lower-case words"),
        ("../../../escape", "is not lower-case words"),
        ("..", "is not lower-case words"),
        ('x"onmouseover="alert(1)', "is not lower-case words"),
        ("two\nlines", "is not lower-case words"),
        ("a-section\n", "is not lower-case words"),
        ("강", "is not lower-case words"),
        ("x２", "is not lower-case words"),
        ("a" * 101, "has 101 characters, at most 100"),
        ("p12", "is reserved"),
        ("p12-3fa9c1d2", "is reserved"),
        ("ref-a", "is reserved"),
        ("row-a", "is reserved"),
        ("con", "is the name of a device on Windows"),
        ("lpt1", "is the name of a device on Windows"),
    ],
)
def test_anything_else_is_no_id(name, words):
    assert id_error(name).startswith(words)


@pytest.mark.parametrize(
    "name", ["one", "land/streets", "land/강", "a.b", "a_b", "searching", "ids/x"]
)
def test_a_page_may_have_stood_there(name):
    assert page_name_error(name) == ""


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("../../escape", "is not a name such as part/name"),
        ("land/../../escape", "is not a name such as part/name"),
        ("/etc/passwd", "is not a name such as part/name"),
        ("C:/x", "is not a name such as part/name"),
        ("land\\x", "is not a name such as part/name"),
        ("land/a name", "is not a name such as part/name"),
        ("land/x?query", "is not a name such as part/name"),
        ("land/x#part", "is not a name such as part/name"),
        ("land//x", "is not a name such as part/name"),
        ("land/", "is not a name such as part/name"),
        (".hidden", "is not a name such as part/name"),
        ('["land/streets"', "is not a name such as part/name"),
        ("land/streets.html", "has a file extension"),
        ("search", "is an address that the build generates"),
        ("genindex", "is an address that the build generates"),
        ("id/great-flood/cite", "is an address that the build generates"),
        ("_static/x", "is an address that the build generates"),
    ],
)
def test_no_page_can_have_stood_there(name, words):
    assert page_name_error(name).startswith(words)


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("land/streets", ["land/streets"]),
        (" land/streets , land/ways,", ["land/streets", "land/ways"]),
        ('["land/streets", "land/ways"]', ["land/streets", "land/ways"]),
        ("[land/streets", ["[land/streets"]),
        ("", []),
    ],
)
def test_former_names_are_a_line_or_a_list(value, names):
    assert former_names({"moved-from": value}) == names
