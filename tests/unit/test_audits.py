"""Audits: draws, forms, verdicts, their table, and caveats beside the text."""

from __future__ import annotations

import csv
import json
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_evidence.claims.audit_model import (
    CITATION,
    KINDS,
    NOTES,
    PAGE,
    PAIR,
    Audit,
    numbered,
    verdicts_for,
    without_citations,
)
from sphinx_evidence.claims.audit_reading import split_sentences
from sphinx_evidence.claims.audit_table import COLUMNS, read_audits, stale_audit
from sphinx_evidence.core.text import checksum
from sphinx_evidence.sources.model import Citation
from tools.__main__ import main
from tools.audits import caveats
from tools.audits.draws import SHARES, draw, shares
from tools.audits.forms import read_form
from tools.audits.items import Item, pairs, read_notes

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
    assert [without_citations(sentence) for sentence, _cited in found] == expected
    assert [one for _text, cited in found for one in cited] == [A, B]


def test_the_citations_of_a_sentence_have_numbers() -> None:
    marked = f"It rose {CITATION}, and fell {CITATION}."
    assert numbered(marked, [A, B]) == "It rose [1], and fell [2, 3]."
    assert numbered(marked, [A, B], 4) == "It rose [4], and fell [5, 6]."


# draws


def item(text: str, kind: str = "sentence", page: str = "a") -> Item:
    """An item of a page."""
    return Item(checksum(text), kind, page, text)


POOL = [item(f"{kind} {number}.", kind) for kind in KINDS for number in range(40)]


def kinds(items: list[Item]) -> dict[str, int]:
    """How many items there are of each kind."""
    return {kind: sum(one.kind == kind for one in items) for kind in KINDS}


def test_each_kind_has_a_share_of_a_draw() -> None:
    assert sum(SHARES.values()) == 60
    assert kinds(draw(POOL, 60, 7)) == SHARES
    assert shares(60) == SHARES
    assert all(sum(shares(number).values()) == number for number in range(200))
    assert shares(30) == {"sentence": 12, "claim": 9, "cell": 3, "key-work": 2, "entry": 4}
    assert kinds(draw(POOL, 25, 7, "claim"))["claim"] == 25
    assert len(draw(POOL, 100, 7, "claim")) == 40, "all that there are"


def test_a_draw_depends_on_its_seed_and_the_texts_only() -> None:
    first = draw(POOL, 60, 7)
    assert draw(reversed(POOL), 60, 7) == first
    assert draw(POOL, 60, 8) != first
    assert draw([*POOL, item("claim 1.", "claim", "b")], 60, 7) == first, "a text twice is one"
    assert set(draw(POOL, 30, 7)) < set(first), "a longer draw holds a shorter one"
    rest = [one for one in POOL if one != first[0]]
    assert len(set(draw(rest, 60, 7)) - set(first)) == 1, "a change elsewhere leaves it as it is"


# a site, and a form of what is drawn from it

