"""The list of editions, what a build says of earlier ones, and two frozen editions of a book."""

from __future__ import annotations

import json
import re
import subprocess
from hashlib import sha256
from html import unescape
from pathlib import Path
from shutil import copytree, rmtree
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect, sync_playwright

from chromium import FLAGS, find_browser, served
from conftest import CONF, page
from sphinx_evidence.permalinks.model import Paragraph, Section
from sphinx_evidence.site.edition_records import Record, Statement, to_json
from tools.__main__ import main

SETTINGS = """
version = "2026.2.dev0"
evidence_parts = ["part"]
evidence_edition_date = "2026-11-24"
evidence_editions = "editions"
"""
WIDE = "The river is wide where the ferry lands, and slow."
DEEP = "Nobody has measured how deep it is below the old bridge of the town."
DEEPER = "Nobody has measured how deep it is below the bridge, they say."
REEDS = "Boats lie on the other bank, where the reeds begin."
LIST = "```{edition-list}\n```"


def small(*paragraphs):
    """Return the files of a book with one chapter and a list of editions."""
    index = page("index", "```{toctree}\n:glob:\n\npart/*\nsources\neditions\n```", "A book")
    text = page("one", "\n\n".join(paragraphs), "One")
    return {
        "conf.py": CONF + SETTINGS,
        "index.md": index,
        "part/one.md": text,
        "editions.md": page("editions", LIST, "Editions"),
    }


def first_edition(*paragraphs, claims=()):
    """Return the record of an edition with one chapter."""
    texts = tuple(Paragraph(number, "", text) for number, text in enumerate(paragraphs, 1))
    chapter = Section("part/one", "One", "one", 1, None, texts)
    ferry = Section("part/one", "The ferry", "ferry", 2, None, ())
    record = Record("2026.1", "2026-06-01", "10.1234/abc", (chapter, ferry), claims)
    return {"editions/2026.1.json": to_json(record)}


def text_of(html):
    """Return the text of a list of editions."""
    found = re.search(r'<dl class="[^"]*edition-list.*</dl>', html, re.S)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


def test_a_book_without_editions_says_so(book):
    built = book(small(WIDE), builder="html")
    assert [line for line in built.warnings if "record" in line] == []
    html = built.html("editions")
    assert "No edition has been published yet." in html
    assert text_of(html) == "Working copy, towards edition 2026.2 It becomes the first edition."
    site = Path(built.app.outdir)
    assert not (site / "former").exists()
    assert not (site / "editions.atom").exists()
    assert "frozen-edition" not in html


def test_the_list_says_what_changed_since_the_last_edition_and_follows_the_text(book):
    claims = (Statement("it-rose", "part/one", "It rose."),)
    files = small(WIDE, DEEPER, REEDS) | first_edition(WIDE, DEEP, claims=claims)
    built = book(files, builder="html", evidence_base_address="https://example.org/river/")
    html = built.html("editions")
    text = text_of(html)
    assert "Sections: 0 new, 1 changed, 1 withdrawn" in text
    assert "Changed sections: One (1 paragraph new, 1 paragraph changed)" in text
    assert "Withdrawn sections: The ferry" in text
    assert "Withdrawn claims: It rose." in text
    assert "Edition 2026.1 · 1 June 2026 https://doi.org/10.1234/abc The first edition" in text
    assert 'href="editions/2026.1/index.html"' in html
    assert 'href="part/one.html#one"' in html
    site = Path(built.app.outdir)
    assert '<link rel="alternate" type="application/atom+xml" href="editions.atom">' in html
    feed = (site / "editions.atom").read_text("utf-8")
    assert feed.count("<entry>") == 1
    former = (site / "former/part/one.js").read_text("utf-8")
    assert '"kind": "changed"' in former
    later = book(
        {"part/one.md": files["part/one.md"].replace(REEDS, "")},
        builder="html",
        evidence_base_address="https://example.org/river/",
    )
    assert "One (1 paragraph changed)" in text_of(later.html("editions"))


