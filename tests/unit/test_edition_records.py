"""Records of editions, what changed between them, manifests, and metadata; no build."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from jsonschema import Draft201909Validator

from sphinx_evidence.core.edition import Edition
from sphinx_evidence.permalinks.model import Paragraph, Section
from sphinx_evidence.site import edition_files as datacite
from sphinx_evidence.site.edition_changes import (
    changed_claims,
    changed_sections,
    changed_tables,
    changes_since,
    difference,
    fates,
)
from sphinx_evidence.site.edition_files import to_atom
from sphinx_evidence.site.edition_records import (
    Record,
    Statement,
    Table,
    from_json,
    read_records,
    to_json,
)
from tools.__main__ import main
from tools.editions import release
from tools.editions.manifest import to_json as manifest_of
from tools.editions.release import prepare
from tools.errors import ToolError
from tools.paths import read_paths

SCHEMA = Path(__file__).parents[1] / "data" / "datacite-4.5.schema.json"
DATACITE = Draft201909Validator(json.loads(SCHEMA.read_text("utf-8")))
WIDE = "The river is wide where the ferry lands, and slow."
DEEP = "Nobody has measured how deep it is below the old bridge of the town."
DEEPER = "Nobody has measured how deep it is below the bridge, they say."
REEDS = "Boats lie on the other bank, where the reeds begin."


def section(label, *texts, page="part/one", title="", first=1):
    paragraphs = (Paragraph(number, "", text) for number, text in enumerate(texts, first))
    return Section(page, title or label.title(), label, 2, None, tuple(paragraphs))


def record(version, *sections, date="2026-12-01", claims=(), tables=()):
    statements = tuple(Statement(*claim) for claim in claims)
    return Record(version, date, "", sections, statements, tables)


def table(name, *rows, title="Levels"):
    return Table(name, title, f"reference/{name}", rows)


OLD = record("2026.1", section("ferry", WIDE, DEEP), claims=[("it-rose", "part/one", "It rose.")])


def fate(new, anchor_of, renamed=None):
    """Return what became of the paragraph of the old edition with some words."""
    (anchor,) = (
        one.anchor for part in OLD.sections for one in part.paragraphs if one.text == anchor_of
    )
    found = fates([OLD], new, renamed or {})
    return next((group[anchor] for group in found.values() if anchor in group), None)


def test_a_record_is_read_as_it_was_written(tmp_path):
    tables = (table("levels", ("2009", "ab"), ("2010", "cd")), table("empty"))
    full = replace(OLD, identifier="10.1234/abc", tables=tables)
    assert from_json(to_json(full)) == full
    later = replace(OLD, version="2026.10"), replace(OLD, version="2026.9")
    for one in (full, *later):
        (tmp_path / f"{one.version}.json").write_text(to_json(one), "utf-8")
    records, problems = read_records(tmp_path)
    assert [one.version for one in records] == ["2026.1", "2026.9", "2026.10"]
    assert problems == []
    assert read_records(tmp_path / "none") == ((), [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Expecting value"),
        ("[]", "lacks a field"),
        ('{"format": 2}', "its format is 2, not 1"),
        (to_json(OLD).replace("2026.1", "2026.2"), "it is of edition 2026.2"),
        (to_json(OLD).replace("2026-12-01", "2026-13-01"), "its date is malformed"),
    ],
)
def test_a_damaged_record_is_one_message(tmp_path, text, words):
    (tmp_path / "2026.1.json").write_text(text, "utf-8")
    records, (problem,) = read_records(tmp_path)
    assert records == ()
    assert words in problem.message
    assert "restore it from the history of the book" in problem.message


def test_sections_and_claims_are_new_changed_or_withdrawn():
    new = record(
        "2026.2",
        section("ferry", WIDE, DEEPER, REEDS),
        section("bridge"),
        claims=[("it-fell", "part/one", "It fell.")],
    )
    sections = changed_sections(OLD, new)
    assert [change.id for change in sections.new] == ["bridge"]
    (changed,) = sections.changed
    assert (changed.id, changed.new, changed.changed, changed.gone) == ("ferry", 1, 1, 0)
    assert sections.withdrawn == ()
    assert [change.text for change in changed_sections(new, OLD).withdrawn] == ["Bridge"]
    claims = changed_claims(OLD, new)
    assert [change.id for change in claims.new] == ["it-fell"]
    assert [change.text for change in claims.withdrawn] == ["It rose."]
    reworded = record("2026.2", claims=[("it-rose", "part/two", "It rose fast.")])
    assert [change.id for change in changed_claims(OLD, reworded).changed] == ["it-rose"]


def test_a_section_that_only_moved_has_not_changed():
    moved = record("2026.2", section("ferry", WIDE, DEEP, page="part/two", first=7))
    assert not changed_sections(OLD, moved)
    assert changed_sections(OLD, record("2026.2", section("ferry", WIDE, DEEP, title="New")))


def test_datasets_are_new_changed_or_withdrawn_and_their_order_is_no_change():
    old = record("2026.1", tables=(table("levels", ("1", "a"), ("2", "b"), ("3", "c")),))
    sorted_anew = record("2026.2", tables=(table("levels", ("3", "c"), ("1", "a"), ("2", "b")),))
    assert not changed_tables(old, sorted_anew)
    rows = (("1", "a"), ("2", "x"), ("4", "d"), ("5", "e"))
    changes = changed_tables(old, record("2026.2", tables=(table("levels", *rows), table("ice"))))
    assert [change.id for change in changes.new] == ["ice"]
    (changed,) = changes.changed
    assert (changed.id, changed.new, changed.changed, changed.gone) == ("levels", 2, 1, 1)
    assert [change.id for change in changed_tables(old, OLD).withdrawn] == ["levels"]
    renamed = record("2026.2", tables=(table("levels", *old.tables[0].rows, title="Heights"),))
    assert [change.text for change in changed_tables(old, renamed).changed] == ["Heights"]


def test_what_became_of_a_paragraph():
    unchanged = record("2026.2", section("ferry", WIDE, DEEP))
    assert fates([OLD], unchanged, {}) == {}
    shifted = record("2026.2", section("ferry", REEDS, WIDE, DEEPER))
    assert (fate(shifted, WIDE).kind, fate(shifted, WIDE).number) == ("moved", 2)
    changed = fate(shifted, DEEP)
    assert (changed.kind, changed.number, changed.version) == ("changed", 3, "2026.1")
    assert ("-", "old bridge of the town.") in changed.words
    assert ("+", "bridge, they say.") in changed.words
    gone = fate(record("2026.2", section("ferry", WIDE)), DEEP)
    assert (gone.kind, gone.docname, gone.words) == ("gone", "", (("=", DEEP),))


def test_a_paragraph_is_found_on_another_page_and_under_a_new_name_of_its_own():
    elsewhere = record("2026.2", section("ferry", DEEP), section("far", WIDE, page="part/two"))
    assert (fate(elsewhere, WIDE).kind, fate(elsewhere, WIDE).docname) == ("moved", "part/two")
    renamed = record("2026.2", section("ferry", WIDE, DEEPER, page="part/first"))
    names = {"part/one": "part/first"}
    assert list(fates([OLD], renamed, names)) == ["part/first"]
    assert fate(renamed, DEEP, names).kind == "changed"
    assert fate(renamed, WIDE, names) is None


def test_words_that_stand_twice_now_are_those_on_the_page_then_those_of_the_nearest_number():
    both = record("2026.2", section("ferry", DEEP, REEDS, WIDE), section("far", WIDE, page="two"))
    assert (fate(both, WIDE).docname, fate(both, WIDE).number) == ("part/one", 3)
    far, on = section("far", WIDE, page="two", first=9), section("on", REEDS, WIDE, page="two")
    away = fate(record("2026.2", far, on), WIDE)
    assert (away.docname, away.number) == ("two", 2)


def test_a_paragraph_with_another_beginning_is_known_by_its_words():
    texts = (WIDE.replace("The river", "This river"), "The weir is old, and the mill beside it.")
    new = record("2026.2", section("ferry", *texts))
    assert (fate(new, WIDE).kind, fate(new, WIDE).number) == ("changed", 1)
    assert fate(new, DEEP).kind == "gone"
    (changed,) = changed_sections(OLD, new).changed
    assert (changed.new, changed.changed, changed.gone) == (1, 1, 1)


def test_what_became_of_sections_and_claims_since_an_edition():
    old = record(
        "2026.1",
        replace(section("ferry"), level=1),
        section("pier", WIDE, DEEP),
        section("bank", REEDS, page="two"),
        section("mill", page="two"),
        claims=[
            *(("it-rose", "part/one", "It rose."), ("it-fell", "part/one", "It fell.")),
            ("it-sank", "part/one", "It sank."),
        ],
    )
    new = record(
        "2026.2",
        replace(section("ferry", page="first"), level=1),
        section("pier", WIDE, DEEPER, page="first"),
        section("bank", REEDS, page="three"),
        claims=[("it-rose", "first", "It rose fast.")],
    )
    since = changes_since(old, new, {"part/one": "first"}, {"it-sank": "it-rose"})
    found = since["first"] | since["two"]
    kinds = {name: what.kind for name, what in found.items()}
    assert kinds == {
        "ferry": "changed",  # with what stands under it
        "pier": "changed",
        "bank": "moved",
        "mill": "gone",
        "it-rose": "changed",
        "it-fell": "gone",
        "it-sank": "replaced",
    }
    assert (found["it-sank"].id, found["it-sank"].text) == ("it-rose", "It rose fast.")
    assert found["ferry"].change.changed == found["pier"].change.changed == 1
    assert found["it-rose"].words == (("=", "It"), ("-", "rose."), ("+", "rose fast."))
    assert (found["bank"].docname, found["it-fell"].text) == ("three", "It fell.")
    same = changes_since(old, old, {}, {})
    assert {what.kind for page in same.values() for what in page.values()} == {"same"}


def test_a_difference_gives_both_texts():
    segments = difference(DEEP, DEEPER)
    assert " ".join(text for kind, text in segments if kind != "+") == DEEP
    assert " ".join(text for kind, text in segments if kind != "-") == DEEPER


# files of an edition


def test_a_manifest_verifies_a_folder(tmp_path, capsys):
    (tmp_path / "part").mkdir()
    one, two = tmp_path / "index.html", tmp_path / "part" / "one.html"
    one.write_text("A river", "utf-8")
    two.write_text("A ferry", "utf-8")
    (tmp_path / "manifest.json").write_text(manifest_of(tmp_path, OLD, "abc"), "utf-8")
    data = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    assert data["files"]["part/one.html"]["size"] == 7
    assert (data["version"], data["date"], data["commit"]) == ("2026.1", "2026-12-01", "abc")
    assert main(["verify", str(tmp_path)]) == 0
    assert "edition 2026.1: 2 files, all as published" in capsys.readouterr().out
    two.write_text("A fairy", "utf-8")
    one.unlink()
    (tmp_path / "new.html").write_text("", "utf-8")
    assert main(["verify", str(tmp_path)]) == 1
    lines = [line.partition(f"{tmp_path}/")[2] for line in capsys.readouterr().out.splitlines()]
    assert lines == [
        *("index.html: is missing", "new.html: is not in the manifest"),
        "part/one.html: has changed",
    ]


def whole_edition(folder, files):
    """Write the files of an edition, and its manifest."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (folder / "manifest.json").write_text(manifest_of(folder, OLD, ""), "utf-8")