ROSE, CLAIMED, CELL, LINE, ENTRY = (
    *("It rose, and fell.", "The bank fell in 2008.", "Bank | Height: 4 m"),
    *("What the river did.", "X 2000. A. Writer, The River, 3 May 2000."),
)
CITED = {"id": "a2000x", "label": "paragraph", "locator": "3", "reading": "copy", "notes": ["n-1"]}
DATA: dict[str, Any] = {
    "version": 2,
    "sentences": [
        {"kind": "sentence", "sentence": ROSE, "paragraph": 3, "citations": [CITED]},
        {
            "kind": "claim",
            "sentence": CLAIMED,
            "standing": "Low confidence · limited evidence",
            "asides": [{"part": "disputed-by", "marked": "The owner [2]"}],
            "citations": [CITED, {"id": "b2001y", "reading": "original", "notes": ["n-2"]}],
        },
        {"kind": "cell", "sentence": CELL, "citations": [{**CITED, "notes": ["n-2", "n-3"]}]},
        {"kind": "key-work", "sentence": LINE, "citations": [{**CITED, "notes": []}]},
    ],
    "entries": [{"kind": "entry", "sentence": ENTRY, "work": "a2000x"}],
}
WORKS = [
    {
        "id": "a2000x",
        "title": "The River",
        "author": [{"given": "A.", "family": "Writer"}],
        "issued": {"date-parts": [[2000, 5, 3]]},
        "URL": "https://example.org/river",
        "custom": {
            "copies": [
                {"kind": "mirror", "language": "ko", "URL": "https://example.org/copy"},
                {"kind": "excerpt", "language": "en"},
            ]
        },
    },
    {"id": "b2001y", "title": "Banks", "custom": {"known-from": ["a2000x"]}},
]
NOTE_ROWS = """id,work,place,says,caveat,observer,basis,copy,date,witnesses,answer
n-1,a2000x,para. 4,The water rose.,One source; as of 1999.,,,,2026-11-24,,sentence
n-2,b2001y,,A bank fell.,Read in a copy.,,,,2026-11-24,,shown
n-3,b2001y,,It was high.,,,,,2026-11-24,,
"""


