"""Build a book in a pseudo-language: every string that readers see can be translated."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.dates import get_month_names
from babel.messages.catalog import Catalog
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po, write_po
from html5lib import parse

import sphinx_evidence
from conftest import search_parts
from sphinx_evidence.core.dates import LOCALE
from sphinx_evidence.core.i18n import plural_forms

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[1]
PACKAGE = Path(sphinx_evidence.__file__).parent
TEMPLATE = PACKAGE / "locales" / "sphinx_evidence.pot"
WHOLE = Path(__file__).with_name("whole-book")

TRANSLATED = {LOCALE: "eo"}
"""Translations that are no text."""

MONTHS = get_month_names(locale="eo")

NOT_TRANSLATED = (
    *("Skip to main content", "Link to this heading", "Link to this table"),
    *("© Copyright The Alder Circle.", "previous page", "next page"),
    *("antaŭa", "sekva"),  # Esperanto from Sphinx's own catalog
    *MONTHS.values(),
    *("Chicago author-date", "MLA", "Harvard (Cite Them Right)", "NLM citation sequence"),
    *("APA", "BibTeX", "RIS", "CSL-JSON", "CSV", "JSON", "SVG", "PNG", "CC BY"),
)
"""Strings of Sphinx and of the base theme, and names."""

TEXT_ATTRIBUTES = ("aria-label", "title", "alt", "placeholder")
SKIPPED = {"script", "style", "{http://www.w3.org/2000/svg}svg", "svg"}
"""Elements without text for readers, and drawings, whose text is data."""
UNREAD = {"citation", "page-address", "Z3988"}
"""Classes of formatted citations, of addresses, and of sources for reference managers."""


def template() -> Catalog:
    """Return the committed catalog template."""
    with TEMPLATE.open("rb") as file:
        return read_po(file)


def ids(catalog: Catalog) -> set[object]:
    """Return the message ids of a catalog."""
    return {message.id for message in catalog if message.id}


def pseudo_translate(message: str) -> str:
    """Return a message in the pseudo-language: English in brackets, with dates in Esperanto."""
    return TRANSLATED.get(message, f"⟦{message}⟧")


def test_the_template_is_up_to_date(tmp_path: Path) -> None:
    """On failure run ``nox -s messages``."""
    keywords = ["-k", "translate", "-k", "plural_forms:1,2"]
    extracted = tmp_path / "extracted.pot"
    files = ["-F", str(ROOT / "pyproject.toml"), "-o", str(extracted), str(PACKAGE.parent)]
    CommandLineInterface().run(["pybabel", "-q", "extract", *keywords, *files])
    with extracted.open("rb") as file:
        assert ids(read_po(file)) == ids(template())


def test_no_message_stands_in_an_f_string() -> None:
    """Babel does not see it there, so that nobody could translate it."""
    trees = ((path, ast.parse(path.read_text("utf-8"))) for path in PACKAGE.rglob("*.py"))
    strings = (
        (path, node) for path, tree in trees for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
    )  # fmt: skip
    found = [
        f"{path}:{call.lineno}"
        for path, string in strings
        for call in ast.walk(string)
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") in ("_", "translate", "ngettext")
        and isinstance(call.args[0], ast.Constant)
    ]
    assert found == []


def test_no_string_for_readers_has_a_word_of_the_apparatus() -> None:
    """Cards, registers and entries are met before the page that explains such words."""
    strings = [
        one for found in ids(template()) for one in ([found] if isinstance(found, str) else found)
    ]
    words = re.compile(r"\b(?:lines?|relay\w*|seen|tiers?|pinpoints?)\b", re.IGNORECASE)
    assert len(strings) > 100
    assert [one for one in strings if words.search(one)] == []


def write_catalog(folder: Path, *omitted: str) -> None:
    """Write a catalog of the pseudo-language, without the *omitted* messages."""
    catalog = Catalog(locale="eo")
    for message in template():
        if isinstance(message.id, tuple):
            catalog.add(message.id, tuple(map(pseudo_translate, message.id)))
        elif message.id and message.id not in omitted:
            catalog.add(message.id, pseudo_translate(message.id))
    output = BytesIO()
    write_po(output, catalog)
    folder.mkdir(parents=True, exist_ok=True)
    folder.joinpath("sphinx_evidence.po").write_bytes(output.getvalue())


def build(root: Path, language: str) -> Path:
    """Build a book in a subprocess, since Sphinx caches catalogs; return the output folder."""
    settings = {
        "language": language,
        "html_theme": "evidence",
        "evidence_licence_name": "CC BY",
        "evidence_licence_url": "https://example.org/by",
    }
    options = [f"-D{name}={value}" for name, value in settings.items()]
    site = root / "_build" / language
    folders = ["-d", str(root / "_build" / "doctrees"), "-c", str(root), str(root / "docs")]
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", *options, *folders]
    run = subprocess.run([*command, str(site)], capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (0, "")
    return site


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the whole book, with its own catalog and without its template."""
    root = tmp_path_factory.mktemp("book") / "river"
    shutil.copytree(WHOLE, root)
    root.joinpath("docs/_templates/page-standing.html").unlink()
    write_catalog(root / "docs/locales/eo/LC_MESSAGES")
    return root


