"""What the command that prints the size of the book counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.scope import count_words, unfounded

if TYPE_CHECKING:
    from pathlib import Path


def claim(name: str, confidence: str, *sources: tuple[str, str]) -> dict[str, object]:
    grade = {"confidence": confidence}
    read = [{"reading": reading, "tier": tier} for reading, tier in sources]
    return {"id": name, "grade": grade, "sources": read}


def test_high_confidence_needs_a_work_outside_the_press_that_was_read() -> None:
    claims = [
        claim("press", "high", ("original", "news")),
        claim("hearsay", "very high", ("account", "un"), ("copy", "news")),
        claim("copy", "high", ("copy", "un"), ("original", "news")),
        claim("low", "low", ("original", "news")),
        {"id": "record", "grade": None, "sources": []},
    ]
    assert unfounded(claims) == ["press", "hearsay"]


def test_the_list_of_sources_and_tables_are_no_words_of_a_page(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<nav>one</nav><article><p>The river <b>rose</b>.</p><table><td>7</td></table>"
        "<section id='flood-sources'><p>Gauge 1999.</p></section></article>",
        "utf-8",
    )
    assert count_words(page) == 4