def test_a_damaged_record_is_one_warning_and_the_book_is_built(book):
    built = book(small(WIDE) | {"editions/2026.1.json": "{}"})
    (warning,) = [line for line in built.warnings if "malformed-record" in line]
    assert warning.startswith("editions/2026.1.json:1: WARNING: the record of an edition cannot")


# two editions of a book with all that a book has

WHOLE = Path(__file__).parent / "whole-book"
DOCS = Path(__file__).parents[1] / "docs"
ICE = "docs/water/ice.md"
CHANGES = [
    ("Moving water does not", "A first look from the bank shows little.\n\nMoving water does not"),
    ("on the month and differ on the day", "on the month and on the day"),
    (
        "Not every day without a ferry was a day of ice.\n"
        "The book has one column for all reasons, and in it *wind*, *low water* and *a wedding* "
        "stand beside *ice*.\nThree days in four name no reason at all.\n",
        "",
    ),
    ("(ice-not-known)=", "(ice-sounds)=\n## Sounds\n\nIt sings.\n\n(ice-not-known)="),
]


def git(root, *words):
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    run = subprocess.run(["git", "-C", str(root), *who, *words], check=True, capture_output=True)
    return run.stdout


def commit(root):
    git(root, "add", "-A")
    git(root, "commit", "-qm", "Text")


