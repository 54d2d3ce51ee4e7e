"""Ids of sections: only those of authors, stored by page."""

from __future__ import annotations

from conftest import page


def test_a_heading_has_the_id_of_its_label_and_no_other(book):
    body = "(nobody-counted)=\n## Some words of a heading\n\nText.\n"
    built = book({"a.md": page("a", body)}, builder="html")
    html = built.html("a")
    assert '<section id="nobody-counted">' in html
    assert "some-words-of-a-heading" not in html


def test_a_label_keeps_its_id_where_another_heading_has_its_words(book):
    body = "See [there](#high-water).\n\n(high-water)=\n## The dike\n\nText.\n"
    built = book({"a.md": page("a", body, "High water")}, builder="html")
    html = built.html("a")
    assert '<section id="high-water">\n<h2>The dike' in html
    assert 'href="#high-water"' in html
    assert built.warnings == []
    known = built.app.env.domains["std"].labels["high-water"]
    assert known[:2] == ("a", "high-water")


def test_sections_are_known_with_title_label_and_level(book):
    body = "(b-c)=\n## B *c*\n\n(d-e)=\n### D\n"
    built = book({"a.md": page("a", body)})
    found = built.app.env.domains["permalink"].sections["a"]
    assert [(s.title, s.label, s.level) for s in found] == [
        ("A page", "a", 1),
        ("B c", "b-c", 2),
        ("D", "d-e", 3),
    ]
    assert [s.line for s in found] == [6, 9, 12]


def test_edited_and_removed_pages_are_forgotten(book):
    book({"a.md": page("a", "(b-c)=\n## B\n"), "z.md": page("z", "")})
    built = book({"a.md": page("a", ""), "z.md": None})
    sections = built.app.env.domains["permalink"].sections
    assert [section.label for section in sections["a"]] == ["a"]
    assert "z" not in sections


def test_parallel_reading_keeps_all_sections(book):
    files = {f"q{n}.md": page(f"q{n}", "") for n in range(12)}
    built = book(files, parallel=2)
    assert {f"q{n}" for n in range(12)} <= set(built.app.env.domains["permalink"].sections)


def test_the_review_day_and_the_description_reach_the_page(book):
    text = "---\ndescription: It's <b>.\nreviewed: 2026-03-09\n---\n\n(a)=\n# A\n"
    built = book(
        {"a.md": text, "_t/page.html": "{{ metatags }}|{{ reviewed }}|"},
        builder="html",
        templates_path=["_t"],
    )
    html = built.html("a")
    assert '<meta name="description" content="It&#39;s &lt;b&gt;.">' in html
    assert "|9 March 2026|" in html


def test_a_label_that_stands_twice_is_one_warning(book):
    body = "(b-c)=\n## B\n\n(b-c)=\n## C\n"
    (warning,) = book({"a.md": page("a", body)}).warnings
    assert 'a.md:11: WARNING: Duplicate explicit target name: "b-c": rename one' in warning


def test_a_label_of_another_page_is_one_warning(book):
    files = {name: page(name[0], "(b-c)=\n## B\n") for name in ("a.md", "z.md")}
    (warning,) = book(files).warnings
    assert "z.md:9: WARNING: duplicate label b-c, other instance in" in warning


def test_a_malformed_id_of_a_title_is_one_message(book):
    built = book({"a-page.md": page("A_page", "Text.")})
    (warning,) = built.warnings
    assert "the id 'a_page' is not lower-case words and hyphens: rename it" in warning


def test_a_citation_in_a_heading_is_no_part_of_its_title(book):
    text = page("a-page", "(a-road)=\n## Old roads {cite:p}`hrw2008denied`\n\nText.")
    built = book({"a-page.md": text})
    (warning,) = built.warnings
    assert "a heading holds a citation" in warning
    sections = built.app.env.domains["permalink"].sections["a-page"]
    assert [section.title for section in sections] == ["A page", "Old roads"]
