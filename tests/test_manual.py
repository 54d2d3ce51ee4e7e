"""The manual of the package: it builds, its commands run, and what it computes is right."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from sphinx_evidence.claims.grading import (
    CONFIDENCE,
    SINGLE_OBSERVER,
    Agreement,
    group_by_observer,
    max_evidence,
)
from sphinx_evidence.core.text import one_line
from sphinx_evidence.sources import library
from sphinx_evidence.sources.bibfile import read_bibfile
from sphinx_evidence.sources.model import read_sources
from sphinx_evidence.sources.rules import check_entries
from sphinx_evidence.sources.vocabulary import GENERAL
from test_docs import added, key_of

if TYPE_CHECKING:
    from collections.abc import Iterator

MANUAL = Path(__file__).parents[1] / "src" / "docs"
README = MANUAL.parent / "README.md"

ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
PROGRAMS = {"evidence": "sphinx_evidence", "sphinx-build": "sphinx"}
"""The modules of Python behind the commands."""

NOT_SHOWN = {
    *("voice", "rows-here", "audit-rates", "book-files", "footbibliography", "codebook"),
    "translation-list",
}
"""Directives whose example would need what the river of the examples has not."""


def run(words: list[str], folder: Path) -> str:
    """Run a module of Python in a folder; return what was printed."""
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The manual as it is built, without a warning."""
    folder = tmp_path_factory.mktemp("manual")
    strict = ["-q", "-E", "-n", "-W", "--keep-going", "-d", str(folder / "doctrees")]
    assert run(["sphinx", *strict, str(MANUAL), str(folder / "html")], folder) == ""
    return folder / "html"


@pytest.mark.slow
def test_each_directive_and_role_is_shown_with_its_result(site: Path) -> None:
    shown: set[str] = set()
    for path in site.rglob("*.html"):
        page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        for example in page.select("div.example"):
            typed, result = example.select_one("pre"), example.select_one(".example-result")
            assert result.get_text().strip(), typed.get_text()
            shown |= set(re.findall(r"\{([\w:-]+)\}", typed.get_text()))
    text = "".join(path.read_text("utf-8") for path in MANUAL.rglob("*.md"))
    whole = set(re.findall(r"^:*`*\{([\w-]+)\}", text, re.M))
    roles = {"claim:ref", "reply:ref", "chart:ref", "dataset:ref", "cite:p", "cite:t"}
    assert added("directive") - shown - whole - NOT_SHOWN == set()
    assert (added("role") | roles) - {"cite"} - shown == set()


def test_the_kinds_and_templates_of_sources_are_those_of_a_book_without_tables(tmp_path) -> None:
    text = (MANUAL / "reference" / "sources.md").read_text("utf-8")
    assert re.findall(r"^\| `([\w-]+)` \|", text, re.M) == ["tier", *GENERAL.kinds]
    assert all(f"`{name}`" in text for name in GENERAL.witnesses)
    entries = re.findall(r"^@.*?^}$", text, re.M | re.S)
    path = tmp_path / "references.bib"
    path.write_text("\n\n".join(sorted(entries, key=key_of)) + "\n", "utf-8")
    found = read_bibfile(path)
    sources = read_sources(found.data.entries, GENERAL)
    assert len(sources) == len(entries) == 3
    assert found.problems == ()
    about = str(path), found.data.entries, sources, found.lines, None
    assert list(check_entries(*about, vocabulary=GENERAL)) == []


@pytest.mark.slow
def test_what_the_manual_adds_to_a_project_builds_and_is_registered(tmp_path: Path) -> None:
    """As ``sphinx-quickstart`` makes one, in reStructuredText."""
    text = (MANUAL / "add.md").read_text("utf-8")
    conf, rst = (
        re.search(form, text, re.M | re.S)[1]
        for form in (r"^```python\n(.*?)^```$", r"^```\{code-block\} rst\n.*?\n\n(.*?)^```$")
    )
    entries = (MANUAL.parent / "sphinx_evidence/starter/book/references.bib").read_text("utf-8")
    files = {
        "conf.py": f'project = "A river"\nauthor = "A"\nextensions = []\n{conf}',
        "index.rst": "A book\n======\n\n.. toctree::\n\n   river\n",
        "river.rst": rst,
        "references.bib": entries[entries.index("@report{wardens") :],
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content, "utf-8")
    assert run(["sphinx", "-q", "-n", "-W", ".", "_build"], tmp_path) == ""
    page = (tmp_path / "_build" / "river.html").read_text("utf-8")
    assert "Low confidence" in page
    assert 'href="#cited-wardens2022count"' in page
    assert run(["sphinx", "-q", "-W", "-b", "register", ".", "_build/register"], tmp_path) == ""
    assert "fewer-pairs,claim,0.1,current,," in (tmp_path / "permalinks.csv").read_text("utf-8")