def write_data(site: Path, data: dict[str, Any]) -> None:
    """Write ``sentences.json`` of a site, with page and checksum of each text."""
    for one in (*data["sentences"], *data["entries"]):
        one |= {"sha256": checksum(one["sentence"]), "page": "part/page"}
    (site / "site" / "data" / "sentences.json").write_text(json.dumps(data), "utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with a built site, and with the table of notes."""
    (tmp_path / "site" / "data").mkdir(parents=True)
    write_data(tmp_path, deepcopy(DATA))
    (tmp_path / "site" / "references.json").write_text(json.dumps(WORKS), "utf-8")
    (tmp_path / "notes.csv").write_text(NOTE_ROWS, "utf-8")
    (tmp_path / "conf.py").write_text(CONF, "utf-8")
    return tmp_path


CONF = 'evidence_data = "."\n'


def run(site: Path, *arguments: str) -> int:
    """Run the command on the site."""
    return main(["--book", str(site), "audit", "--site", str(site / "site"), *arguments])


@pytest.fixture
def form(site: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """A form with all five items, not filled in."""
    assert run(site, "draw", "60", "7") == 0
    return capsys.readouterr().out


def filled(form: str, **fields: str) -> str:
    """Return a form with the same answer for each item that has the field."""
    for name, text in fields.items():
        form = form.replace(f"\n{name}:\n", f"\n{name}: {text}\n")
    return form


def of_kind(form: str, kind: str) -> str:
    """Return a form with the items of one kind only."""
    head, *items = form.split("\n=== ")
    return "\n=== ".join([head, *(one for one in items if f"kind: {kind}\n" in one)])


def record(site: Path, form: str) -> int:
    """Record a form."""
    path = site / "form.txt"
    path.write_text(form, "utf-8")
    return run(site, "record", str(path))


@pytest.mark.parametrize(
    ("data", "words"),
    [(None, "form.txt: No such file or directory"), (b"caf\xe9", "form.txt is no text in UTF-8")],
)
def test_a_form_that_cannot_be_read_is_one_line(
    site: Path, data: bytes | None, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = site / "form.txt"
    if data is not None:
        path.write_bytes(data)
    assert run(site, "record", str(path)) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert words in line


def rows(site: Path) -> dict[str, Audit]:
    """Return what was recorded, by kind."""
    audits, problems = read_audits(site / "audits.csv")
    assert problems == []
    return {audit.kind: audit for audit in audits}


def test_a_draw_prints_what_a_judge_needs_and_no_note(form: str) -> None:
    assert form.count("\n=== ") == 5
    assert f"kind: sentence\npage: part/page ¶ 3\ntext: {ROSE}\ncites:\n" in form
    assert "  [1] a2000x, paragraph 3, marked ° (read in a copy" in form
    assert "      A. Writer, “The River”, 3 May 2000\n      https://example.org/river\n" in form
    assert "      a copy elsewhere (ko): https://example.org/copy\n" in form
    assert "standing: Low confidence · limited evidence\n" in form
    assert "asides:\n  disputed-by: The owner [2]\n" in form
    assert "  [2] b2001y\n      “Banks”, no date\n      known through a2000x:\n" in form
    assert f"text: {ENTRY}\ncites:\n  https://example.org/river\n" in form
    assert form.count("\nverdict:\nseen:\nremark:\n") == 4
    assert form.count("\nverdict:\nseen:\ngrade:\nremark:\n") == 1
    withheld = ("The water rose", "One source", "A bank fell", "n-1", "n-2")
    assert not any(text in form for text in withheld)


def test_a_form_makes_the_round_into_the_table(
    site: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    parts = [
        filled(of_kind(form, "claim"), verdict="overstated", seen="https://example.org/river")
        .replace("\ngrade:\n", "\ngrade: too high\n")
        .replace("\nremark:\n", "\nremark: it says\n  that it may have fallen\n"),
        filled(of_kind(form, "entry"), verdict="sent-back", seen="a library", remark="no title"),
        filled(of_kind(form, "cell"), verdict="not-seen", seen="nothing"),
        of_kind(form, "sentence"),
    ]
    for part in parts:
        assert record(site, part) == 0
    assert "0 verdicts were recorded; 1 of 1 items are not filled in." in capsys.readouterr().err
    found = rows(site)
    assert list(found) == ["claim", "entry", "cell"]
    claim = found["claim"]
    assert (claim.sha256, claim.sentence, claim.page) == (checksum(CLAIMED), CLAIMED, "part/page")
    assert (claim.verdict, claim.grade, claim.final) == ("overstated", "too high", "")
    assert (claim.remark, claim.seed) == ("it says that it may have fallen", "7")
    assert claim.standing == "Low confidence · limited evidence"
    assert {audit.standard for audit in found.values()} == {PAGE}
    assert (found["entry"].verdict, found["cell"].seen) == ("sent-back", "nothing")
    before = (site / "audits.csv").read_bytes()
    for part in parts:
        assert record(site, part) == 0
    assert (site / "audits.csv").read_bytes() == before, "a form counts once"


SOUND = {"verdict": "exact", "seen": "https://example.org/river"}


@pytest.mark.parametrize(
    ("kind", "answers", "line", "message"),
    [
        ("sentence", {"verdict": "exact"}, "seen:", "'exact' does not say what was seen: write"),
        ("sentence", {"verdict": "not-seen"}, "seen:", "does not say what was seen"),
        (
            "sentence",
            {"verdict": "exact", "seen": "Nothing."},
            "seen:",
            "rests on nothing seen: write 'not-seen', or what was seen",
        ),
        ("sentence", {**SOUND, "verdict": "holds"}, "verdict:", "the verdict 'holds' is unknown"),
        ("sentence", {**SOUND, "verdict": "accepted"}, "verdict:", "use one of exact, caveat-lost"),
        ("entry", SOUND, "verdict:", "'exact' is unknown: use one of accepted, repair, sent-back"),
        ("sentence", {"remark": "odd"}, "verdict:", "an answer and no verdict"),
        ("sentence", {**SOUND, "verdict": "wrong-fact"}, "remark:", "has no remark"),
        ("claim", SOUND, "grade:", "the claim has no grade: write accepted, too high or too low"),
        ("claim", {**SOUND, "grade": "fine"}, "verdict:", "the grade 'fine' is unknown"),
        ("cell", {**SOUND, "remark": "\ngrade: too low"}, "grade:", "only a claim has a grade"),
    ],
)
def test_an_answer_that_says_too_little_is_refused(
    site: Path,
    form: str,
    capsys: pytest.CaptureFixture[str],
    kind: str,
    answers: dict[str, str],
    line: str,
    message: str,
) -> None:
    text = filled(of_kind(form, kind), **answers)
    assert record(site, text) == 1
    error = capsys.readouterr().err
    number = next(at for at, one in enumerate(text.splitlines(), 1) if one.startswith(line))
    assert f"line {number}: " in error
    assert message in error
    assert "Nothing was recorded." in error
    assert not (site / "audits.csv").exists()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (ROSE, "It rose.", "what was printed of "),
        ("kind: sentence", "kind: cell", "what was printed of "),
        ("page: part/page", "page: part/other", "what was printed of "),
        ("seed: 7", "seed: 8", "what was printed of "),
        ("seed: 7", "seed: seven", "the seed is 'seven'"),
        ("form: first", "form: second", "the form is 'second'"),
        ("\nverdict:", "\nverdict: exact\nverdict:", "'verdict' is there twice: keep one"),
        ("\nverdict:", "\nverdikt:", "'verdikt' is no field: use verdict, seen, grade, remark"),
        ("\nremark:", "\nfinal:", "'final' is no field"),
        ("\nremark:", "\nremark: it says\nthat it rose", "'that it rose' is no field"),
        ("=== ", "==", " is no head of an item: restore it"),
    ],
)
def test_a_form_is_read_strictly(form: str, old: str, new: str, message: str) -> None:
    text = of_kind(form, "sentence")
    assert read_form(text)[1] == []
    assert read_form(f"\ufeff{text}".replace("\n", "\r\n"))[1] == []
    assert old in text
    _form, mistakes = read_form(text.replace(old, new, 1))
    assert any(message in found for _line, found in mistakes)


def test_an_item_is_in_a_form_once(form: str) -> None:
    text = of_kind(form, "cell")
    twice = text + text[text.index("\n===") :]
    assert [message for _line, message in read_form(twice)[1]] == [
        f"{checksum(CELL)[:12]} is in the form twice: keep one"
    ] * 2


def test_notes_are_withheld_before_the_first_verdict(
    site: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "audits.csv").write_text(f"{','.join(COLUMNS)}\n")
    assert run(site, "notes", "7") == 1
    assert "no first verdict with the seed 7 is recorded" in capsys.readouterr().err
    assert record(site, filled(of_kind(form, "cell"), **SOUND)) == 0
    assert run(site, "notes", "8") == 1
    assert run(site, "notes", "7") == 0
    printed = capsys.readouterr().out
    assert printed.count("\n=== ") == 1
    assert f"text: {CELL}\njudged: exact; seen: https://example.org/river\nnotes:\n" in printed
    assert "      n-2: A bank fell.\n        caveat [shown]: Read in a copy.\n" in printed
    assert "      n-3: It was high.\nfinal:\nseen:\nremark:" in printed
    assert "n-1" not in printed, "the sentence that reaches it is not judged yet"
    data = deepcopy(DATA)
    data["sentences"][2]["sentence"] = "Bank | Height: 5 m"
    write_data(site, data)
    assert run(site, "notes", "7") == 0
    assert "notes: not known, since the book does not have this" in capsys.readouterr().out


def test_a_final_verdict_is_beside_the_first(
    site: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for kind in ("cell", "key-work"):
        assert record(site, filled(of_kind(form, kind), **SOUND)) == 0
    assert record(site, filled(of_kind(form, "sentence"), verdict="not-seen", seen="nothing")) == 0
    capsys.readouterr()
    assert run(site, "notes", "7") == 0
    notes = capsys.readouterr().out
    unfounded = filled(of_kind(notes, "sentence"), final="exact")
    assert record(site, unfounded) == 1, "the notes do not replace the page"
    assert "nothing was seen of it: write after 'seen:'" in capsys.readouterr().err
    assert record(site, filled(of_kind(notes, "sentence"), final="exact", seen="p. 4")) == 0
    mended = filled(of_kind(notes, "cell"), final="caveat-lost", remark="at night only")
    assert record(site, mended) == 0
    assert record(site, filled(of_kind(notes, "key-work"), final="exact")) == 0
    found = rows(site)
    cell, sentence = found["cell"], found["sentence"]
    assert (cell.verdict, cell.final, cell.remark) == ("exact", "caveat-lost", "at night only")
    assert (sentence.final, sentence.seen) == ("exact", "nothing; after the notes: p. 4")
    assert found["key-work"].final == "", "it is unchanged"
    assert record(site, mended) == 0
    assert rows(site) == found
    late = filled(of_kind(form, "cell"), verdict="misleading", seen="p. 4", remark="at night")
    assert record(site, late) == 1
    assert "a first verdict stays" in capsys.readouterr().err
    unjudged = of_kind(notes, "cell").replace("seed: 7", "seed: 8")
    assert record(site, unjudged) == 1


def test_a_final_verdict_needs_a_first(site: Path, form: str) -> None:
    assert record(site, filled(of_kind(form, "cell"), **SOUND)) == 0
    text = filled(of_kind(form, "sentence").replace("form: first", "form: final"), seen="p. 4")
    text = text.replace("verdict:", "final: exact")
    assert record(site, text) == 1


def test_a_pair_is_a_passage_and_a_caveat_that_belongs_in_it(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = read_notes(site / "notes.csv")
    items = [replace(item(ROSE), citations=(CITED, {**CITED, "notes": ["n-2", "n-3"]}))]
    (pair,) = pairs([*items, item(ENTRY, "entry")], notes)
    assert (pair.kind, pair.note, pair.text) == (PAIR, "n-1", ROSE)
    assert run(site, "draw", "9", "7", "--kind", "pair") == 0
    form = capsys.readouterr().out
    assert form.count("\n=== ") == 2, "the sentence and the claim reach the note"
    assert "note: n-1\n" in form
    assert "says: para. 4 The water rose.\ncaveat: One source; as of 1999.\nverdict:\nre" in form
    assert record(site, filled(form, verdict="caveat-lost", remark="no date")) == 0
    audits, _problems = read_audits(site / "audits.csv")
    assert {(one.kind, one.standard, one.note) for one in audits} == {(PAIR, NOTES, "n-1")}
    assert run(site, "notes", "7") == 1, "its note was shown"


# the table


def audit(text: str, verdict: str, standard: str = NOTES, kind: str = "sentence") -> Audit:
    """A verdict of 26 November 2026 with the seed 7."""
    seen = "p. 4" if standard == PAGE else ""
    found = Audit(checksum(text), "a", kind, text, standard, verdict, seen)
    return replace(found, date="2026-11-26", seed="7")


def test_the_earlier_rows_have_their_own_standard_and_words() -> None:
    assert "holds" in verdicts_for("sentence", NOTES)
    assert "exact" not in verdicts_for("sentence", NOTES)
    assert "holds" not in verdicts_for("sentence", PAGE)
    assert not any(verdict in verdicts_for(kind) for kind in KINDS for verdict in ("not-found",))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"verdict": "fine"}, "the verdict 'fine' is unknown: use one of exact"),
        ({"verdict": "holds"}, "the verdict 'holds' is unknown"),
        ({"final": "fine"}, "the final 'fine' is unknown"),
        ({"standard": "notes"}, "the verdict 'exact' is unknown: use one of holds"),
        ({"standard": "mine"}, "the standard 'mine' is unknown"),
        ({"kind": "page"}, "the kind 'page' is unknown"),
        ({"grade": "high"}, "the grade 'high' is unknown"),
        ({"seen": ""}, "does not say what was seen"),
        ({"seen": "nothing"}, "rests on nothing seen"),
        ({"sha256": "0000"}, "the checksum is not that of the text"),
        ({"date": "26 November"}, "is not a day such as"),
        ({"seed": "seven"}, "the seed 'seven' is not the number of a draw"),
    ],
)
def test_each_mistake_in_the_table_has_a_message(
    tmp_path: Path, row: dict[str, str], message: str
) -> None:
    good = audit("It rose.", "exact", PAGE)
    path = tmp_path / "audits.csv"
    for expected, cells in (("", {}), (message, row)):
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(COLUMNS)
            table.writerow([cells.get(name, getattr(good, name)) for name in COLUMNS])
        audits, problems = read_audits(path)
        assert any(expected in problem.message for problem in problems) == bool(expected)
        assert audits == ([] if expected else [good])