def verified(folder, capsys):
    """Return what is wrong with an edition, line by line, without its folder."""
    assert main(["verify", str(folder)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert all(line.startswith(f"{folder}/") for line in lines)
    return [line.removeprefix(f"{folder}/") for line in lines]


def test_what_is_neither_a_file_nor_a_folder_is_no_part_of_an_edition(tmp_path, capsys):
    """What a link leads to may be private, and may change after it was verified."""
    folder, elsewhere = tmp_path / "2026.1", tmp_path / "elsewhere"
    whole_edition(folder, {"index.html": "A river"})
    whole_edition(elsewhere, {"index.html": "A river", "private/key": "Mine"})
    (folder / "index.html").unlink()
    (folder / "index.html").symlink_to(elsewhere / "index.html")
    (folder / "evil").symlink_to(elsewhere / "private")
    (folder / "nowhere").symlink_to(elsewhere / "nothing")
    os.mkfifo(folder / "pipe")
    assert verified(folder, capsys) == [
        f"{name}: is neither a file nor a folder"
        for name in ("evil", "index.html", "nowhere", "pipe")
    ]


@pytest.mark.parametrize("kind", ["link", "pipe"])
def test_a_manifest_that_is_no_file_is_one_line(tmp_path, capsys, kind):
    """To read a pipe would last for ever."""
    whole_edition(tmp_path / "other", {"index.html": "A river"})
    manifest = tmp_path / "manifest.json"
    if kind == "link":
        manifest.symlink_to(tmp_path / "other" / "manifest.json")
    else:
        os.mkfifo(manifest)
    assert main(["verify", str(tmp_path)]) == 2
    assert "manifest.json is no file: give the folder" in capsys.readouterr().err


@pytest.mark.parametrize("sign", ["\x1b[2J", "\x9b2J", "\n", "\u202e", "\udcff"])
def test_a_name_does_not_command_the_terminal(tmp_path, capsys, sign):
    whole_edition(tmp_path, {"하나.html": ""})
    (tmp_path / f"a{sign}b").write_text("", "utf-8")
    (line,) = verified(tmp_path, capsys)
    assert line == f"a{ascii(sign)[1:-1]}b: is not in the manifest"
    (tmp_path / f"a{sign}b").unlink()
    (tmp_path / "하나.html").unlink()
    assert verified(tmp_path, capsys) == ["하나.html: is missing"]


@pytest.mark.parametrize(
    "text",
    [
        *(None, "", "[]", '{"files": {}, "version": 1, "format": 9}', "[" * 100_000),
        '{"files": {}, "version": "\\u001b[2J", "format": 1}',
        '{"files": [[1, 2], ["a", 3]], "version": "2026.1", "format": 1}',
    ],
)
def test_a_folder_without_a_manifest_is_one_line(tmp_path, capsys, text):
    if text is not None:
        (tmp_path / "manifest.json").write_text(text, "utf-8")
    assert main(["verify", str(tmp_path)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(str(tmp_path / "manifest.json"))


EDITION = Edition(
    title="A <river> & more",
    author="River people",
    version="2026.1",
    date="2026-12-01",
    language="en",
    base="https://example.org/river/",
    licence_name="CC BY 4.0",
    licence_url="https://creativecommons.org/licenses/by/4.0/",
)


@pytest.mark.parametrize(
    ("identifier", "field"),
    [
        ("", None),
        ("10.1234/abc.1", "doi"),
        ("https://example.org/ark:/1/2", "alternateIdentifiers"),
    ],
)
@pytest.mark.parametrize("bare", [True, False])
def test_datacite_metadata_fit_the_schema(identifier, field, bare):
    edition = replace(EDITION, base="", licence_name="", licence_url="") if bare else EDITION
    edition = replace(edition, identifier=identifier)
    data = json.loads(datacite.to_json(edition, "" if bare else "About a river."))
    assert list(DATACITE.iter_errors(data)) == []
    assert data["publicationYear"] == "2026"
    assert data["titles"] == [{"title": "A <river> & more", "lang": "en"}]
    assert [name for name in ("doi", "alternateIdentifiers") if name in data] == (
        [field] if field else []
    )


def test_the_feed_has_an_entry_for_each_edition():
    entries = [
        ("2026.2", "2026-12-02", "Edition 2026.2", "Sections: 1 new"),
        ("2026.1", "2026-12-01", "Edition 2026.1", "The first edition"),
    ]
    feed = ElementTree.fromstring(to_atom(EDITION, entries))
    atom = "{http://www.w3.org/2005/Atom}"
    assert feed.findtext(f"{atom}title") == "A <river> & more"
    assert feed.findtext(f"{atom}updated") == "2026-12-02T00:00:00Z"
    found = feed.findall(f"{atom}entry")
    assert [entry.findtext(f"{atom}id") for entry in found] == [
        "https://example.org/river/editions/2026.2/",
        "https://example.org/river/editions/2026.1/",
    ]
    assert ElementTree.fromstring(to_atom(EDITION, [])).findtext(f"{atom}updated")[:4] == "2026"


# what may be released

CFF = """\
title: "A river"
version: "{version}"
date-released: {date}
authors:
  - name: "River people"
"""


@pytest.mark.parametrize(
    ("version", "date", "words"),
    [
        ("2026.3.dev0", "2026-12-03", 'is a working copy: set version: "2026.3" and the date'),
        ("2026.2", "2026-12-03", "edition 2026.2 exists already"),
        ("2026.4", "2026-12-03", "edition 2026.4 exists already"),
        ("2026.1", "2026-12-03", "version 2026.1 is not newer than 2026.2"),
        ("2026.3", "2026-12-01", "2026-12-01 is before 2026-12-02, the date of edition 2026.2"),
        ("2026.3", "", "date-released must be a day of the calendar"),
        ("soon", "2026-12-03", "version must be"),
    ],
)
def test_what_cannot_be_an_edition_is_one_line(tmp_path, version, date, words, capsys):
    (tmp_path / "conf.py").write_text('evidence_editions = "editions"\n', "utf-8")
    (tmp_path / "CITATION.cff").write_text(CFF.format(version=version, date=date), "utf-8")
    (tmp_path / "editions").mkdir()
    last = replace(OLD, version="2026.2", date="2026-12-02")
    (tmp_path / "editions" / "2026.2.json").write_text(to_json(last), "utf-8")
    (tmp_path / "_build" / "editions" / "2026.4").mkdir(parents=True)
    assert main(["--book", str(tmp_path), "release"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert words in line
    assert "CITATION.cff" in line


def test_a_missing_date_is_said(tmp_path):
    text = CFF.format(version="2026.1", date="").replace("date-released: \n", "")
    (tmp_path / "conf.py").write_text('evidence_editions = "editions"\n', "utf-8")
    (tmp_path / "CITATION.cff").write_text(text, "utf-8")
    with pytest.raises(ToolError, match="date-released is missing"):
        prepare(read_paths(tmp_path), tmp_path / "out")


# freezing, without a build


@pytest.fixture
def freezing(tmp_path, monkeypatch):
    """Return a function that freezes given files as an edition, and the folder of all editions."""
    (tmp_path / "conf.py").write_text('evidence_editions = "editions"\n', "utf-8")
    (tmp_path / "CITATION.cff").write_text(CFF.format(version="2026.1", date="2026-12-01"), "utf-8")
    output = tmp_path / "frozen"

    def freeze_files(files):
        def build(_plan, _builder, folder):
            for name, text in (files | {"edition.json": to_json(OLD)}).items():
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")

        monkeypatch.setattr(release, "_build", build)
        return release.freeze(prepare(read_paths(tmp_path), output))

    return freeze_files, output


def test_an_edition_whose_record_cannot_be_kept_is_not_there(freezing, monkeypatch):
    def full(path, data):
        raise OSError(28, "No space left on device", str(path))

    freeze_files, output = freezing
    monkeypatch.setattr(release, "replace_file", full)
    with pytest.raises(OSError, match="No space left"):
        freeze_files({})
    assert list(output.iterdir()) == []