@pytest.mark.slow
def test_each_setting_has_its_default(site: Path) -> None:
    page = (site / "reference" / "settings.html").read_text("utf-8")
    first = BeautifulSoup(page, "html.parser").select_one("table")
    rows = [[cell.get_text() for cell in row.select("td")] for row in first.select("tr")[1:]]
    assert ["evidence_voices", "'voices'"] in [[name, value] for name, _, value in rows]
    text = (MANUAL.parents[1] / "docs" / "contributing" / "engine.md").read_text("utf-8")
    assert [name for name, *_ in rows if f"`{name}`" not in text] == []


def test_the_worked_examples_of_grades_are_computed() -> None:
    text = (MANUAL / "grades.md").read_text("utf-8")
    rows = re.findall(r"^\| (`.*`) \| (\w+) \| (\w+) \| ([\w ]+) \|$", text, re.M)
    assert len(rows) > 10
    for cited, kind, evidence, confidence in rows:
        sources = []
        for observer, tier, basis, *how in re.findall(r"`(\w+): (\w+), (\w+)(?:, (\w+))?`", cited):
            reading = "account" if "account" in how else "original"
            role = GENERAL.kind(tier).role
            summary = {"reading": reading, "is_summary": "summary" in how, "role": role}
            sources.append(
                library.Testimony(f"{observer}{len(sources)}", observer, tier, basis, **summary)
            )
        asserts = kind if kind == "cause" else ""
        most = max_evidence(sources, "event" if asserts else kind, asserts)
        alone = len(group_by_observer(sources)) == 1
        row = CONFIDENCE[SINGLE_OBSERVER if alone else Agreement.HIGH]
        expected = row[most - 1] if most else "cannot be graded"
        assert (most.name.lower(), expected) == (evidence, confidence), cited


def steps(page: Path) -> Iterator[tuple[str, str]]:
    """Yield the commands of a page, and what goes into which file, in the order of the text."""
    form = r"^```(?:(console)|\{code-block\} \w+\n:caption: (\S+)\n)\n(.*?)^```$"
    for console, file, text in re.findall(form, page.read_text("utf-8"), re.M | re.S):
        yield console or file, text


def put(path: Path, text: str) -> None:
    """Do with a file what the page says: make it, add to its end, or set what it assigns."""
    if path.suffix == ".py":
        whole = path.read_text("utf-8")
        for line in text.splitlines():
            name = re.escape(line.split(" = ")[0])
            whole, count = re.subn(rf"^{name} = .*$", line, whole, flags=re.M)
            whole += "" if count else f"{line}\n"
        path.write_text(whole, "utf-8")
    elif path.suffix == ".md":
        assert not path.exists()
        path.write_text(text, "utf-8")
    else:
        gap = "\n" if path.suffix == ".bib" else ""
        path.write_text(path.read_text("utf-8") + gap + text, "utf-8")


@pytest.mark.slow
def test_a_book_is_begun_as_the_page_says(tmp_path: Path) -> None:
    folder = tmp_path / "my-book"
    folder.mkdir()
    typed = 0
    for kind, text in steps(MANUAL / "begin.md"):
        if kind != "console":
            put(folder / kind, text)
            continue
        for line in text.splitlines():
            program, *words = shlex.split(line.replace(".venv/bin/", ""))
            if program in PROGRAMS:
                run([PROGRAMS[program], *words], folder)
                typed += 1
    assert typed == 6
    site = folder / "_build" / "html"
    assert "Terns bred at the landing" in (site / "index.html").read_text("utf-8")
    page = BeautifulSoup((site / "terns.html").read_text("utf-8"), "html.parser")
    assert "Low confidence" in one_line(page.select_one("#terns-breed").get_text(" "))
    assert page.select_one("a.cite-link") is not None
    assert (site / "id" / "terns-breed" / "cite.bib").is_file()
    rows = (folder / "permalinks.csv").read_text("utf-8")
    assert "terns-breed,claim,0.1,current,,\n" in rows  # as it was registered before the edition


@pytest.mark.slow
def test_what_the_readme_says_to_write_builds(tmp_path: Path) -> None:
    text = README.read_text("utf-8")
    (conf,) = re.findall(r"^```python\n(.*?)^```$", text, re.M | re.S)
    (claim,) = re.findall(r"^```markdown\n(.*?)^```$", text, re.M | re.S)
    starter = MANUAL.parent / "sphinx_evidence" / "starter" / "book"
    (tmp_path / "conf.py").write_text(conf, "utf-8")
    (tmp_path / "index.md").write_text(f"# A book\n\n{claim}", "utf-8")
    entries = (starter / "references.bib").read_text("utf-8")
    (tmp_path / "references.bib").write_text(entries[entries.index("@report{wardens") :], "utf-8")
    run(["sphinx", "-q", "-n", "-W", ".", "_build"], tmp_path)
    assert "Low confidence" in (tmp_path / "_build" / "index.html").read_text("utf-8")