def test_a_table_with_a_mistake_is_not_written(
    site: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    table = site / "audits.csv"
    table.write_text(f"{','.join(COLUMNS)}\nx\n")
    assert record(site, filled(of_kind(form, "cell"), **SOUND)) == 1
    assert "audits.csv:2: 1 cell instead of" in capsys.readouterr().err
    assert table.read_text() == f"{','.join(COLUMNS)}\nx\n"


def test_only_a_fault_that_stands_unchanged_is_out_of_date(tmp_path: Path) -> None:
    texts = ("It rose.", "It fell.", "It froze.", "It dried up.", "It sank.", "It ran.")
    verdicts = ("holds", "holds", "wrong-fact", "overstated", "not-found", "caveat-lost")
    audits = [
        replace(audit(text, verdict), line=line)
        for line, (text, verdict) in enumerate(zip(texts, verdicts, strict=True), 2)
    ]
    present = {checksum(text): "" for text in ("It rose.", "It froze.", "It sank.", "It ran.")}

    def lines(*more: Audit) -> list[int]:
        return [one.line for one in stale_audit(tmp_path, [*audits, *more], present)]

    assert lines() == [4, 7]
    assert lines(replace(audit("It froze.", "exact", PAGE), line=8)) == [7], "the last one counts"
    final = replace(audit("It froze.", "exact", PAGE), final="misleading", line=8)
    assert lines(final) == [8, 7]
    cleared = replace(audit("It froze.", "misleading", PAGE), final="exact", line=8)
    assert lines(cleared) == [7]
    mended = replace(audit("It froze.", "misleading", PAGE), mended="2026-11-30", line=8)
    assert lines(mended) == [7], "what stood beside the text was mended"


def test_a_grade_is_out_of_date_while_the_standing_is_as_it_was(tmp_path: Path) -> None:
    judged = replace(audit("It rose.", "exact", PAGE, "claim"), grade="too high", standing="High")
    for standing, count in (("High", 1), ("Low", 0)):
        present = {checksum("It rose."): standing}
        found = [one.message for one in stale_audit(tmp_path, [judged], present)]
        assert len(found) == count
        assert all("was judged to have a grade that is too high" in one for one in found)


# caveats beside the text


def test_a_page_is_printed_beside_its_caveats(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def caveats_of(*arguments: str) -> int:
        book = ("--book", str(site), "caveats", "--site", str(site / "site"))
        return main([*book, *arguments])

    def show(*arguments: str) -> str:
        assert caveats_of(*arguments) == 0
        return capsys.readouterr().out

    page = show("docs/part/page.md")
    assert page == show("part") == show("all")
    for kind in ("sentence", "claim", "cell", "key-work"):
        assert f"  {kind}" in page
    assert ENTRY not in page
    assert f"part/page ¶ 3  sentence\n  {ROSE}\n  [1] a2000x, paragraph 3\n" in page
    assert "      n-1 (para. 4): The water rose.\n        caveat [sentence]: One sour" in page
    assert "        !! one source, as of\n" in page
    assert page.count("!!") == 2, "only the caveat with warning words is marked"
    only = show("part/page", "--only", "sentence")
    assert "n-1" in only
    assert "n-2" not in only
    assert CELL not in only, "none of its caveats has this answer"
    assert caveats_of("part/pages") == 1
    assert "no such page cites anything: part/pages" in capsys.readouterr().err


@pytest.mark.parametrize("words", caveats.WARNINGS)
def test_each_warning_word_is_found_as_a_word(words: str) -> None:
    assert caveats.warning_words(f"It is {words.upper()}, they say, {words}.") == [words]
    assert caveats.warning_words(f"It is{words}ly.") == []
