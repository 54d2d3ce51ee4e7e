"""Text that would run or break a file, put where authors write, in the small book."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path

import pytest
from html5lib import parse
from sphinx.cmd.build import build_main

WHOLE = Path(__file__).with_name("whole-book")
HOSTILE = (
    "<script>alert('MARK')</script>",
    "</script><script>alert('MARK')</script>",
    "<img src=x onerror=alert('MARK')>",
    "[MARK](javascript:alert(1)) and {raw}`MARK`",
    "<!-- MARK",
)
HALF = r"\ud800"

pytestmark = pytest.mark.slow


def build(tmp_path: Path, changes: list[tuple[str, str, str]]) -> tuple[Path, list[str], int]:
    """Build the small book with changes; return the site, the warnings and the exit code."""
    root = tmp_path / "book"
    shutil.copytree(WHOLE, root)
    for name, old, new in changes:
        text = (root / name).read_text("utf-8")
        assert old in text
        (root / name).write_text(text.replace(old, new, 1), "utf-8")
    site, log = root / "_build", root / "warnings.txt"
    code = build_main(["-q", "-n", "-w", str(log), "-c", str(root), str(root / "docs"), str(site)])
    text = re.sub(r"\x1b\[[\d;]*m", "", log.read_text("utf-8")).replace(f"{root}/", "")
    return site, text.splitlines(), code


def what_runs(site: Path) -> list[str]:
    """Return what of ours would run in a page of the site."""
    found = []
    for path in sorted(site.rglob("*.html")):
        for node in parse(path.read_text("utf-8"), namespaceHTMLElements=False).iter():
            if not isinstance(node.tag, str):
                found += [f"{path.name}: comment"] if "MARK" in (node.text or "") else []
                continue
            plain = node.get("type") in ("application/json", "application/ld+json")
            if node.tag == "script" and "MARK" in (node.text or "") and not plain:
                found.append(f"{path.name}: script")
            for name, value in node.items():
                if name.startswith("on") or value.lower().startswith("javascript:"):
                    found.append(f"{path.name}: {name}")
    return found


def test_cells_of_the_glossary_are_text_everywhere(tmp_path):
    with (WHOLE / "data/glossary.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row, hostile in zip(rows, HOSTILE, strict=True):
        row["english"] = hostile.replace("MARK", "MARK of a term")
        row["definition"] = hostile.replace("MARK", "MARK of a meaning")
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    old = (WHOLE / "data/glossary.csv").read_text("utf-8")
    changes = [("data/glossary.csv", old, text.getvalue())]
    site, warnings, code = build(tmp_path, changes)
    assert (warnings, code) == ([], 0)
    assert what_runs(site) == []
    page = (site / "reference/glossary.html").read_text("utf-8")
    for mark in ("MARK of a term", "MARK of a meaning"):
        assert page.count(mark) >= len(HOSTILE)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (
            [
                (
                    "docs/water/floods.md",
                    "description: How the Alder floods, how high it has risen, and who measured"
                    " it.",
                    f'description: "About {HALF} floods."',
                ),
                ("data/datapackage.json", '"title": "Levels"', f'"title": "Levels {HALF}"'),
            ],
            [
                r"docs/water/floods\.md:2: .*description has half a character",
                r"data/datapackage\.json:\d+: .*title.* U\+D800",
            ],
        ),
        (
            [
                (
                    "docs/water/floods.md",
                    "moved-from: water/high-water",
                    f'moved-from: "water/{HALF}"',
                ),
                (
                    "data/datapackage.json",
                    '"description": "The word in English."',
                    f'"description": "Levels {HALF}"',
                ),
                (
                    "data/charts/river-levels.vl.json",
                    '"mark": "bar",',
                    f'"mark": "bar", "title": "Levels {HALF}",',
                ),
            ],
            [
                r"docs/water/floods\.md:\d+: .*moved-from has half a character",
                r"data/datapackage\.json:\d+: .*description.* U\+D800",
                r"docs/glance\.md:20: .*the chart 'river-levels' has a control character",
            ],
        ),
    ],
    ids=["whole values", "one of several"],
)
def test_half_a_character_is_one_message_and_the_book_is_built(tmp_path, changes, says):
    site, warnings, code = build(tmp_path, changes)
    assert code == 0
    for pattern in says:
        assert [bool(re.match(pattern, warning)) for warning in warnings].count(True) == 1, pattern
    assert len(warnings) == len(says), warnings
    assert (site / "water/floods.html").exists()


def test_half_a_character_in_the_title_of_the_book_stops_the_build(tmp_path, capsys):
    change = (
        "CITATION.cff",
        'title: "A river that floods: a small book"',
        f'title: "A river {HALF}"',
    )
    with pytest.raises(SystemExit):
        build(tmp_path, [change])
    assert re.search(r"CITATION\.cff:\d+:\s+title", capsys.readouterr().err)


def test_a_source_whose_key_is_a_device_of_windows_has_files_all_the_same(tmp_path):
    root = tmp_path / "book"
    shutil.copytree(WHOLE, root)
    for path in [*root.rglob("*.md"), *root.rglob("*.csv"), root / "references.bib"]:
        text = path.read_text("utf-8")
        path.write_text(text.replace("watch2009river", "con"), "utf-8")
    site = root / "_build"
    build_main(["-q", "-w", str(root / "log"), "-c", str(root), str(root / "docs"), str(site)])
    names = {path.name for path in (site / "sources").iterdir()}
    assert {"source-con.bib", "source-con.ris", "source-con.json"} <= names
    assert not {name for name in names if name.partition(".")[0] == "con"}
    assert "sources/source-con.bib" in (site / "reference/sources.html").read_text("utf-8")
