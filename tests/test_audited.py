"""Audits in built books: the cited sentences, the list of the draws, and what is out of date."""

from __future__ import annotations

import json

import pytest

from conftest import LIBRARY, page
from sphinx_evidence.audits.model import COLUMNS
from sphinx_evidence.core.text import checksum
from test_works import having, text, tree

BODY = """Nobody counts them. Many lack *papers* {cite:p}`hrw2008denied{para. 3}`. A wall
stands {cite:p}`kim2010story{p. 4}, hrw2008denied`, they say.

:::{claim} some-have-papers
:kind: record
:as-of: 2008

Some have papers {cite:p}`hrw2008denied{para. 20}`.
:::
"""
PAPERS, WALL = "Many lack papers.", "A wall stands, they say."
AUDITED = LIBRARY | {
    "conf.py": LIBRARY["conf.py"] + 'evidence_audits = "data/audits.csv"\n',
    "a.md": page("a", BODY),
    "b.md": page("b", "These are the draws.\n\n```{audit-rates}\n```"),
}


def audits(*rows):
    """Return the table of audits with rows of sentence, verdict, remark, date and seed."""
    lines = [
        f'{checksum(sentence)},a,"{sentence}",{",".join(others)},' for sentence, *others in rows
    ]
    return {"data/audits.csv": "\n".join([",".join(COLUMNS), *lines, ""])}


HELD = (PAPERS, "holds", "", "2026-11-25", "7")
FAULT = ("A bank stands.", "wrong-fact", "it is a wall", "2026-11-25", "7")
LATER = (WALL, "holds", "", "2026-11-26", "8")


def test_every_cited_sentence_is_exported_with_the_notes_it_reaches(book):
    built = book(AUDITED | audits(), builder="html")
    assert built.warnings == []
    data = json.loads((built.app.outdir / "data" / "sentences.json").read_text("utf-8"))
    first, second, claim = data["sentences"]
    assert first == {
        "sha256": checksum(PAPERS),
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
    assert second["sentence"] == WALL
    assert [(one["reading"], one["notes"]) for one in second["citations"]] == [
        ("copy", ["story-2"]),
        ("original", ["denied-3", "denied-2", "denied-1"]),
    ]
    assert claim["sentence"] == "Some have papers."


@pytest.mark.parametrize("parallel", [1, 2])
def test_the_draws_are_listed_and_follow_the_table(book, parallel):
    many = range(12 if parallel > 1 else 0)  # Sphinx reads few pages in one process
    pages = {f"c{number}.md": page(f"c{number}", "Text.") for number in many}
    built = book(AUDITED | pages | audits(HELD, FAULT), builder="html", parallel=parallel)
    draws = [text(item) for item in tree(built.html("b")).iter("li") if "seed" in text(item)]
    assert draws == ["25 November 2026 (seed 7): 2 sentences; 1 holds; 1 states a wrong fact."]
    built = book(audits(HELD, FAULT, LATER), builder="html", parallel=parallel)
    draws = [text(item) for item in tree(built.html("b")).iter("li") if "seed" in text(item)]
    assert len(draws) == 2
    assert draws[1].startswith("26 November 2026 (seed 8): ")


def test_a_book_without_audits_has_no_list(book):
    built = book(AUDITED | {"conf.py": LIBRARY["conf.py"]}, builder="html")
    assert built.warnings == []
    assert "These are the draws." in built.html("b")
    assert not having(tree(built.html("b")), "audit-rates")
    assert "seed" not in built.html("b")


def test_a_verdict_and_the_text_agree(book):
    rows = [
        (HELD, ""),
        (FAULT, ""),
        (("A wall fell.", *HELD[1:]), "'A wall fell. …' held on 2026-11-25, but a has no such"),
        (("Some have papers.", "not-found", "", "2026-11-25", "7"), ""),
        ((WALL, *FAULT[1:]), "still stands on a: correct it (it is a wall)"),
    ]
    warnings = book(AUDITED | audits(*(row for row, _ in rows))).warnings
    assert all(line.endswith("[evidence.stale-audit]") for line in warnings)
    for number, (row, words) in enumerate(rows, 2):
        place = f"data/audits.csv:{number}: WARNING: "
        found = [line for line in warnings if line.startswith(place)]
        assert [words in line for line in found] == ([True] if words else []), row


def test_a_sentence_that_is_changed_is_named_in_the_next_build(book):
    assert book(AUDITED | audits(HELD)).warnings == []
    built = book({"a.md": page("a", BODY.replace("Many lack", "Most lack"))})
    (warning,) = [line for line in built.warnings if "[evidence." in line]
    assert "has no such sentence now: compare the new one with its notes" in warning


def test_a_table_that_cannot_be_read_is_one_message(book):
    (warning,) = book(AUDITED | {"data/audits.csv": "sha,page\n"}).warnings
    assert warning.startswith("data/audits.csv:1: WARNING: the first line must be")
    (path,) = AUDITED.keys() & {"conf.py"}
    built = book({path: AUDITED[path].replace("audits.csv", "nothing.csv")})
    assert any("data/nothing.csv" in line for line in built.warnings)
