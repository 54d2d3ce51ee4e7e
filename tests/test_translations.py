"""Build a book whose every message is translated: what may not change stays, and all else does."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import polib
import pytest
from html5lib import parse

from sphinx_evidence.translations.catalogs import tier_of
from test_i18n import (
    NOT_TRANSLATED,
    PAGES,
    SKIPPED,
    TEXT_ATTRIBUTES,
    UNREAD,
    WHOLE,
    english_in,
    normalise,
    prose,
    write_catalog,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

pytestmark = pytest.mark.slow

LANGUAGE = "eo"
ID = re.compile(r'\sid="([^"]*)"')
MADE = (".json", ".csv", ".bib", ".cff")
"""The endings of files with data, which are not translated."""

SETTINGS = """
locale_dirs = ["../locales"]
gettext_compact = False
smartquotes = False
myst_enable_extensions += ["smartquotes"]
evidence_translated = ["glance"]
"""
"""What ``conf.py`` has for translations: Sphinx's own quotation marks are those of a language."""

IN_ENGLISH = ("A river", "The Alder Circle", "CC0")
"""The name of the book and its authors."""


def sphinx(root: Path, builder: str, out: str, *options: str) -> Path:
    """Build a book in a process of its own, since Sphinx caches catalogs; warnings are errors."""
    folder = root / "_build" / out
    strict = ("-q", "-E", "-W", "--keep-going", "-n", "-b", builder, *options)
    command = [sys.executable, "-m", "sphinx", *strict, "-c", str(root), str(root / "docs")]
    run = subprocess.run([*command, str(folder)], capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (0, "")
    return folder


TWO = "One {cite:p}`smith2010sand{p. 2}` and {cite:p}`okafor2009losses{p. 40}`."
TURNED = "⟦{cite:p}`okafor2009losses{p. 40}` and one {cite:p}`smith2010sand{p. 2}`.⟧"


def pseudo(message: str) -> str:
    """Return a message in the pseudo-language: as it is, in brackets."""
    return TURNED if message == TWO else f"⟦{message}⟧"


def translate_all(templates: Path, folder: Path) -> int:
    """Write a catalog in the pseudo-language for each template; return the number of messages."""
    count = 0
    for path in sorted(templates.rglob("*.pot")):
        catalog = polib.pofile(str(path))
        for entry in catalog:
            entry.msgstr = pseudo(entry.msgid)
            count += 1
        target = (folder / path.relative_to(templates)).with_suffix(".po")
        target.parent.mkdir(parents=True, exist_ok=True)
        catalog.save(str(target))
    return count


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the whole book with its settings for translators, without its own template."""
    root = tmp_path_factory.mktemp("book") / "river"
    shutil.copytree(WHOLE, root)
    root.joinpath("docs/_templates/page-standing.html").unlink()
    with root.joinpath("docs/glance.md").open("a", encoding="utf-8") as page:
        page.write("\n```{claim-square}\n```\n\nAll of them: {claim:bar}`land`.\n")
        page.write(f"\n{TWO}\n")
    with root.joinpath("conf.py").open("a", encoding="utf-8") as conf:
        conf.write(SETTINGS)
    return root


@pytest.fixture(scope="module")
def templates(root: Path) -> Path:
    """What translators are given."""
    return sphinx(root, "gettext-as-read", "templates")


@pytest.fixture(scope="module")
def english(root: Path) -> Path:
    """The book in its own language."""
    return sphinx(root, "html", "en")


@pytest.fixture(scope="module")
def translated(root: Path, templates: Path) -> Path:
    """The book in the pseudo-language."""
    folder = root / "locales" / LANGUAGE / "LC_MESSAGES"
    assert translate_all(templates, folder) > 100
    write_catalog(folder)
    return sphinx(root, "html", LANGUAGE, "-D", f"language={LANGUAGE}")


def ids_by_page(site: Path) -> dict[str, set[str]]:
    """Return the ids of each page of a site."""
    pages = sorted(site.rglob("*.html"))
    return {str(page.relative_to(site)): set(ID.findall(page.read_text("utf-8"))) for page in pages}


def messages(templates: Path, page: str) -> dict[str, str]:
    """Return the messages of a page, each with the comment for translators."""
    return {entry.msgid: entry.comment for entry in polib.pofile(str(templates / f"{page}.pot"))}


def test_each_id_and_anchor_of_the_book_exists_in_the_translation(
    english: Path, translated: Path
) -> None:
    """So does each anchor of a paragraph, which is made of its words."""
    ours, theirs = ids_by_page(english), ids_by_page(translated)
    anchors = [one for ids in ours.values() for one in ids if re.fullmatch(r"p\d+-\w{8}", one)]
    assert len(anchors) > 20
    assert theirs == ours


def test_what_programs_read_is_that_of_the_book(english: Path, translated: Path) -> None:
    names = ["claims.json", "sections.json", "data/sentences.json"]
    book = ("claims", "pages", "paragraphs", "sections", "passages", "replies")
    names += [
        f"data/book/{name}.csv" for name in book if (english / f"data/book/{name}.csv").is_file()
    ]
    assert len(names) > 6
    changed = [
        name for name in names if (english / name).read_bytes() != (translated / name).read_bytes()
    ]
    assert changed == []


@pytest.fixture(scope="module")
def data(root: Path) -> str:
    """The words of the tables, the bibliography and the settings of the book."""
    paths = sorted(path for path in root.rglob("*") if path.suffix in MADE)
    own = (path for path in paths if "_build" not in path.parts)
    return normalise(" . ".join([*map(prose, own), *IN_ENGLISH]))


BLOCKS = frozenset(
    "p li td th dt dd h1 h2 h3 h4 figcaption caption div section summary details table ul ol nav "
    "title label option button header footer".split()
)
"""Elements in which a message begins and ends."""


def left_in_english(html: str, data: str) -> list[str]:
    """Return the pieces of text of a page that stand in no brackets and in no data of the book."""
    known = {piece for text in NOT_TRANSLATED for piece in english_in(text)}
    pieces = [piece for text in blocks(parse(html, namespaceHTMLElements=False)) for piece in text]
    return [one for one in pieces if f" {one} " not in f" {data} " and one not in known]


def blocks(node: Element) -> Iterator[list[str]]:
    """Yield what stands outside of brackets in each attribute, and in each block of text."""
    held: list[str] = []

    def walk(node: Element, text: list[str]) -> None:
        if node.tag in SKIPPED or UNREAD.intersection(node.get("class", "").split()):
            return
        held.extend(node.get(name, "") for name in TEXT_ATTRIBUTES)
        own = [] if node.tag in BLOCKS else text
        own.append(node.text or "")
        for child in node:
            if isinstance(child.tag, str):
                walk(child, own)
            own.append(child.tail or "")
        if own is not text:
            held.append("\n".join(own))

    top: list[str] = []
    walk(node, top)
    yield from (english_in(text) for text in [*held, "\n".join(top)])


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_in_english_but_citations_sources_and_data(
    name: str, translated: Path, data: str
) -> None:
    assert left_in_english(translated.joinpath(name).read_text("utf-8"), data) == []


def test_a_string_that_nobody_marked_is_found(translated: Path, data: str) -> None:
    """The test above fails for a new text that is not given to translators."""
    page = translated.joinpath("water/floods.html").read_text("utf-8")
    assert "⟦Why this grade⟧</summary>" in page
    changed = page.replace("⟦Why this grade⟧</summary>", "Why this grade</summary>", 1)
    assert left_in_english(changed, data) == ["why this grade"]


def test_citations_in_another_order_keep_their_anchors(english: Path, translated: Path) -> None:
    anchor = re.compile(
        r'id="(cite-\d+)">\([^<]*<a[^>]*href="[^"]*#ref-(smith2010sand|okafor2009losses)"'
    )
    ours, theirs = (
        anchor.findall(site.joinpath("glance.html").read_text("utf-8"))
        for site in (english, translated)
    )
    assert ours[-2:] == [*reversed(theirs[-2:])]
    assert ours[-1] != ours[-2]


def test_a_page_in_chinese_names_its_script(root: Path) -> None:
    page = sphinx(root, "html", "zh", "-D", "language=zh_CN") / "index.html"
    assert '<html lang="zh-Hans"' in page.read_text("utf-8")


def test_front_matter_and_titles_of_figures_are_translated(translated: Path) -> None:
    page = translated.joinpath("land/fields.html").read_text("utf-8")
    (description,) = re.findall(r'<meta name="description" content="([^"]*)">', page)
    assert description.startswith("⟦A flood of the Alder feeds")
    cards = translated.joinpath("cards-data.js").read_text("utf-8")
    assert '"⟦A third of the harvest was lost.⟧"' in cards
    assert "⟦One team.⟧" in cards


def test_translators_are_told_what_a_message_is(templates: Path) -> None:
    found = messages(templates, "land/fields")
    page = "https://example.org/river/land/fields.html"
    assert found["One team."] == f"grounds of the claim poor-harvest · {page}#poor-harvest · tier 2"
    claim = "A third of the harvest was lost {cite:p}`smith2010sand{p. 5}`."
    assert found[claim] == f"claim poor-harvest · ¶ 4 · {page}#p4 · tier 1"
    assert found["How a third became a half"].startswith("text in harvest · ")
    assert found["Fields"] == f"heading fields · {page}#fields · tier 1"
    words = templates.joinpath("land/fields.pot").read_text("utf-8")
    assert "tier 3" not in templates.joinpath("land/index.pot").read_text("utf-8")
    assert "#: docs/land/fields.md\n" in words
    assert [name for name in ("POT-Creation-Date", "Last-Translator", "@") if name in words] == []


def test_what_is_due_first_stands_first(templates: Path) -> None:
    """The cover, the pages of the parts and those of the setting are due whole, others not."""
    tiers = {
        path.relative_to(templates).with_suffix("").as_posix(): [
            tier_of(entry.comment) for entry in polib.pofile(str(path))
        ]
        for path in templates.rglob("*.pot")
    }
    assert [name for name, found in tiers.items() if found != sorted(found)] == []
    assert set(tiers["land/fields"]) == {1, 2, 3}
    whole = {name for name, found in tiers.items() if set(found) == {1}}
    assert whole == {"index", "land/index", "water/index", "glance", "sphinx_evidence"}
    assert set(tiers["reference/sources"]) == {3}


def test_data_are_not_given_to_translators(templates: Path) -> None:
    found = {one for path in templates.rglob("*.pot") for one in messages(path.parent, path.stem)}
    assert "Highest level of the Alder at Alder Ford by year, in metres above the bed." in found
    assert [one for one in found if one in ("gauge", "Metres", "metres", "year")] == []


CLAIM = "A third of the harvest was lost {cite:p}`smith2010sand{p. 5}`."
REASON = "One team."
STALE = "Harvest"
HEADING = "Sand and silt"


@pytest.fixture(scope="module")
def partly(root: Path, templates: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the book with one catalog, in which some messages are not as they should be."""
    copy = tmp_path_factory.mktemp("partly") / "river"
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns("_build", "locales"))
    catalog = polib.pofile(str(templates / "land/fields.pot"))
    for entry in catalog:
        match entry.msgid:
            case text if text == CLAIM:
                entry.msgstr = pseudo(
                    text.replace("smith2010sand{p. 5}", "okafor2009losses{p. 40}")
                )
            case text if text == STALE:
                entry.msgstr = pseudo("Yield")
                entry.flags, entry.previous_msgid = ["fuzzy"], "The harvest"
            case text if text in (REASON, HEADING):
                entry.msgstr = pseudo(text)
    folder = copy / "locales" / LANGUAGE / "LC_MESSAGES"
    folder.joinpath("land").mkdir(parents=True)
    catalog.save(str(folder / "land/fields.po"))
    gone = polib.POFile()
    gone.metadata = {"Last-Translator": "A Person"}
    gone.save(str(folder / "gone.po"))
    folder.joinpath("broken.po").write_text('msgid "a"\nmsgstr "b"\nnothing\n', "utf-8")
    return copy


