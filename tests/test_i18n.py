"""A book in another language: every word that the engine prints for readers can be translated."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po, write_po
from html5lib import parse

import sphinx_evidence
from sphinx_evidence.core.i18n import plural_forms

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("language")]
ROOT = Path(__file__).parents[1]
PACKAGE = Path(sphinx_evidence.__file__).parent
TEMPLATE = PACKAGE / "locales" / "sphinx_evidence.pot"
WHOLE = Path(__file__).with_name("whole-book")

STOCK = (
    *("Skip to main content", "Link to this heading", "Link to this table"),
    *("© Copyright The Alder Circle.", "previous page", "next page"),
    *("antaŭa", "sekva"),  # Sphinx has some words in Esperanto
    *("Chicago author-date", "MLA", "Harvard (Cite Them Right)", "NLM citation sequence"),
    *("APA", "BibTeX", "RIS", "CSL-JSON", "CSV", "JSON", "CC BY"),
)
"""What is of Sphinx or of the theme below, or a name."""

NAMED = ("aria-label", "title", "alt", "placeholder")
UNSEEN = {"script", "style", "{http://www.w3.org/2000/svg}svg", "svg"}
"""What has no words, or those of data: a drawing."""


def template() -> Catalog:
    """Return the committed template of catalogs."""
    with TEMPLATE.open("rb") as file:
        return read_po(file)


def ids(catalog: Catalog) -> set[object]:
    """Return the messages of a catalog."""
    return {message.id for message in catalog if message.id}


def pseudo(message: str) -> str:
    """Return a message in a language that is English in brackets."""
    return f"⟦{message}⟧"


def test_the_template_holds_every_message(tmp_path: Path) -> None:
    """If not, run ``nox -s messages``."""
    marks = ["-k", "translate", "-k", "plural_forms:1,2"]
    found = tmp_path / "found.pot"
    command = ["-F", str(ROOT / "pyproject.toml"), *marks, "-o", str(found), str(PACKAGE.parent)]
    CommandLineInterface().run(["pybabel", "-q", "extract", *command])
    with found.open("rb") as file:
        assert ids(read_po(file)) == ids(template())


def write_catalog(folder: Path, *left_out: str) -> None:
    """Write a catalog of the pseudo-language for a book."""
    catalog = Catalog(locale="eo")
    for message in template():
        if isinstance(message.id, tuple):
            catalog.add(message.id, tuple(map(pseudo, message.id)))
        elif message.id and message.id not in left_out:
            catalog.add(message.id, pseudo(message.id))
    written = BytesIO()
    write_po(written, catalog)
    folder.mkdir(parents=True, exist_ok=True)
    folder.joinpath("sphinx_evidence.po").write_bytes(written.getvalue())


def build(root: Path, language: str) -> Path:
    """Build a book in a process of its own, since catalogs are kept in one; return its site."""
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
    """A copy of the whole book, with a catalog of its own and no templates."""
    root = tmp_path_factory.mktemp("book") / "river"
    shutil.copytree(WHOLE, root)
    root.joinpath("docs/_templates/page-standing.html").unlink()
    write_catalog(root / "docs/locales/eo/LC_MESSAGES")
    return root


@pytest.fixture(scope="module")
def site(root: Path) -> Path:
    """The book in the pseudo-language."""
    return build(root, "eo")


def squeeze(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", text).casefold().split())


@pytest.fixture(scope="module")
def written(root: Path) -> str:
    """All that the authors of the book have written."""
    paths = sorted(path for path in root.rglob("*") if "_build" not in path.parts)
    return squeeze(" . ".join(prose(path) for path in paths if path.is_file()))


def prose(path: Path) -> str:
    """Return what a file of a book holds for readers, without the names of markup and fields."""
    match path.suffix:
        case ".md":
            text = re.sub(
                r"^:(?!reason|caption|alt|disputed-by)[\w-]+:.*", "", path.read_text(), flags=re.M
            )
            return re.sub(r"\{[\w:-]+\}|^:[\w-]+:|^[\w-]+: ", " . ", text, flags=re.M)
        case ".bib":
            shown = r"author|title|titleaddon|journal|institution|school|note|shorthand"
            shown += r"|statusnote|unlinked|url|howpublished|booktitle"
            found = re.findall(rf"^  (?:{shown}) = (.*)", path.read_text("utf-8"), flags=re.M)
            names = " and ".join(found).replace("{", "").split(" and ")
            turned = (re.sub(r"(.*), (\w+).*", r"\2 \1", name) for name in names)
            return " . ".join([*found, *names, *turned])
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
    """Yield what a reader sees or hears of an element."""
    if node.tag in UNSEEN or "citation" in node.get("class", "").split():
        return
    yield from (node.get(name, "") for name in NAMED)
    yield node.text or ""
    for child in node:
        if isinstance(child.tag, str):
            yield from texts(child)
        yield child.tail or ""


def foreign(text: str) -> list[str]:
    """Return what stands outside the brackets of the pseudo-language."""
    depth, kept = 0, []
    for sign in text:
        depth += sign == "⟦"
        kept.append(sign if depth == 0 else "\n" if sign == "⟦" else "")
        depth -= sign == "⟧"
    files = r"\bcite\.(?:bib|ris|json)"
    parts = re.split(rf"{files}|[^\w\s]|[0-9\n]", "".join(kept))
    return [piece for part in parts if (piece := squeeze(part))]


def untranslated(html: str, written: str) -> list[str]:
    """Return the words of a page that are neither the author's nor translated."""
    tree = parse(html, namespaceHTMLElements=False)
    pieces = (piece for text in texts(tree) for piece in foreign(text))
    known = {piece for text in STOCK for piece in foreign(text)}
    return [piece for piece in pieces if f" {piece} " not in f" {written} " and piece not in known]