@pytest.fixture(scope="module")
def site(root: Path) -> Path:
    """The book in the pseudo-language."""
    return build(root, "eo")


def normalise(text: str) -> str:
    """Return the words of a text in lower case, without punctuation."""
    return " ".join(re.sub(r"[^\w]+", " ", text).casefold().split())


@pytest.fixture(scope="module")
def source_text(root: Path) -> str:
    """The text of all source files of the book."""
    paths = sorted(path for path in root.rglob("*") if "_build" not in path.parts)
    return normalise(" . ".join(prose(path) for path in paths if path.is_file()))


def prose(path: Path) -> str:
    """Return the text of a source file, without markup and the names of fields."""
    match path.suffix:
        case ".md":
            text = re.sub(
                r"^:(?!reason|caption|alt|title|disputed-by)[\w-]+:.*",
                "",
                path.read_text(),
                flags=re.M,
            )
            return re.sub(r"\{[\w:-]+\}|^:[\w-]+:|^[\w-]+: ", " . ", text, flags=re.M)
        case ".bib":
            shown = r"author|title|titleaddon|journal|institution|school|note|shorthand"
            shown += r"|statusnote|url|howpublished|booktitle|statute"
            values = re.findall(rf"^  (?:{shown}) = (.*)", path.read_text("utf-8"), flags=re.M)
            names = " and ".join(values).replace("{", "").split(" and ")
            reordered = (re.sub(r"(.*), (\w+).*", r"\2 \1", name) for name in names)
            return " . ".join([*values, *names, *reordered])
        case ".csv":
            rows = [line.split(",") for line in path.read_text().splitlines()[1:]]
            if path.name == "permalinks.csv":
                rows = [[cells[0], cells[-1]] for cells in rows]
            return " . ".join(cell for cells in rows for cell in cells)
        case ".json":
            shown = r'"(?:name|title|description|enum)": ("[^"]*"|\[[^\]]*\])'
            return " . ".join(re.findall(shown, path.read_text()))
        case ".cff":
            return re.sub(r"^\W*[\w-]+:", " . ", path.read_text(), flags=re.M)
    return 'project = "A river"'


def texts(node: Element) -> Iterator[str]:
    """Yield the visible text and the accessible names of an element."""
    classes = node.get("class", "").split()
    if node.tag in SKIPPED or UNREAD.intersection(classes):
        return
    yield from (node.get(name, "") for name in TEXT_ATTRIBUTES)
    yield node.text or ""
    for child in node:
        if isinstance(child.tag, str):
            yield from texts(child)
        yield child.tail or ""


def english_in(text: str) -> list[str]:
    """Return the pieces of text outside the brackets of the pseudo-language."""
    depth, outside = 0, []
    for char in text:
        depth += char == "⟦"
        outside.append(char if depth == 0 else "\n" if char == "⟦" else "")
        depth -= char == "⟧"
    files = r"\bcite\.(?:bib|ris|json)"
    parts = re.split(rf"{files}|[^\w\s]|[0-9\n]", "".join(outside))
    return [piece for part in parts if len(piece := normalise(part)) > 1]  # no links to letters


def untranslated(html: str, source_text: str) -> list[str]:
    """Return the pieces of text of a page that are neither from the sources nor translated."""
    tree = parse(html, namespaceHTMLElements=False)
    pieces = (piece for text in texts(tree) for piece in english_in(text))
    known = {piece for text in NOT_TRANSLATED for piece in english_in(text)}
    return [
        piece for piece in pieces if f" {piece} " not in f" {source_text} " and piece not in known
    ]


PAGES = [
    *("index.html", "water/floods.html", "land/fields.html", "reference/levels.html"),
    *("reference/sources.html", "reference/sources-papers.html", "reference/sources-by-year.html"),
    *("reference/sources-by-publisher.html", "reference/claims.html", "reference/glossary.html"),
    *(
        "reference/sources-flagged.html",
        "reference/to-read.html",
        "search.html",
        "water/high-water.html",
        "glance.html",
    ),
    *("id/great-flood/cite.html", "id/high-tide/index.html"),
]