def test_what_is_refused_is_shown_in_english(partly: Path) -> None:
    """Each is a line with the file and the line of the message, what is wrong and what to do."""
    site, options = partly / "_build" / "site", ("-q", "-N", "-E", "-D", f"language={LANGUAGE}")
    command = [sys.executable, "-m", "sphinx", *options, "-c", str(partly), str(partly / "docs")]
    run = subprocess.run([*command, str(site)], capture_output=True, text=True, check=True)
    folder = f"{partly}/locales/{LANGUAGE}/LC_MESSAGES/"
    warnings = [one.replace(folder, "") for one in run.stderr.splitlines()]
    lines = partly.joinpath(folder, "land/fields.po").read_text("utf-8").splitlines()
    line = 1 + lines.index(next(one for one in lines if one.startswith("#. claim poor-harvest")))
    role = "the citation, value or mark {cite:p}"
    start = f"land/fields.po:{line}: WARNING: the translation is not shown, as {role}"
    assert sorted(one for one in warnings if one.startswith("land/")) == [
        f"{start}`okafor2009losses{{p. 40}}` is not in the English: take it out "
        "[evidence.refused-translation]",
        f"{start}`smith2010sand{{p. 5}}` is missing: copy it from the English "
        "[evidence.refused-translation]",
    ]
    others = [one.partition(": WARNING: ")[::2] for one in warnings if "land/" not in one]
    assert [(place, text[:40]) for place, text in others if place] == [
        ("broken.po:1", "no page has this name: delete the catalo"),
        ("broken.po:1", "the catalog cannot be read: Syntax error"),
        ("gone.po:1", "no page has this name: delete the catalo"),
        ("gone.po:1", "the head of the catalog has a name or an"),
    ]
    page = site.joinpath("land/fields.html").read_text("utf-8")
    assert re.search(r'<p id="p4-\w{8}" lang="en"><a class="paragraph-number" id="p4"', page)
    assert "okafor2009losses{p. 40}" not in page
    assert f"<h2>{pseudo(HEADING)}" in page
    assert f'<h2 lang="en">{STALE}' in page
    assert pseudo(REASON) in page
    dispute = '<p class="claim-response" lang="en"><span class="claim-disputed">Disputed:</span> '
    listed = page.partition('<ul class="claim-list">')[2].partition("</ul>")[0]
    assert f"{dispute}The River Watch" in listed
    roads = site.joinpath("land/roads.html").read_text("utf-8")
    assert '<h1 lang="en">' in roads


