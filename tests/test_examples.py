"""The examples of the guides for contributors are built, so that nobody copies a mistake."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from conftest import CONF, page
from sphinx_evidence.sources.bibfile import read_bibfile
from sphinx_evidence.sources.library_tables import read_library
from sphinx_evidence.sources.model import read_sources
from sphinx_evidence.sources.rules import check_entries
from sphinx_evidence.sources.vocabulary import read_vocabulary

ROOT = Path(__file__).parents[1]
GUIDES = ROOT / "docs" / "contributing"
DRAWING = Path(__file__).with_name("whole-book") / "docs/figures/two-banks.svg"
CITED = ("key", "yonhap2023wang", "dailynk2023holding", "ohchr2023experts", "fnnews2023nis")
DATASETS = ("arrivals-rok", "estimates", "recommendations")
LEFT_OPEN = re.compile(
    "main claims: give|no link to another chapter|words below its standfirst"
    r"|no row of 'recommendations' names the chapter"
)
"""What the template of a chapter leaves to its author, and what depends on the real rows."""


def examples(guide: str) -> list[tuple[str, str]]:
    """Return language and text of each block of code of a guide, without commands."""
    text = (GUIDES / guide).read_text("utf-8")
    form = r"^(```|~~~)(markdown|json|bibtex|text)\n(.*?)^\1$"
    return [(match[2], match[3]) for match in re.finditer(form, text, re.M | re.S)]


def of(guide: str, language: str) -> list[str]:
    """Return the examples of a guide in one language."""
    return [text for found, text in examples(guide) if found == language]


def test_each_example_is_one_of_those_below():
    found = {
        path.name: [language for language, _ in examples(path.name)]
        for path in GUIDES.glob("*.md")
        if examples(path.name)
    }
    assert found == {
        "claims.md": ["markdown"],
        "datasets.md": ["json", "text", *["markdown"] * 6, "json", *["markdown"] * 2],
        "hosting.md": ["text", "text"],  # files of two servers
        "index.md": ["markdown"],
        "releasing.md": ["text"],  # what a command prints
        "sources.md": ["bibtex", "text", "text", "text", "bibtex"],
        "writing.md": ["markdown"],
    }


def test_the_entry_is_in_order(tmp_path):
    path = tmp_path / "references.bib"
    entry, *_types = of("sources.md", "bibtex")
    path.write_text(entry, "utf-8")
    bibfile = read_bibfile(path)
    entries = bibfile.data.entries
    names = {"hrw": "Human Rights Watch"}
    assert list(entries) == ["hrw2002exodus"]
    assert list(bibfile.problems) == []
    assert check_entries("", entries, read_sources(entries), bibfile.lines, names) == []


def test_the_rows_are_in_order(tmp_path):
    tables = dict(zip(("copies", "notes", "moved-sources"), of("sources.md", "text"), strict=True))
    form = "@report{{{},\n  title = {{A}},\n  year = {{2002}},\n  publisher = {{hrw}}\n}}\n"
    (tmp_path / "references.bib").write_text(
        form.format("hrw2002exodus") + form.format("hrw2008denied"), "utf-8"
    )
    for name, text in tables.items():
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    (tmp_path / "accounts.csv").write_text("work,by\n", "utf-8")
    works = read_sources(read_bibfile(tmp_path / "references.bib").data.entries)
    words, _problems = read_vocabulary(ROOT / "data")
    library, problems = read_library(tmp_path, works, words)
    assert problems == []
    assert [row.id for row in library.notes["hrw2008denied"]] == ["life-l5b-01"]


def real(path: str) -> str:
    """Return the text of a file of the book."""
    return (ROOT / path).read_text("utf-8")


@pytest.mark.slow
def test_what_is_typed_in_pages_and_data_builds(book):
    """Rows of the real datasets cite works that this book does not have."""
    package = json.loads(real("data/datapackage.json"))
    ours = [one for one in package["resources"] if one["name"] in DATASETS]
    (resource, _chart), (entry, _types) = of("datasets.md", "json"), of("sources.md", "bibtex")
    other = entry.replace("publisher = {hrw}", "publisher = {hrw2002exodus}")
    whole, *parts = of("datasets.md", "markdown")
    typed = [*of("claims.md", "markdown"), *parts, *of("writing.md", "markdown")]
    reply = ":::{reply} china-on-returns\n:by: China\n:as-of: 2026-11\n\nNo {cite:p}`key`.\n:::\n"
    (chapter,) = of("index.md", "markdown")
    built = book(
        {
            "conf.py": CONF + 'evidence_data = "data"\n',
            "index.md": page("index", "```{toctree}\n:glob:\n\n*\npart/*\n```"),
            "references.bib": entry + "".join(other.replace("hrw2002exodus", key) for key in CITED),
            "part/name-of-the-file.md": chapter,
            "typed.md": page("typed", "\n".join([*typed, reply])),
            "river-levels.md": whole,
            **{f"{name}.md": page(name, f"```{{dataset}} {name}\n```", name) for name in DATASETS},
            **{f"data/{name}.csv": real(f"data/{name}.csv") for name in DATASETS},
            "data/river-levels.csv": "id,metres,way,sources\na,3,gauge,hrw2002exodus\n",
            "data/datapackage.json": json.dumps(
                {**package, "resources": [json.loads(resource), *ours]}
            ),
            "data/charts/estimates-over-time.vl.json": real(
                "data/charts/estimates-over-time.vl.json"
            ),
            "figures/name-of-the-drawing.svg": DRAWING.read_text("utf-8"),
            "figures/layers-of-protection.svg": DRAWING.read_text("utf-8"),
        },
        builder="html",
        evidence_parts=["part"],
    )
    said = [line for line in built.warnings if not line.startswith("data/")]
    assert [line for line in said if not LEFT_OPEN.search(line)] == []
    assert "river-levels" in built.html("river-levels")
