"""Audits in built books: what can be drawn, the table of the draws, and faults that stand."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from conftest import LIBRARY, page
from sphinx_evidence.claims.audit_table import COLUMNS
from sphinx_evidence.core.text import checksum
from test_works import having, text, tree
from tools.audits.draws import SHARES

BODY = """Nobody counts them. Many lack *papers* {cite:p}`hrw2008denied{para. 3}`. A wall
stands {cite:p}`kim2010story{p. 4}, hrw2008denied`, they say {cite:p}`lost2001report`.

:::{claim} some-have-papers
:kind: record
:as-of: 2008
:reason: One report {cite:p}`hrw2008denied{para. 20}`.
:disputed-by: A board {cite:p}`lost2001report`

Some have papers {cite:p}`hrw2008denied{para. 20}`.
:::

:::{claim} no-count-found
:kind: absence
:as-of: 2008-04-01
:looked-in: the report

No count is known.
:::

| Year | Count | Told by |
| --- | --- | --- |
| 2008 | 12, by one list {cite:p}`kim2010story` | nobody |
| 2010 | 14 | {cite:t}`hrw2008denied{para. 3}` |

(a-key-works)=
## Key works

Two of them {cite:p}`hrw2008denied`.

- {cite:t}`kim2010story{p. 4}` What she saw. It has two parts.
"""
PAPERS, WALL = "Many lack papers.", "A wall stands, they say."
AUDITED = LIBRARY | {
    "a.md": page("a", BODY),
    "b.md": page("b", "These are the draws.\n\n```{audit-rates}\n```"),
}


def audits(*rows):
    """Return the table of audits with rows of some cells by name; all are of one day."""
    out = StringIO()
    table = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    table.writeheader()
    for row in rows:
        common = {"page": "a", "kind": "sentence", "date": "2026-11-25", "seed": "7"}
        table.writerow(common | {"sha256": checksum(row["sentence"])} | row)
    return {"data/audits.csv": out.getvalue()}


def held(sentence, verdict="holds", **cells):
    """Return a row of an earlier verdict, which only the notes were needed for."""
    return {"sentence": sentence, "standard": "notes", "verdict": verdict, **cells}


def seen(sentence, verdict="exact", **cells):
    """Return a row of a verdict for which the page was opened."""
    return {"sentence": sentence, "standard": "page", "verdict": verdict, "seen": "p. 4", **cells}


@pytest.fixture
def data(shared_book):
    """What the small book exports."""
    built = shared_book(AUDITED | audits(), builder="html", evidence_edition_date="2026-11-24")
    wrong = [line for line in built.warnings if "[evidence." in line]
    assert [line for line in wrong if "unused-source" not in line] == []
    return json.loads((built.app.outdir / "data" / "sentences.json").read_text("utf-8"))


def test_every_kind_is_exported_with_its_notes(data):
    assert data["version"] == 2
    found = [(item["kind"], item["sentence"]) for item in data["sentences"]]
    assert found == [
        ("sentence", PAPERS),
        ("sentence", WALL),
        ("claim", "Some have papers."),
        ("claim", "No count is known."),
        ("cell", "2008 | Count: 12, by one list"),
        ("cell", "Year: 2010 | Count: 14"),
        ("sentence", "Two of them."),
        ("key-work", "What she saw. It has two parts."),
    ]
    assert data["sentences"][0] == {
        "sha256": checksum(PAPERS),
        "kind": "sentence",
        "page": "a",
        "paragraph": None,  # only those of chapters are numbered
        "sentence": PAPERS,
        "citations": [
            {
                "id": "hrw2008denied",
                "label": "paragraph",
                "locator": "3",
                "reading": "original",
                "notes": ["denied-2"],
            }
        ],
    }
    wall = data["sentences"][1]
    assert wall["marked"] == "A wall stands [1, 2], they say [3]."
    assert [(one["reading"], one["notes"]) for one in wall["citations"]] == [
        ("copy", ["story-2"]),
        ("original", ["denied-3", "denied-2", "denied-1"]),
        ("account", ["story-1", "story-2"]),
    ]
    assert [[one["id"] for one in item["citations"]] for item in data["sentences"][4:]] == [
        ["kim2010story"],
        ["hrw2008denied"],
        ["hrw2008denied"],
        ["kim2010story"],
    ]


def test_a_claim_is_exported_with_what_is_printed_with_it(data):
    claim, absence = (item for item in data["sentences"] if item["kind"] == "claim")
    assert (claim["claim"], claim["standing"]) == ("some-have-papers", "On record · as of 2008")
    assert claim["marked"] == "Some have papers [1]."
    assert claim["asides"] == [
        {"part": "reason", "marked": "One report [2]."},
        {"part": "disputed-by", "marked": "A board [3]"},
    ]
    assert [(one["part"], one["id"]) for one in claim["citations"]] == [
        ("statement", "hrw2008denied"),
        ("reason", "hrw2008denied"),
        ("disputed-by", "lost2001report"),
    ]
    assert absence["standing"] == "Not found, searched to 1 April 2008 · looked in: the report"
    assert absence["citations"] == []


def test_every_entry_is_exported_as_printed(data):
    entries = {entry["work"]: entry for entry in data["entries"]}
    assert list(entries) == sorted(
        ("hrw2008denied", "hrw2012more", "kim2010story", "lost2001report")
    )
    entry = entries["hrw2008denied"]
    printed = "Human Rights Watch 2008. Denied Status, April 2008. https://www.hrw.org/report/2008"
    assert entry == {
        "sha256": checksum(printed),
        "kind": "entry",
        "page": "sources",
        "work": "hrw2008denied",
        "sentence": printed,
    }


DRAW = [
    seen(PAPERS),
    seen(WALL, "overstated", remark="it leans"),
    seen("Some have papers.", kind="claim", grade="accepted", standing="On record"),
    seen("Few have papers.", "caveat-lost", kind="claim", grade="too high", final="exact"),
    seen("HRW 2008.", "repair", kind="entry"),
    seen("HRW 2012.", "not-seen", kind="entry", seen="nothing"),
]


def shown(built):
    """Return the rows of the table of the draws, and the paragraphs of its page."""
    root = tree(built.html("b"))
    rows = [
        [text(cell) for cell in row if cell.tag in ("td", "th")]
        for table in having(root, "audit-rates")
        for row in table.iter("tr")
    ]
    (section,) = root.iter("section")
    return rows, [text(one) for one in section if one.tag == "p"]


@pytest.mark.parametrize("parallel", [1, 2])
def test_the_draws_are_shown_by_standard_and_follow_the_table(book, parallel):
    many = range(12 if parallel > 1 else 0)  # Sphinx reads few pages in one process
    pages = {f"c{number}.md": page(f"c{number}", "Text.") for number in many}
    earlier = [held("A bank stands.", seed="3"), held("A fall.", "wrong-fact", seed="4")]
    built = book(AUDITED | pages | audits(*earlier), builder="html", parallel=parallel)
    rows, paragraphs = shown(built)
    assert rows == []
    assert "No draw has been held against the pages yet." in paragraphs
    notes_only = (
        "2 earlier draws (25 November 2026) held their sentences against the notes of this book "
        "only, which is too kind: 1 of 2 held. The others: a wrong fact 1."
    )
    assert notes_only in paragraphs
    built = book(audits(*earlier, *DRAW), builder="html", parallel=parallel)
    rows, paragraphs = shown(built)
    heads = [
        "Draw",
        "Sentences",
        "Claims",
        "Cells",
        "Key works",
        "Entries",
        "Grades",
        "Not to be had",
    ]
    first = ["25 November 2026, seed 7", "1 of 2", "1 of 2", "–", "–", "0 of 2", "1 of 2", "1 of 6"]
    assert rows == [heads, first]
    assert notes_only in paragraphs
    assert paragraphs.index(notes_only) == len(paragraphs) - 1
    (faults,) = [one for one in paragraphs if one.startswith("What was wrong: ")]
    assert faults == (
        "What was wrong: a caveat lost 1; overstated 1; in need of a repair 1. Grades that were "
        "not accepted: too high 1. Once the judges had the notes one verdict was changed, and 3 of "
        "6 were sound."
    )
    later = held(PAPERS, "caveat-lost", kind="pair", note="denied-2", remark="when", seed="9")
    more = [{**row, "seed": "8"} for row in DRAW[:1]]
    rows, paragraphs = shown(book(audits(*DRAW, *more, later), builder="html", parallel=parallel))
    assert [row[:2] for row in rows[2:]] == [
        ["25 November 2026, seed 8", "1 of 1"],
        ["All", "2 of 3"],
    ]
    assert "Of 1 caveats that belong in a sentence, 0 stood in it." in paragraphs


def test_the_draws_are_shown_in_plain_text(book):
    built = book(AUDITED | audits(*DRAW, held("A bank.")), builder="text")
    plain = (built.app.outdir / "b.txt").read_text("utf-8")
    assert "1 of 2" in plain
    assert "One earlier draw (25 November 2026)" in plain


def test_a_book_without_audits_has_no_rates(book):
    built = book(AUDITED | {"conf.py": LIBRARY["conf.py"]}, builder="html")
    assert [line for line in built.warnings if "audits" in line] == []
    assert shown(built) == ([], ["These are the draws."])


def stale(built):
    """Return the warnings of faults that still stand."""
    return [line for line in built.warnings if "[evidence.stale-audit]" in line]


def test_a_fault_that_stands_is_named_and_a_sound_text_may_change(book):
    standing = "On record · as of 2008"
    graded = {"kind": "claim", "grade": "too high", "remark": "one report"}
    rows = [
        (held(PAPERS), ""),
        (held("A wall fell."), ""),
        (held("A bank stands.", "wrong-fact", remark="it is a wall"), ""),
        (seen("Two of them.", "not-seen", seen="nothing"), ""),
        (
            seen(WALL, "wrong-fact", remark="it is a bank"),
            "still stands on a: correct it, or write",
        ),
        (seen("Some have papers.", standing=standing, **graded), "a grade that is too high on"),
        (seen("No count is known.", standing="High confidence", **graded), ""),
        (seen("Year: 2010 | Count: 14", "overstated", kind="cell"), "judged 'overstated' on"),
        (seen("Lost Board 2001. A Report, 2001.", "sent-back", kind="entry"), "judged 'sent-back'"),
    ]
    warnings = stale(book(AUDITED | audits(*(row for row, _ in rows))))
    for number, (row, words) in enumerate(rows, 2):
        place = f"data/audits.csv:{number}: WARNING: "
        found = [line for line in warnings if line.startswith(place)]
        assert [words in line for line in found] == ([True] if words else []), row
    assert stale(book({"a.md": page("a", BODY.replace("A wall", "A bank"))})) == [
        line for line in warnings if "A wall" not in line
    ]


def test_a_table_that_cannot_be_read_is_one_message(book):
    built = book(AUDITED | {"data/audits.csv": "sha,page\n"})
    (warning,) = [line for line in built.warnings if "audits.csv" in line]
    assert warning.startswith("data/audits.csv:1: WARNING: the first line must be")


def test_a_library_that_is_added_later_has_the_passages_of_pages_read_before(book):
    files = {"data/a-dataset.csv": ""} | AUDITED
    data = {name: files.pop(name) for name in LIBRARY if name.startswith("data/")}
    book(files, builder="html", evidence_edition_date="2026-11-24")
    built = book(data, builder="html", evidence_edition_date="2026-11-24")
    export = json.loads((built.app.outdir / "data" / "sentences.json").read_text("utf-8"))
    assert len(export["sentences"]) == 8


def test_a_library_lacks_no_table(book):
    files = {name: text for name, text in LIBRARY.items() if name != "data/accounts.csv"}
    (warning,) = [line for line in book(files).warnings if "data/" in line]
    assert warning.startswith("data/accounts.csv:1: WARNING: the table cannot be read: No such")


def test_the_page_on_methods_says_how_much_of_each_kind_is_drawn():
    methods = (Path(__file__).parents[1] / "docs" / "reference" / "methods.md").read_text("utf-8")
    words = {
        "sentence": "cited sentences",
        "claim": "claims with their standing",
        "cell": "cells of tables",
        "key-work": "lines of key works",
        "entry": "entries of the bibliography",
    }
    counts = [f"{SHARES[kind]} {text}" for kind, text in words.items()]
    assert f"a draw of 60 has {', '.join(counts[:-1])} and {counts[-1]}." in methods