def build_again(root: Path) -> Path:
    """Build a book in the pseudo-language, for the second time in the same folder."""
    site = root / "_build" / "again"
    options = ("-q", "-D", f"language={LANGUAGE}", "-c", str(root), str(root / "docs"), str(site))
    subprocess.run([sys.executable, "-m", "sphinx", *options], capture_output=True, check=True)
    return site


def test_a_changed_catalog_is_read_in_a_second_build(partly: Path) -> None:
    """So is one that was taken away: the page is in English again."""
    path = partly / "locales" / LANGUAGE / "LC_MESSAGES" / "land" / "fields.po"
    page = build_again(partly) / "land/fields.html"
    assert f'<h2 lang="en">{STALE}' in page.read_text("utf-8")
    catalog = polib.pofile(str(path))
    catalog.find(STALE).flags = []
    catalog.save(str(path))
    build_again(partly)
    assert f"<h2>{pseudo('Yield')}" in page.read_text("utf-8")
    path.unlink()
    build_again(partly)
    assert "⟦" not in page.read_text("utf-8")


def test_a_catalog_that_no_page_would_read_is_reported(partly: Path, templates: Path) -> None:
    """With Sphinx's default one catalog is of a folder, and no chapter would be translated."""
    folder = partly / "locales" / LANGUAGE / "LC_MESSAGES"
    shutil.copy(templates / "land/fields.pot", folder / "land/fields.po")
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "dummy", "-D", f"language={LANGUAGE}"]
    folders = ["-c", str(partly), str(partly / "docs"), str(partly / "_build" / "compact")]
    run = subprocess.run(
        [*command, "-D", "gettext_compact=1", *folders], capture_output=True, text=True, check=True
    )
    message = (
        "no page reads it: set gettext_compact = False in conf.py [evidence.malformed-catalog]"
    )
    assert f"land/fields.po:1: WARNING: {message}" in run.stderr