PAGES = [
    *("index.html", "water/floods.html", "land/fields.html", "reference/levels.html"),
    *("reference/sources.html", "reference/sources-papers.html", "reference/sources-by-year.html"),
    *("reference/sources-by-publisher.html", "reference/claims.html", "reference/glossary.html"),
    *("reference/sources-flagged.html", "search.html", "water/high-water.html", "glance.html"),
    *("id/great-flood/cite.html", "id/high-tide/index.html"),
]


def test_scripts_have_their_words_from_the_catalog(site: Path) -> None:
    head = site.joinpath("_static/evidence.js").read_text("utf-8").split("\n")[1]
    data = json.loads(head.removeprefix("globalThis.evidence = ").removesuffix(";"))
    kinds = data.pop("searchKinds").values()
    answers = data["searchWords"].pop("answers")
    assert answers == {"one": "⟦{count} answer⟧", "other": "⟦{count} answers⟧"}
    words = [*data.pop("searchWords").values(), *data.values(), *(kind["label"] for kind in kinds)]
    words += [kind["facet"] for kind in kinds if kind["facet"]]
    assert len(words) > 20
    assert [word for word in words if foreign(word)] == []


SAID = re.compile(
    r"""(?:textContent:?|placeholder|title:|aria-label",) *[=:]? *["`](?=[^"`]*[A-Za-z])"""
    r"""|(?:append|Error)\(["`](?=[^"`]*[A-Za-z])"""
)
"""A word in a script that it shows: it has none of its own."""


def test_no_script_has_words_of_its_own() -> None:
    scripts = [path for path in PACKAGE.rglob("*.js") if "minisearch" not in path.name]
    said = [f"{path.name}: {m[0]}" for path in scripts for m in SAID.finditer(path.read_text())]
    assert len(scripts) > 8
    assert said == []


def test_answers_and_cards_are_in_the_language_of_the_book(site: Path) -> None:
    cards = site.joinpath("cards-data.js").read_text("utf-8")
    found = json.loads(cards.removeprefix("globalThis.bookCards=").rstrip(";\n"))
    assert found["great-flood"][1] == (
        "⟦high confidence⟧ · ⟦medium evidence⟧, ⟦high agreement⟧ · ⟦as of ⟦⟦July⟧ 2008⟧⟧"
    )
    text = site.joinpath("search-data.js").read_text("utf-8")
    assert '"⟦high confidence⟧"' in text
    assert '"⟦Governments⟧"' in text
    assert "⟦p.⟧ 4" in text


def test_data_for_other_programs_stay_in_english(site: Path) -> None:
    names = ["claims.json", "sections.json", "id/great-flood/cite.json", "data/levels.json"]
    assert [name for name in names if "⟦" in site.joinpath(name).read_text("utf-8")] == []
    claims = json.loads(site.joinpath("claims.json").read_text("utf-8"))["claims"]
    assert {claim["words"] for claim in claims} >= {"high confidence", "on record"}


def test_a_word_that_is_not_in_the_catalog_is_found(site: Path, written: str) -> None:
    page = site.joinpath("water/floods.html").read_text("utf-8")
    spoilt = page.replace(">⟦Why this grade⟧<", ">Why this grade<")
    assert untranslated(spoilt, written) == ["why this grade"] * spoilt.count(">Why this grade<")
    assert spoilt != page


def test_all_pages_follow_a_changed_catalog(root: Path, site: Path, tmp_path: Path) -> None:
    """Pages from templates too, and what is said while a page is read."""
    shutil.copytree(root, tmp_path / "river")
    changed = tmp_path / "river"
    assert build(changed, "eo").joinpath("water/high-water.html").is_file()
    left_out = ("This page has moved", "schema", "Everything by name", "To the cover")
    folder = changed / "docs/locales/eo/LC_MESSAGES"
    write_catalog(folder, *left_out)
    folder.joinpath("sphinx_evidence.mo").unlink()
    build(changed, "eo")
    names = ("water/high-water", "reference/levels", "search", "id/high-tide/index")
    for name, words in zip(names, left_out, strict=True):
        text = changed.joinpath(f"_build/eo/{name}.html").read_text("utf-8")
        assert words in text
        assert pseudo(words) not in text


@pytest.mark.parametrize("language", ["en", "en_GB", "xx", "x"])
def test_a_language_without_plurals_of_its_own_counts_as_english(language: str) -> None:
    assert plural_forms("{count} day", "{count} days", language) == {
        "one": "{count} day",
        "other": "{count} days",
    }


@pytest.mark.parametrize("name", PAGES)
def test_no_word_of_the_engine_is_left_in_english(name: str, site: Path, written: str) -> None:
    assert untranslated(site.joinpath(name).read_text("utf-8"), written) == []