def edit(path, *changes):
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def sums(folder):
    """Return the checksum of every file of a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """Return a book of which two editions were made, and the checksums of the first before."""
    root = tmp_path_factory.mktemp("river")
    copytree(WHOLE, root, dirs_exist_ok=True, ignore=lambda *_: ["_build"])
    (root / ".gitignore").write_text("/_build/\n", "utf-8")
    (root / "docs/reference/editions.md").write_text(page("editions", LIST, "Editions"), "utf-8")
    edit(root / "docs/reference/index.md", ("how-to-cite\nclaims", "how-to-cite\neditions\nclaims"))
    edit(root / "CITATION.cff", ("2026.1.dev0", "2026.1"))
    with (root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('evidence_editions = "editions"\nevidence_identifier = "10.1234/abc"\n')
    git(root, "init", "-q")
    commit(root)
    assert main(["--book", str(root), "release"]) == 0
    first = sums(root / "_build/editions/2026.1")
    commit(root)
    edit(root / ICE, *CHANGES)
    edit(root / "data/levels.csv", ("2001,1,mark", "2001,1,gauge"))
    edit(root / "CITATION.cff", ("2026.1", "2026.2"), ("2026-11-24", "2026-11-25"))
    commit(root)
    assert main(["--book", str(root), "release"]) == 0
    commit(root)
    git(root, "tag", "v2026.2")
    return root, first


@pytest.mark.slow
def test_a_second_edition_leaves_the_first_byte_equal(released, capsys):
    root, first = released
    assert first
    assert sums(root / "_build/editions/2026.1") == first
    folders = [str(root / "_build/editions" / version) for version in ("2026.1", "2026.2")]
    assert main(["verify", *folders]) == 0
    assert capsys.readouterr().out.count("all as published") == 2
    manifest = json.loads(Path(folders[1], "manifest.json").read_text("utf-8"))
    assert (manifest["version"], manifest["date"]) == ("2026.2", "2026-11-25")
    assert re.fullmatch("[0-9a-f]{40}", manifest["commit"])
    assert {path.name for path in (root / "_build/editions").iterdir()} == {"2026.1", "2026.2"}
    assert json.loads(Path(folders[0], "datacite.json").read_text("utf-8"))["doi"] == "10.1234/abc"


@pytest.mark.slow
def test_a_release_registers_the_ids_and_keeps_a_record(released):
    root, _first = released
    added = (root / "permalinks.csv").read_text("utf-8").splitlines()
    assert "ice,chapter,2026.1,current,," in added
    assert "ice-sounds,section,2026.2,current,," in added
    assert sorted(path.name for path in (root / "editions").iterdir()) == [
        *("2026.1.json", "2026.2.json")
    ]


def reproduce(root, output):
    """Make the second edition again."""
    return main(["--book", str(root), "reproduce", "v2026.2", "--output", str(output)])


@pytest.mark.slow
def test_the_edition_of_a_tag_can_be_made_again(released, tmp_path, capsys):
    root, _first = released
    assert reproduce(root, tmp_path) == 0
    assert capsys.readouterr().out.endswith("2026.2 is as its tag has it.\n")
    published = root / "_build/editions"
    manifests = [(folder / "2026.2/manifest.json").read_bytes() for folder in (tmp_path, published)]
    assert manifests[0] == manifests[1]
    assert git(root, "worktree", "list").count(b"\n") == 1


@pytest.mark.slow
@pytest.mark.parametrize("changed", ["", "water/ice.html"])
def test_an_edition_that_stands_is_compared_and_not_touched(released, tmp_path, changed, capsys):
    root, _first = released
    copytree(root / "_build/editions/2026.2", tmp_path / "2026.2")
    if changed:
        with (tmp_path / "2026.2" / changed).open("a", encoding="utf-8") as text:
            text.write("More")
    before = sums(tmp_path)
    status = reproduce(root, tmp_path)
    assert sums(tmp_path) == before
    if changed:
        assert status == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert f"that tag v2026.2 gives, as {changed}: has changed: if it was never" in line
    else:
        assert status == 0
        assert capsys.readouterr().out.endswith("2026.2 is as its tag has it.\n")


@pytest.mark.slow
def test_an_edition_that_is_not_as_its_tag_has_it_is_refused(released, tmp_path, capsys):
    root = tmp_path / "book"
    copytree(released[0], root)
    with (root / "permalinks.csv").open("a", encoding="utf-8") as register:
        register.write("another,section,2026.2,current,,\n")
    git(root, "commit", "-qam", "Text", "--amend")
    git(root, "tag", "--force", "v2026.2")
    output = tmp_path / "editions"
    assert reproduce(root, output) == 2
    words = "differs from tag v2026.2 in permalinks.csv"
    assert words in capsys.readouterr().err.splitlines()[-1]
    assert list(output.iterdir()) == []


@pytest.mark.slow
def test_an_edition_can_be_verified_by_the_command_of_the_guide(released, tmp_path):
    guide = (DOCS / "contributing/hosting.md").read_text("utf-8")
    (command,) = re.findall(r"\$ (python3 .*?)\n```", guide, re.S)
    folder = tmp_path / "2026.2"
    copytree(released[0] / "_build/editions/2026.2", folder)

    def verify():
        return subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True)

    done = verify()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    (folder / "index.html").write_text("Another", "utf-8")
    assert verify().stdout == "index.html: FAILED\n"


@pytest.mark.slow
def test_each_page_of_an_edition_leads_to_the_newest_without_a_script(released):
    root, _first = released
    folder = root / "_build/editions/2026.1"
    for name in ("index", "water/ice", "reference/editions", "search", "id/ice/cite"):
        html = (folder / f"{name}.html").read_text("utf-8")
        line = re.search(r'<p class="frozen-edition">(.*?)</p>', html)[1]
        assert line.startswith("Edition 2026.1, 24 November 2026; newest: ")
        href = re.search(r'href="([^"]+)"', line)[1]
        target = (folder / name).parent / href.partition("?")[0]
        assert target.resolve() == (root / "_build" / f"{name}.html").resolve()
    missing = (folder / "404.html").read_text("utf-8")
    assert '2026; newest: <a href="/river/index.html" target="_top">' in missing


@pytest.fixture(scope="module")
def browser():
    """A browser that reaches nobody but this machine."""
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=find_browser(), args=FLAGS) as opened,
    ):
        yield opened


@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("place", ["", "editions/2026.1/"])
@pytest.mark.parametrize("scheme", ["http", "file"])
def test_a_permalink_in_an_edition_leads_to_its_place_there(
    released, browser, tmp_path, scheme, place, scripts
):
    """It once led to the newest edition, and to itself where the edition stood alone."""
    editions = released[0] / "_build/editions"
    if place:
        copytree(editions / "2026.2", tmp_path / "site")
    folder = tmp_path / "site" / place
    copytree(editions / "2026.1", folder)
    pages = {
        path.parent.name: unescape(re.search(r'<h1><a href="([^"]+)"', html)[1])
        for path in sorted(folder.glob("id/*/index.html"))
        if "moved.js" in (html := path.read_text("utf-8"))
    }
    assert {"ice", "great-flood", "levels"} <= pages.keys()
    context = browser.new_context(java_script_enabled=scripts)
    tab = context.new_page()
    with served(tmp_path / "site") as server:
        top = f"{server if scheme == 'http' else (tmp_path / 'site').as_uri() + '/'}{place}"
        for name, target in pages.items():
            address = f"{top}id/{name}/index.html"
            tab.goto(address, wait_until="commit")
            tab.wait_for_url(urljoin(address, target), wait_until="commit", timeout=10_000)
        if scripts:  # which keep the place that an address has by itself
            tab.goto(f"{top}id/ice/index.html#ice-not-known", wait_until="commit")
            tab.wait_for_url(f"{top}water/ice.html#ice-not-known", wait_until="commit")
    context.close()


@pytest.mark.slow
def test_a_citation_of_an_edition_leads_to_its_text_in_all_formats(released):
    """It once had the address at which the newest text stands."""
    root, _first = released
    folder, whole = root / "_build/editions/2026.1", "https://example.org/river/"
    own = f"{whole}editions/2026.1/"
    things = [path.parent for path in folder.glob("id/*/cite.json")]
    books = [path.parent for path in folder.glob("id/*/cite.bib") if "@book" in path.read_text()]
    assert len(things) > 20
    for thing in things:
        link = "https://doi.org/10.1234/abc" if thing in books else f"{own}id/{thing.name}/"
        citation = json.loads((thing / "cite.json").read_text("utf-8"))[0]
        assert citation["URL"] == f"{own}id/{thing.name}/"
        assert f"url = {{{citation['URL']}}}" in (thing / "cite.bib").read_text("utf-8")
        assert f"UR  - {citation['URL']}\r\n" in (thing / "cite.ris").read_bytes().decode()
        assert link in re.search(
            r'<p class="citation">.*?</p>', (thing / "cite.html").read_text("utf-8")
        )[0].replace("\u200b", "")
    page = (folder / "water/ice.html").read_text("utf-8")
    assert f'<link rel="cite-as" href="{own}id/ice/">' in page
    assert f'<link rel="canonical" href="{whole}water/ice.html">' in page
    named = re.compile(rf"{re.escape(whole)}(?!editions/2026\.1/)[^\s\"<>]*")
    outside = {
        str(path.relative_to(folder)): found
        for path in folder.rglob("*")
        if path.suffix in (".json", ".bib", ".ris", ".xml", ".csv", ".svg", ".atom")
        and (found := set(named.findall(path.read_text("utf-8"))))
    }
    assert outside == {}


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["http", "file"])
def test_who_comes_from_an_edition_is_told_what_changed(released, browser, tmp_path, scheme):
    editions = released[0] / "_build/editions"
    copytree(editions / "2026.2", tmp_path / "site")
    copytree(editions / "2026.1", tmp_path / "site/editions/2026.1")
    words = {
        "": "has changed since edition 2026.1: 2 paragraphs new, 1 paragraph changed, 1 paragraph",
        "#ice-not-known": "The words are those of edition 2026.1.",
    }
    tab = browser.new_page()
    with served(tmp_path / "site") as server:
        top = server if scheme == "http" else f"{(tmp_path / 'site').as_uri()}/"
        for place, message in words.items():
            tab.goto(f"{top}editions/2026.1/water/ice.html{place}")
            tab.locator(".frozen-edition a").click()
            tab.wait_for_url(f"{top}water/ice.html?since=2026.1{place}")
            expect(tab.locator("p[role='status']")).to_contain_text(message)
        tab.goto(f"{top}reference/index.html?since=2026.1")  # no chapter, and nothing to tell
        expect(tab.locator("p[role='status']")).to_have_count(0)
    tab.close()


@pytest.mark.slow
def test_the_newest_list_tells_of_rows_and_the_identifier_is_cited(released):
    root, _first = released
    newest = root / "_build/editions/2026.2"
    text = text_of((newest / "reference/editions.html").read_text("utf-8"))
    assert re.search(r"Changed datasets: [\w ]+ \(1 row changed\)", text), text
    (cited,) = (path for path in newest.glob("id/*/cite.bib") if "@book" in path.read_text("utf-8"))
    assert "doi = {10.1234/abc}" in cited.read_text("utf-8")
    assert "https://doi.org/10.1234/abc" in (cited.parent / "cite.html").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("cff", "words"),
    [
        (("2026.2", "2026.3"), "CITATION.cff): commit them first"),
        (("2026.2", "2026.2"), "edition 2026.2 exists already"),
    ],
)
def test_a_release_that_cannot_be_is_one_line(released, tmp_path, cff, words, capsys):
    root = tmp_path / "book"
    copytree(released[0], root)
    edit(root / "CITATION.cff", cff)
    assert main(["--book", str(root), "release"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert words in line


@pytest.mark.slow
def test_a_release_that_fails_leaves_nothing(released, tmp_path, capsys):
    """A new section is registered before the strict build fails; then it is a draft again."""
    root = tmp_path / "book"
    copytree(released[0], root, ignore=lambda *_: ["_build"])
    rmtree(root / ".git")
    edit(root / "CITATION.cff", ("2026.2", "2026.3"))
    with (root / ICE).open("a", encoding="utf-8") as text:
        text.write("\n(a-new-draft)=\n## A draft\n\n[](#no-such-place)\n")
    before = (root / "permalinks.csv").read_bytes()
    assert main(["--book", str(root), "release"]) == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith("edition 2026.3 was not made")
    assert (root / "permalinks.csv").read_bytes() == before
    assert not (root / "editions/2026.3.json").exists()
    assert list((root / "_build/editions").iterdir()) == []


@pytest.mark.slow
def test_the_newest_book_tells_what_became_of_a_paragraph_of_the_first(released, browser):
    root, _first = released
    newest = root / "_build/editions/2026.2"
    sections = json.loads((root / "_build/editions/2026.1/sections.json").read_text("utf-8"))
    addresses = {
        paragraph["number"]: paragraph["address"]
        for section in sections["sections"]
        for paragraph in section["paragraphs"]
        if paragraph["address"].startswith("water/ice.html")
    }
    expected = {
        1: ("", ""),
        2: ("This was ¶ 2 in edition 2026.1; its words are unchanged, and it is ¶ 3 now.", ""),
        4: ("The words of this paragraph have changed since edition 2026.1", "differ"),
        6: ("The paragraph that was ¶ 6 in edition 2026.1 is no longer in this book", ""),
    }
    tab = browser.new_page()
    for number, (words, gone) in expected.items():
        tab.goto("about:blank")
        tab.goto(f"{newest.as_uri()}/{addresses[number]}")
        said = tab.locator("p[role=status]")
        if words:
            expect(said).to_have_text(re.compile(f"^{re.escape(words)}"))
            assert said.locator("del").all_text_contents() == ([gone] if gone else [])
        else:
            tab.wait_for_timeout(300)
            assert said.count() == 0
    assert "Not every day without a ferry was a day of ice." in said.text_content()
    tab.close()
