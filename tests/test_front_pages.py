"""The cover and the register of claims name and show the parts alike."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from runpy import run_path

import pytest

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PARTS = run_path(str(ROOT / "conf.py"))["evidence_parts"]
NUMERALS = dict(zip(PARTS, ("I", "II", "III", "IV", "V", "VI"), strict=True))
CLAIM = re.compile(r"^:::+\{claim\} (\S+)\n((?::.*\n)*)", re.M)
TAGS = re.compile(r"^:tags: (.*)$", re.M)


def text(name: str) -> str:
    return DOCS.joinpath(name).read_text("utf-8")


def title(part: str) -> str:
    """The title of the first page of a part."""
    found = re.search(r"^# (.+)$", text(f"{part}/index.md"), re.M)
    assert found
    return found[1]


def tagged(tag: str) -> Counter[str]:
    """The number of claims with a tag, by part."""
    return Counter(
        part
        for part in PARTS
        for page in DOCS.joinpath(part).glob("*.md")
        for claim in CLAIM.finditer(page.read_text("utf-8"))
        if (tags := TAGS.search(claim[2])) and tag in re.split(r"[,\s]+", tags[1])
    )


@pytest.mark.parametrize("part", PARTS)
def test_a_part_has_one_name_everywhere(part: str) -> None:
    name = title(part)
    numbered = f"{NUMERALS[part]} · {name}"
    assert f"\n[{numbered}](#{part})\n" in text("index.md")
    assert f"\n{numbered} <{part}/index>\n" in text("index.md")
    assert f"(claims-{part})=\n## {name}\n" in text("reference/claims.md")


def test_the_cover_has_one_finding_of_each_part() -> None:
    assert tagged("cover") == Counter(PARTS)


@pytest.mark.parametrize("part", PARTS)
def test_a_part_begins_with_its_chapters(part: str) -> None:
    """After the first paragraph each has a link, a sentence and how well its claims are known."""
    page = text(f"{part}/index.md")
    _head, _first, rest = re.split(r"(?m)^# .+\n\n((?:.+\n)+)\n", page)
    assert re.match(rf"(\([\w-]+\)=\n)*\({part}-chapters\)=\n## The chapters\n", rest)
    listed = re.findall(rf"(?m)^- \[.+\]\(#([\w-]+)\): .+\.\n  {{claim:bar}}`{part}/\1`$", rest)
    (order,) = re.findall(r"```{toctree}\n:hidden:\n\n((?:[\w-]+\n)+)```", page)
    assert listed == [name for name in order.split() if (DOCS / part / f"{name}.md").exists()]


def test_no_number_of_the_cover_is_typed() -> None:
    (numbers,) = re.findall(r"{\.numbers}\n((?:- .+\n)+)", text("index.md"))
    typed = re.sub(r"{[\w:]+}`[^`]+`|\(#[\w-]+\)", "", numbers)
    assert set(re.findall(r"\d+", typed)) == {"2025", "2009"}  # the years of two of them
