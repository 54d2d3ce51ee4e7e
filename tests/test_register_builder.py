"""``-b register``: an id that it writes is published permanently."""

from __future__ import annotations

import os

import pytest

from conftest import CONF, page

HEAD = "id,kind,edition,status,replaced_by,note\n"
MERGED = 'high-tide,section,2025.1,merged,one,"Its text, and more, stands there."\n'
SETTINGS = """
suppress_warnings += ["evidence.chapter-form"]
version = "2026.1.dev0"
evidence_parts = ["part"]
evidence_register = "permalinks.csv"
"""
BOOK = {
    "conf.py": CONF + SETTINGS,
    "index.md": page("index", "```{toctree}\npart/one\nsources\n```", "A book"),
    "part/one.md": page("one", "A river {cite:p}`hrw2008denied`.", "One"),
    "permalinks.csv": HEAD + MERGED,
}


LEFT = "ERROR: the register of ids is unchanged: "


def build(book, files=None, **settings):
    """Build the register of a book; return the error, if any, and the warnings."""
    built = book(BOOK | (files or {}), builder="register", **settings)
    errors = [line.removeprefix(LEFT) for line in built.warnings if line.startswith(LEFT)]
    assert built.app.statuscode == len(errors) <= 1
    return "".join(errors), [line for line in built.warnings if not line.startswith(LEFT)]


def test_new_ids_are_added(book, tmp_path):
    assert build(book) == ("", [])
    rows = f"{MERGED}index,book,2026.1,current,,\none,chapter,2026.1,current,,\n"
    assert (tmp_path / "permalinks.csv").read_text("utf-8") == HEAD + rows
    assert not (tmp_path / "permalinks.csv.new").exists()


@pytest.mark.parametrize(
    "text",
    [
        (HEAD + MERGED).replace("note", "remark", 1),
        (HEAD + MERGED).replace("id,kind", "id, kind", 1),
        "\ufeff" + HEAD + MERGED,
        (HEAD + MERGED).replace(",", ";"),
        HEAD + MERGED.replace('"', ""),
        HEAD + MERGED + MERGED,
        "<<<<<<< HEAD\n" + HEAD + MERGED,
        HEAD + MERGED.removesuffix('"\n'),
        HEAD + MERGED.replace("2025.1", "first"),
        HEAD + MERGED.replace("high-tide", "High Tide"),
        HEAD + MERGED.replace("one", "high-tide"),
        (HEAD + MERGED).encode().replace(b"more", b"m\xf6re"),
        "",
    ],
)
def test_a_register_with_a_mistake_is_not_touched(book, tmp_path, text):
    path = tmp_path / "permalinks.csv"
    conf = CONF + SETTINGS
    if isinstance(text, bytes):
        conf = conf.replace("permalinks.csv", "bytes.csv")
        path = tmp_path / "bytes.csv"
        path.write_bytes(text)
    else:
        path.write_text(text, "utf-8")
    before = path.read_bytes()
    files = {"conf.py": conf} | ({"permalinks.csv": text} if isinstance(text, str) else {})
    reason, (warning,) = build(book, files)
    assert reason == "1 warning above: correct the cause, and run this again"
    assert warning.startswith(path.name)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "body",
    [
        "(Bad_Id)=\n## A section",
        "(a-section)=\n## A section\n\n(a-section)=\n## Another",
        "## A section",
        "{clam}`nothing`",
    ],
)
def test_a_book_with_warnings_is_not_registered(book, tmp_path, body):
    text = f"{body}\n\nA river {{cite:p}}`hrw2008denied`."
    reason, _ = build(book, {"part/one.md": page("one", text, "One")})
    assert "correct the cause, and run this again" in reason
    assert (tmp_path / "permalinks.csv").read_text("utf-8") == HEAD + MERGED


def test_a_warning_of_an_earlier_build_is_not_forgotten(book, tmp_path):
    twice = "A river {cite:p}`hrw2008denied`.\n\n(b-c)=\n## B\n\n(b-c)=\n## C"
    for _ in range(2):
        reason, _ = build(book, {"part/one.md": page("one", twice, "One")})
        assert "correct the cause" in reason
    assert (tmp_path / "permalinks.csv").read_text("utf-8") == HEAD + MERGED


def test_a_version_that_is_no_edition_is_refused(book):
    reason, _ = build(book, version="next")
    assert "version = 'next' in conf.py must be such as 2026.1.dev0 or 2026.1" in reason


def test_a_book_without_register_is_told_the_setting(book):
    reason, _ = build(book, evidence_register="")
    assert "set evidence_register" in reason


def test_a_register_that_may_not_be_written_is_a_message(book, monkeypatch, tmp_path):
    replace = os.replace

    def refuse(source, target):
        if target == tmp_path / "permalinks.csv":
            raise PermissionError(13, "Permission denied")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    reason, _ = build(book)
    assert "permalinks.csv cannot be written (Permission denied)" in reason
    assert (tmp_path / "permalinks.csv").read_text("utf-8") == HEAD + MERGED


FIRST = {"evidence_register": "first.csv"}


def test_a_register_that_is_not_there_is_made(book, tmp_path):
    assert build(book, **FIRST) == ("", [])
    rows = "index,book,2026.1,current,,\none,chapter,2026.1,current,,\n"
    assert (tmp_path / "first.csv").read_text("utf-8") == HEAD + rows


def test_a_draft_may_be_without_a_register(book):
    built = book(BOOK, **FIRST)
    assert built.warnings == []
    assert "first.csv: no register yet, which is fine for a draft" in built.app.status.getvalue()


def test_an_edition_without_its_register_is_one_warning(book):
    edition = {"version": "2026.1", "evidence_edition_date": "2026-11-24"}
    (warning,) = book(BOOK, **FIRST, **edition).warnings
    assert "first.csv:1: WARNING: the register of ids is not there: 'sphinx-build" in warning


FREE = {"evidence_house_rules": [], "version": "1.0"}
PAGES = {
    "one.md": page("first", "(two)=\n## Two\n\n(My_Own)=\n## Own\n\n## None", "One"),
    "same.md": "(one)=\n# None\n\nA river {cite:p}`hrw2008denied`.\n\n## Fall\n\nText.\n\n"
    "(fall)=\n## Other\n\nText.\n",
}


def test_a_book_without_parts_registers_each_label_that_is_an_id(book, tmp_path):
    built = book(PAGES, builder="register", evidence_register="permalinks.csv", **FREE)
    assert built.warnings == []
    rows = (tmp_path / "permalinks.csv").read_text("utf-8").splitlines()[1:]
    assert [row.split(",")[:2] for row in rows] == [
        ["fall", "section"],
        ["first", "chapter"],
        ["index", "book"],
        ["one", "chapter"],
        ["sources", "chapter"],
        ["two", "section"],
    ]


def test_a_label_leads_to_its_heading_whatever_its_anchor_is(book):
    built = book(PAGES, builder="html", evidence_edition_date="2026-11-24", **FREE)
    root = built.app.outdir
    assert "../../same.html#id1" in (root / "id/fall/index.html").read_text("utf-8")
    text = built.html("same")
    assert 'href="id/fall/cite.html"' in text
    assert 'class="paragraph-number"' not in text


def test_at_a_release_a_broken_row_is_one_message_and_no_flood(book):
    rows = f"{HEAD}{MERGED}index,book,2026.1,current\n"
    (warning,) = book(BOOK | {"permalinks.csv": rows}, version="2026.1").warnings
    assert "permalinks.csv:3: WARNING: 4 cells instead of 6" in warning