def test_messages_of_scripts_are_translated(site: Path) -> None:
    head = site.joinpath("_static/evidence.js").read_text("utf-8").split("\n")[1]
    data = json.loads(head.removeprefix("globalThis.evidence = ").removesuffix(";"))
    kinds = data.pop("searchKinds").values()
    answers = data["searchMessages"].pop("answers")
    assert answers == {"one": "⟦{count} answer⟧", "other": "⟦{count} answers⟧"}
    messages = [
        *data.pop("searchMessages").values(),
        *data.values(),
        *(kind["label"] for kind in kinds),
    ]
    messages += [kind["facet"] for kind in kinds if kind["facet"]]
    assert len(messages) > 20
    assert [message for message in messages if english_in(message)] == []


LITERAL_TEXT = re.compile(
    r"""(?:textContent:?|placeholder|title:|aria-label",) *[=:]? *["`](?=[^"`]*[A-Za-z])"""
    r"""|(?:append|Error)\(["`](?=[^"`]*[A-Za-z])"""
)
"""A string literal that a script displays."""


def test_scripts_have_no_literal_text() -> None:
    ours = PACKAGE.rglob("*.js")
    scripts = [path for path in ours if path.name != "search-minisearch.js"]  # a library
    literals = [
        f"{path.name}: {m[0]}" for path in scripts for m in LITERAL_TEXT.finditer(path.read_text())
    ]
    assert len(scripts) > 8
    assert literals == []


def test_search_data_and_preview_cards_are_translated(site: Path) -> None:
    cards = site.joinpath("cards-data.js").read_text("utf-8")
    data = json.loads(cards.removeprefix("globalThis.bookCards=").rstrip(";\n"))
    assert data["great-flood"][1] == (
        f"⟦high confidence⟧ · ⟦medium evidence⟧, ⟦high agreement⟧ · ⟦as of {MONTHS[7]} 2008⟧"
    )
    text = json.dumps(search_parts(site), ensure_ascii=False)
    assert '"⟦high confidence⟧"' in text
    assert re.search(r"⟦p\.\s4\d⟧", text)


def test_exported_data_is_in_english(site: Path) -> None:
    names = ["claims.json", "sections.json", "id/great-flood/cite.json", "data/levels.json"]
    assert [name for name in names if "⟦" in site.joinpath(name).read_text("utf-8")] == []
    claims = json.loads(site.joinpath("claims.json").read_text("utf-8"))["claims"]
    assert {claim["words"] for claim in claims} >= {"high confidence", "on record"}


def test_an_untranslated_string_is_detected(site: Path, source_text: str) -> None:
    page = site.joinpath("water/floods.html").read_text("utf-8")
    changed_page = page.replace(">⟦Why this grade⟧<", ">Why this grade<")
    count = changed_page.count(">Why this grade<")
    assert untranslated(changed_page, source_text) == ["why this grade"] * count
    assert changed_page != page


def test_a_changed_catalog_updates_all_pages(root: Path, site: Path, tmp_path: Path) -> None:
    """Cover pages from templates, and strings that are translated when a page is read."""
    shutil.copytree(root, tmp_path / "river")
    changed = tmp_path / "river"
    assert build(changed, "eo").joinpath("water/high-water.html").is_file()
    omitted = ("This page has moved", "schema", "Everything by name", "To the cover")
    folder = changed / "docs/locales/eo/LC_MESSAGES"
    write_catalog(folder, *omitted)
    folder.joinpath("sphinx_evidence.mo").unlink()
    build(changed, "eo")
    names = ("water/high-water", "reference/levels", "search", "id/high-tide/index")
    for name, message in zip(names, omitted, strict=True):
        text = changed.joinpath(f"_build/eo/{name}.html").read_text("utf-8")
        assert message in text
        assert pseudo_translate(message) not in text


@pytest.mark.parametrize("language", ["en", "en_GB", "xx", "x"])
def test_plural_rules_default_to_english(language: str) -> None:
    assert plural_forms("{count} day", "{count} days", language) == {
        "one": "{count} day",
        "other": "{count} days",
    }


@pytest.mark.parametrize("name", PAGES)
def test_pages_have_no_untranslated_string(name: str, site: Path, source_text: str) -> None:
    assert untranslated(site.joinpath(name).read_text("utf-8"), source_text) == []
