"""Audits: sentences with citations, draws, verdicts and their table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sphinx_evidence.audits.__main__ import main
from sphinx_evidence.audits.model import (
    CITATION,
    COLUMNS,
    Audit,
    Sentence,
    draw,
    rates,
    read_audits,
    split_sentences,
    stale_audit,
)
from sphinx_evidence.core.text import checksum
from sphinx_evidence.sources.model import Citation

if TYPE_CHECKING:
    from pathlib import Path

A, B = (Citation("a2000x"),), (Citation("b2001y"), Citation("c2002z"))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (f"It rose {CITATION}. Nobody saw it. It fell {CITATION}.", ["It rose.", "It fell."]),
        (f"It rose.{CITATION} It fell {CITATION}.", ["It rose.", "It fell."]),
        (f"By art. 3 of 1987 it rose {CITATION}, and fell {CITATION}.", None),
        (f"“It rose {CITATION}.” The bank fell {CITATION}.", ["“It rose.”", "The bank fell."]),
        (f"It rose {CITATION}. ◇ It fell. ◇ It ran {CITATION}.", ["It rose. ◇", "It ran."]),
        (f"It rose {CITATION}. 북한 people fell {CITATION}.", ["It rose.", "북한 people fell."]),
    ],
)
def test_a_paragraph_is_split_into_cited_sentences(text: str, sentences: list[str] | None) -> None:
    found = list(split_sentences(text, [A, B]))
    expected = sentences or ["By art. 3 of 1987 it rose, and fell."]
    assert [sentence for sentence, _cited in found] == expected
    assert [one for _text, cited in found for one in cited] == [A, B]


def sentence(text: str, docname: str = "a") -> Sentence:
    """A sentence of the page *docname*."""
    return Sentence(docname, 1, 1, text, A)


def audit(text: str, verdict: str = "holds", line: int = 2, changed: str = "") -> Audit:
    """A verdict of 26 November 2026."""
    return Audit(checksum(text), "a", text, verdict, "", "2026-11-26", "7", changed, line)


def test_a_draw_depends_on_its_seed_only() -> None:
    pool = [sentence(f"Sentence {number}.") for number in range(40)]
    assert draw(pool, 5, 7) == draw(reversed(pool), 5, 7)
    assert draw(pool, 5, 7) != draw(pool, 5, 8)
    assert len(draw([*pool, sentence("Sentence 1.", "b")], 100, 7)) == 40


def test_what_held_is_unchanged_and_a_fault_is_not(tmp_path: Path) -> None:
    audits = [
        audit("It rose."),
        audit("It fell.", line=3),
        audit("It froze.", "wrong-fact", line=4),
        audit("It dried up.", "overstated", line=5),
        audit("It sank.", "not-found", line=6),
        audit("It stood.", line=7, changed="2026-11-27"),
    ]
    now = [sentence("It rose."), sentence("It froze.")]
    problems = list(stale_audit(tmp_path / "audits.csv", audits, now))
    assert [(problem.line, "has no such sentence" in problem.message) for problem in problems] == [
        (3, True),
        (4, False),
    ]
    again = [*audits, audit("It froze.", line=8)]
    lines = [problem.line for problem in stale_audit(tmp_path / "audits.csv", again, now)]
    assert lines == [3], "the last verdict counts"


def test_rates_are_those_of_each_draw() -> None:
    ((day, seed, counts),) = rates([audit("It rose."), audit("It fell.", "overstated")])
    assert (day, seed, dict(counts)) == ("2026-11-26", "7", {"holds": 1, "overstated": 1})


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with three cited sentences, and a table with one note."""
    sentences = [
        {
            "sha256": checksum(text),
            "page": "part/page",
            "paragraph": 3,
            "sentence": text,
            "citations": [{"id": "a2000x", "reading": "copy", "notes": ["n-1"]}],
        }
        for text in ("It rose.", "It fell.", "It froze.")
    ]
    data = tmp_path / "site" / "data"
    data.mkdir(parents=True)
    (data / "sentences.json").write_text(json.dumps({"version": 1, "sentences": sentences}))
    header = "id,work,place,says,caveat,observer,basis,copy,date,witnesses\n"
    note = "n-1,a2000x,para. 4,The water rose.,at night,,,,2026-11-24,\n"
    (tmp_path / "notes.csv").write_text(header + note)
    return tmp_path


def run(site: Path, *options: str) -> int:
    """Run the program on all three sentences."""
    return main([str(site / "site"), "3", "7", "--data", str(site), *options])


def test_a_draw_prints_each_sentence_with_its_notes(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(site) == 0
    printed = capsys.readouterr().out
    assert "part/page ¶ 3\n  It rose.\n  - a2000x  [copy]\n" in printed
    assert "      n-1: para. 4 The water rose. (at night)" in printed


def test_verdicts_are_recorded_and_their_rates_printed(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verdicts = site / "verdicts.txt"
    rose, fell = checksum("It rose.")[:12], checksum("It fell.")[:12]
    verdicts.write_text(f"{rose} holds\n\n{fell} wrong-fact it rose, too\n")
    assert run(site, "--record", str(verdicts)) == 0
    assert "3 sentences" not in capsys.readouterr().out
    found, problems = read_audits(site / "audits.csv")
    assert not problems
    assert [(one.sentence, one.verdict, one.remark, one.seed) for one in found] == [
        ("It rose.", "holds", "", "7"),
        ("It fell.", "wrong-fact", "it rose, too", "7"),
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("0123456789 holds", "is not the beginning of one checksum"),
        (f"{checksum('It rose.')[:4]} holds", "is not the beginning of one checksum"),
        (f"{checksum('It rose.')[:12]} fine", "'fine' is no verdict: use one of holds,"),
    ],
)
def test_a_mistaken_verdict_records_nothing(
    site: Path, line: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    verdicts = site / "verdicts.txt"
    verdicts.write_text(line)
    assert run(site, "--record", str(verdicts)) == 1
    assert message in capsys.readouterr().err
    assert not (site / "audits.csv").exists()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{sum},a,It rose.,fine,,2026-11-26,7,", "the verdict 'fine' is unknown"),
        ("0000,a,It rose.,holds,,2026-11-26,7,", "the checksum is not that of the sentence"),
        ("{sum},a,It rose.,holds,,26 November,7,", "is not a day such as"),
        ("{sum},a,It rose.,holds,,2026-11-26,7,soon", "is not a day such as"),
    ],
)
def test_each_mistake_in_the_table_has_a_message(tmp_path: Path, row: str, message: str) -> None:
    table = tmp_path / "audits.csv"
    table.write_text(f"{','.join(COLUMNS)}\n{row.format(sum=checksum('It rose.'))}\n")
    audits, (problem,) = read_audits(table)
    assert audits == []
    assert message in problem.message
    assert problem.line == 2
