"""Citations and lists of sources in built books, also in second and parallel builds."""

from __future__ import annotations

import pytest
from html5lib import parse

from conftest import ENTRY, SOURCES, page

LIST = "```{chapter-sources}\n```"
CITED = "A fact {cite:p}`hrw2008denied{para. 46}`.\n\n" + LIST
SECOND = (
    ENTRY.replace("hrw2008denied", "hrw2009lives")
    .replace("Denied Status", "Lives")
    .replace("{2008}", "{2009}")
    .replace("report/2008", "report/2009")
)


def links(html):
    """Return the targets of all links in a page by their text."""
    tree = parse(html, namespaceHTMLElements=False)
    return {"".join(a.itertext()): a.get("href") for a in tree.iter("a")}


def text(html):
    """Return the text of a page's body, white space collapsed."""
    body = parse(html, namespaceHTMLElements=False).find("body")
    return " ".join("".join(body.itertext()).split())


def test_a_citation_leads_to_the_chapter_list_and_on_to_the_register(book):
    built = book({"a.md": page("a", CITED)}, builder="html")
    assert built.warnings == []
    html = built.html("a")
    assert "A fact (Human Rights Watch 2008, para.\N{NO-BREAK SPACE}46)." in html.replace(
        '<a class="reference internal" href="#cited-hrw2008denied">Human Rights Watch 2008</a>',
        "Human Rights Watch 2008",
    ).replace('<span class="citation" id="cite-1">', "").replace("</span>.", ".")
    found = links(html)
    assert found["Human Rights Watch 2008"] == "#cited-hrw2008denied"
    assert found["Human Rights Watch 2008. "] == "sources.html#ref-hrw2008denied"
    assert found["hrw.org"] == "https://www.hrw.org/report/2008"
    assert 'id="cited-hrw2008denied"' in html
    register = built.html("sources")
    assert 'id="ref-hrw2008denied"' in register
    assert "rests on testimony · seen: the original" in register


def test_without_a_list_a_citation_leads_to_the_register(book):
    built = book({"a.md": page("a", "A fact {cite:t}`hrw2008denied{p. 2}`.")}, builder="html")
    found = links(built.html("a"))
    label = "Human Rights Watch (2008, p.\N{NO-BREAK SPACE}2)"
    assert found[label] == "sources.html#ref-hrw2008denied"


def test_several_sources_with_words_before_them(book):
    body = "Fact {cite}`{see}hrw2008denied, hrw2009lives{§ 4}`."
    built = book({"a.md": page("a", body), "references.bib": ENTRY + SECOND}, builder="html")
    assert "Fact (see Human Rights Watch 2008; Human Rights Watch 2009, § 4)." in text(
        built.html("a")
    )


def test_a_list_holds_each_source_once_in_the_order_of_labels(book):
    body = "Facts {cite:p}`hrw2009lives` {cite:p}`hrw2008denied,hrw2009lives`.\n\n" + LIST
    built = book({"a.md": page("a", body), "references.bib": ENTRY + SECOND}, builder="html")
    html = built.html("a")
    assert html.count('id="cited-hrw2009lives"') == 1
    assert html.index('id="cited-hrw2008denied"') < html.index('id="cited-hrw2009lives"')


@pytest.mark.parametrize("builder", ["text", "latex"])
def test_other_writers_show_citations_and_lists(book, builder):
    built = book({"a.md": page("a", CITED)}, builder=builder)
    assert built.warnings == []
    name = "a.txt" if builder == "text" else "projectnamenotset.tex"
    out = (built.app.outdir / name).read_text("utf-8")
    assert "Human Rights Watch 2008" in out
    assert "Denied Status" in out


def test_shorthands_are_listed_with_their_names(book):
    bib = ENTRY.replace("year =", "shorthand = {HRW},\n  year =")
    body = "A fact {cite:p}`hrw2008denied`.\n\n```{shorthands}\n```"
    built = book({"a.md": page("a", body), "references.bib": bib}, builder="html")
    assert "(HRW 2008)" in text(built.html("a"))
    assert "HRWHuman Rights Watch" in text(built.html("a"))


def test_every_source_is_an_object_that_other_books_can_link_to(book):
    built = book({"a.md": page("a", CITED)})
    objects = list(built.app.env.domains["cite"].get_objects())
    assert objects == [
        ("hrw2008denied", "Human Rights Watch 2008", "citation", "sources", "ref-hrw2008denied", -1)
    ]


def test_a_year_corrected_in_the_bibliography_shows_everywhere_in_a_second_build(book):
    files = {"a.md": page("a", CITED), "b.md": page("b", "Nothing cited.")}
    book(files, builder="html")
    built = book({"references.bib": ENTRY.replace("{2008}", "{2007}")}, builder="html")
    assert "Human Rights Watch 2007, para." in text(built.html("a"))
    assert "Human Rights Watch 2007." in text(built.html("sources"))
    assert "no targets are out of date" in book({}, builder="html").app.status.getvalue()


def test_a_new_source_that_changes_a_letter_shows_in_other_chapters(book):
    book({"a.md": page("a", CITED)}, builder="html")
    twin = SECOND.replace("{2009}", "{2008}")
    built = book(
        {"references.bib": ENTRY + twin, "b.md": page("b", "Fact {cite:p}`hrw2009lives`.")},
        builder="html",
    )
    assert "Human Rights Watch 2008a, para." in text(built.html("a"))
    assert "Human Rights Watch 2008b" in text(built.html("b"))


def test_an_edited_page_forgets_its_old_citations(book):
    book({"a.md": page("a", CITED)})
    built = book({"a.md": page("a", "Nothing now.")})
    domain = built.app.env.domains["cite"]
    assert domain.places == {}
    assert list(domain.lists) == ["sources"]


def test_a_removed_page_is_forgotten(book):
    book({"a.md": page("a", CITED)})
    built = book({"a.md": None})
    assert built.app.env.domains["cite"].places == {}


def test_a_source_that_moves_to_another_page_is_linked_there(book):
    book({"a.md": page("a", CITED)}, builder="html")
    moved = {"sources.md": None, "list.md": SOURCES.replace("sources", "list")}
    built = book(moved, builder="html")
    assert links(built.html("a"))["Human Rights Watch 2008. "] == "list.html#ref-hrw2008denied"


def test_parallel_and_serial_builds_are_equal(book, tmp_path):
    files = {f"p{n}x.md": page(f"p{n}x", CITED) for n in range(12)}
    serial = book(files, builder="html", fresh=True)
    before = {path.name: path.read_bytes() for path in serial.app.outdir.glob("*.html")}
    parallel = book(builder="html", fresh=True, parallel=2)
    after = {path.name: path.read_bytes() for path in parallel.app.outdir.glob("*.html")}
    assert parallel.app.env.domains["cite"].places.keys() == {f"p{n}x" for n in range(12)}
    assert before == after


def test_a_register_can_be_split_by_tier_and_initials(book):
    register = "(list-a)=\n# A\n\n```{source-register}\n:tier: ngo\n:initials: a-g\n```"
    rest = register.replace("list-a", "list-b").replace("a-g", "h-z").replace("# A", "# B")
    head = "---\ndescription: Sources {}.\n---\n\n"
    built = book(
        {
            "a.md": page("a", CITED),
            "sources.md": None,
            "list-a.md": head.format("a") + register,
            "list-b.md": head.format("b") + rest,
        },
        builder="html",
    )
    assert built.warnings == []
    assert links(built.html("a"))["Human Rights Watch 2008. "] == "list-b.html#ref-hrw2008denied"
    assert "ref-hrw2008denied" not in built.html("list-a")
