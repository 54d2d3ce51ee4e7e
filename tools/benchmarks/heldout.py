"""Ask the search what readers ask each section for, while its index lacks these questions.

``data/search-questions.csv`` has thousands of questions with the section that answers each, which
is what a gold set has, if the index is made without those that are asked. They are taken out by
tenths; a question that shares most of its words with another one of the same section leaves with
it, since it would be found by its twin. A section counts only where it is the answer itself,
though another one may answer too, so the rates are lower than with a gold set: they compare
variants of the engine.

Questions fall into halves, ``A`` and ``B``: choose a variant by the first, and report the second.

Run ``python tools/benchmarks/heldout.py _build/html`` after a build; it needs Node, takes some
minutes, and with ``--every 4`` a quarter of that. It prints how often the section is the first
answer, among three and among five, by language and half.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from quality import scores

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence, Set

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "data/search-questions.csv"
SCRIPT = ROOT / "tests/js/places.mjs"
PARTS = ("titles", "questions", "asian", "texts", "others")
"""The parts of the index, each a script of the site."""
LANGUAGES = ("english", "korean", "chinese", "japanese")
HALVES = ("A", "B")
TENTHS = 10
SHARED = 0.6
"""Share of all words of two questions that both have, if one is a twin of the other."""


@dataclass(frozen=True, slots=True)
class Question:
    """What readers ask a section for, and the tenth and the half that it is in."""

    section: str
    language: str
    text: str
    tenth: int
    half: str


def read_questions(path: Path = TABLE) -> list[Question]:
    """Return the questions of the table, in its order."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            question
            for row in csv.DictReader(file)
            for language in LANGUAGES
            for question in placed(row["id"], language, row[language].split(";"))
        ]


def placed(section: str, language: str, cells: Iterable[str]) -> Iterator[Question]:
    """Yield the questions of a section in one language; twins are in one tenth and one half."""
    groups: list[list[str]] = []
    for text in filter(None, map(str.strip, cells)):
        alike = [group for group in groups if any(are_twins(text, one) for one in group)]
        groups = [one for one in groups if one not in alike]
        groups.append([*(one for group in alike for one in group), text])
    for group in groups:
        number = crc32(f"{section} {min(group)}".encode())
        for text in group:
            half = HALVES[number // TENTHS % 2]
            yield Question(section, language, text, number % TENTHS, half)


def are_twins(one: str, other: str) -> bool:
    """Return whether two questions share most of their words."""
    mine, others = words(one), words(other)
    return len(mine & others) >= SHARED * len(mine | others)


def words(text: str) -> Set[str]:
    """Return the words of a text; where they are not divided, the pairs of characters."""
    if text.isascii():
        return set(re.findall(r"\w+", text.lower().replace("'", "")))
    dense = re.sub(r"\s", "", text)
    return {dense[at : at + 2] for at in range(max(1, len(dense) - 1))}


def read_parts(site: Path) -> dict[str, Any]:
    """Return the parts of the index of a site by name."""
    texts = {name: (site / f"_search/{name}.js").read_text("utf-8") for name in PARTS}
    return {
        name: json.loads(text.partition("]=")[2].rstrip().removesuffix(";"))
        for name, text in texts.items()
    }


def without(parts: dict[str, Any], left_out: Set[tuple[str, str]]) -> dict[str, Any]:
    """Return the parts of an index without some questions, given as section and text."""
    anchors = parts["titles"]["entries"]["anchor"]

    def cut(part: dict[str, Any]) -> dict[str, Any]:
        pairs = zip(part["numbers"], part["questions"], strict=True)
        kept = [
            [one for one in asked if (anchors[number], one) not in left_out]
            for number, asked in pairs
        ]
        return {**part, "questions": kept}

    return {**parts, "questions": cut(parts["questions"]), "asian": cut(parts["asian"])}


def rank_all(parts: dict[str, Any], questions: Sequence[Question]) -> list[int]:
    """Return the place of the section of each question, from 1, or 0 if it is not among five.

    :raises subprocess.CalledProcessError: if the engine fails
    """
    data = json.dumps({"parts": parts, "questions": [one.text for one in questions]})
    result = subprocess.run(
        ["node", str(SCRIPT)],
        input=data,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    answers = json.loads(result.stdout)
    return [
        found.index(one.section) + 1 if one.section in found else 0
        for one, found in zip(questions, answers, strict=True)
    ]


def table(ranks: dict[Question, int]) -> list[str]:
    """Return a line for each language and half: how many were asked, first, three, five."""
    lines = [f"{'language':10}{'half':>5}{'n':>6}{'first':>8}{'three':>8}{'five':>8}"]
    for language in LANGUAGES:
        for half in HALVES:
            group = [
                place
                for one, place in ranks.items()
                if (one.language, one.half) == (language, half)
            ]
            if group:
                shares = "".join(f"{one:>8}" for one in scores(group))
                lines.append(f"{language:10}{half:>5}{len(group):6}{shares}")
    return lines


def main() -> None:
    """Parse the arguments, ask the questions of each tenth, and print the table."""
    parser = argparse.ArgumentParser(description="Ask the search what it was not told.")
    parser.add_argument("site", type=Path, help="a build of the book")
    parser.add_argument("--languages", nargs="+", choices=LANGUAGES, default=["english"])
    parser.add_argument("--halves", nargs="+", choices=HALVES, default=HALVES)
    parser.add_argument("--every", type=int, default=1, help="ask one of so many only")
    options = parser.parse_args()
    parts, questions = read_parts(options.site.resolve()), read_questions()
    ranks: dict[Question, int] = {}
    for tenth in range(TENTHS):
        out = [one for one in questions if one.tenth == tenth]
        asked = [
            one for one in out if one.language in options.languages and one.half in options.halves
        ][:: options.every]
        index = without(parts, {(one.section, one.text) for one in out})
        ranks.update(zip(asked, rank_all(index, asked), strict=True))
    print(*table(ranks), sep="\n")


if __name__ == "__main__":
    main()
