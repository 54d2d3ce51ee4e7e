"""What lint and terms say of catalogs."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_evidence.core.diagnostics import Problem, Rule
from sphinx_evidence.translations.catalogs import Message, State
from tools.lint.allowed import Allowed, without_allowed
from tools.lint.harm import harmful_text
from tools.lint.translated import catalog_problems, read_words, translated_text
from tools.terms import Term, remarks

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'


def catalog(path: Path, *messages: tuple[str, str], head: str = "") -> Path:
    """Write a catalog."""
    entries = (f'\nmsgid "{source}"\nmsgstr "{text}"\n' for source, text in messages)
    path.write_text(HEAD + head + "".join(entries), "utf-8")
    return path


def test_only_translations_are_read_each_on_its_line() -> None:
    text = (
        'msgid "a@b.example"\nmsgstr "X \\"Y\\""\n\nmsgid ""\n"Z"\nmsgstr ""\n"Q"\n#~ msgstr "P"\n'
    )
    assert translated_text(text).split("\n") == ["", 'X "Y"', "", "", "", "", "Q", "", ""]
    found = harmful_text("ko.po", translated_text('msgid "X"\nmsgstr "a@b.example"'), None)
    assert [problem.line for problem in found] == [2]


@pytest.mark.parametrize(
    ("source", "translation", "count"),
    [
        ("They crossed.", "얼더포드에서 건넜다.", 1),
        ("They crossed at Alder Ford.", "얼더포드에서 건넜다.", 0),
        ("They paid.", "5만 플로린을 냈다.", 1),
        ("They paid 5 florins.", "5 플로린을 냈다.", 0),
    ],
)
def test_a_translation_adds_no_town_and_no_price(
    tmp_path: Path, source: str, translation: str, count: int
) -> None:
    table = tmp_path / "translated.csv"
    table.write_text("english,ko\nAlder Ford,얼더포드\nflorin,플로린;파운드\n", "utf-8")
    path = catalog(tmp_path / "ko.po", (source, translation))
    assert len(list(catalog_problems(path, read_words(table)))) == count


def test_a_head_with_a_name_is_found(tmp_path: Path) -> None:
    path = catalog(tmp_path / "ko.po", head='"Last-Translator: A Person\\n"\n')
    assert ["Last-Translator" in one.message for one in catalog_problems(path, {})] == [True]
    assert read_words(tmp_path / "none.csv") == {}


def test_a_problem_may_name_its_file_in_full(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    problem = Problem(str(tmp_path / "locales" / "ko.po"), 1, Rule.PERSONAL_DATA, "a name")
    row = Allowed(1, "locales/ko.po", "Alder")
    table = Path("allowed.csv")
    assert list(without_allowed([(problem, "Alder")], [row], Path(), table)) == []
    assert list(without_allowed([(problem, "Alder")], [], Path(), table)) == [problem]


def test_terms_are_compared_with_the_table() -> None:
    terms = [Term(("forced return", "sent back"), ("강제송환",), ("강제북송",))]
    pairs = [
        ("Forced return", "강제송환"),
        ("They were sent back.", "그들은 돌아갔다."),
        ("A forced return", "강제북송과 강제송환"),
        ("It froze.", "얼었다."),
        ("As many {value}`sent back:1` [as before](#forced return).", "전과 같다."),
    ]
    messages = [Message(n, *pair, State.CURRENT) for n, pair in enumerate(pairs, 1)]
    assert list(remarks(messages, terms)) == [
        (2, "“sent back” is not 강제송환"),
        (3, "강제북송 is a word to avoid: say 강제송환"),
    ]
