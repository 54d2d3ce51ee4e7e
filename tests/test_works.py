"""A book with copies, accounts and notes: marks, entries of sources, former keys, cards' data."""

from __future__ import annotations

import json
import re

import pytest
from html5lib import parse

from conftest import CONF, LIBRARY, SOURCES, page
from sphinx_evidence.sources.domain import CitationDomain
from sphinx_evidence.sources.export import notes_path
from sphinx_evidence.sources.nodes import READINGS

LIST = "```{chapter-sources}\n```"
CITED = f"""Read {{cite:p}}`hrw2008denied{{para. 3}}`.
Copied {{cite:p}}`kim2010story{{p. 4}}`.
Reported {{cite:p}}`lost2001report{{p. 2}}`, as {{cite:t}}`lost2001report` says. {{inference}}`◇`

{LIST}"""
COPY, ACCOUNT = (f"{mark} {words}" for mark, words, _ in READINGS.values())
MARKS = f"{COPY} · {ACCOUNT}"


def tree(html):
    """Return the tree of a page."""
    return parse(html, namespaceHTMLElements=False)


def having(node, name):
    """Return the elements below a node that have a class."""
    return [item for item in node.iter() if name in (item.get("class") or "").split()]


def text(node):
    """Return the text of an element, white space collapsed."""
    return " ".join("".join(node.itertext()).split())


def entry(html, anchor):
    """Return the item of a list that has an anchor, with its lines."""
    items = tree(html).iter("li")
    return next(item for item in items if anchor in {node.get("id") for node in item.iter()})


def built_as(book, builder, body=CITED, **files):
    """Build a page of the small library and return the book."""
    return book(LIBRARY | {"a.md": page("a", body)} | files, builder=builder)


# marks


def test_the_text_marks_what_is_known_by_an_account_and_the_list_what_was_read_in_a_copy(
    shared_book,
):
    built = built_as(shared_book, "html")
    assert [one for one in built.warnings if "[evidence." in one] == []
    html = built.html("a")
    groups = having(tree(html), "citation")
    marks = [[text(mark) for mark in having(group, "source-mark")] for group in groups]
    copied = [", in a copy\u2060°"]
    reported = [", by an account\u2060‡"]
    assert marks == [[], [], reported, reported]
    listed = entry(html, "cited-kim2010story")
    assert [text(mark) for mark in having(listed, "source-mark")] == copied


def test_a_chapter_says_how_many_of_its_sources_were_read_in_the_original(shared_book):
    (line,) = having(tree(built_as(shared_book, "html").html("a")), "sources-read")
    assert text(line) == "Read in the original at the place cited: 1 of 3 sources."


def test_the_first_mark_in_the_text_is_explained_beside_it(shared_book):
    groups = having(tree(built_as(shared_book, "html").html("a")), "citation")
    marks = [mark for group in groups for mark in having(group, "source-mark")]
    notes = [mark.get("data-note") for mark in marks]
    assert notes == ["‡ known only through an account of it", None]


def test_a_mark_is_seen_and_its_words_are_heard(shared_book):
    """The mark is hidden from screen readers and cannot be selected, so it is not copied."""
    built = built_as(shared_book, "html")
    (mark,) = having(entry(built.html("a"), "cited-kim2010story"), "source-mark")
    words, sign = mark
    assert words.get("class") == "visually-hidden"
    assert words.text == ", in a copy"
    assert (sign.get("aria-hidden"), sign.text) == ("true", "\u2060°")
    assert mark.get("title") == "read in a copy, a translation or an excerpt"
    styles = "".join(path.read_text("utf-8") for path in CitationDomain.assets)
    (rule,) = re.findall(r"([^{}]*)\{\s*user-select: none;?\s*\}", styles)
    assert ".source-mark" in rule
    assert ".inference" in rule


def test_a_work_known_by_an_account_is_cited_with_it(shared_book):
    groups = having(tree(built_as(shared_book, "html").html("a")), "citation")
    assert text(groups[2]).startswith(
        "(Lost Board 2001, p. 2, as reported in Kim 2010, by an account"
    )
    assert text(groups[3]).startswith("Lost Board (2001, as reported in Kim 2010), by an account")


@pytest.mark.parametrize("builder", ["text", "latex"])
def test_other_writers_have_the_marks_too(book, builder):
    built = built_as(book, builder)
    name = "a.txt" if builder == "text" else "projectnamenotset.tex"
    out = re.sub(r"\s+", " ", (built.app.outdir / name).read_text("utf-8"))
    if builder == "latex":
        out = re.sub(r"\{\\hyperref\[[^]]*\]\{\\sphinxcrossref\{(.*?)\}\}\}", r"\1", out)
    space = "~" if builder == "latex" else "\N{NO-BREAK SPACE}"
    out = out.replace(space, " ")
    assert "(Human Rights Watch 2008, para. 3)" in out
    assert "(Kim 2010, p. 4)" in out
    assert "(Lost Board 2001, p. 2, as reported in Kim 2010‡)" in out
    assert COPY in out
    assert "◇" in out


def test_every_list_of_sources_explains_the_marks(book):
    two = SOURCES + "\n```{source-register}\n:tier: ngo\n```\n"
    built = built_as(book, "html", **{"sources.md": two})
    for name, count in (("a", 1), ("sources", 2)):
        shown = [text(line) for line in having(tree(built.html(name)), "source-marks")]
        assert shown == [MARKS] * count


def test_a_book_without_a_library_has_no_marks(book):
    built = built_as(book, "html", **{"conf.py": CONF})
    html = built.html("a") + built.html("sources")
    assert built.warnings == []
    assert "source-mark" not in html
    assert "data-notes" not in html
    assert "as reported in" not in html
    assert not list((built.app.outdir / "sources").glob("*.js"))


def test_the_mark_of_an_inference_is_announced(shared_book):
    (mark,) = having(tree(built_as(shared_book, "html").html("a")), "inference")
    words, sign = mark
    assert (words.get("class"), words.text) == ("visually-hidden", "(our inference)")
    assert (sign.get("aria-hidden"), sign.text) == ("true", "\u2060◇")


def test_another_sign_for_an_inference_is_one_warning_and_stays_in_the_text(book):
    built = built_as(book, "html", "A sentence. {inference}`our own`")
    (warning,) = built.warnings
    assert warning.startswith("a.md:8: WARNING: {inference} marks the sentence before it: write ")
    assert "A sentence. our own" in text(tree(built.html("a")))


# entries


def test_an_entry_has_its_copies_with_what_was_read(shared_book):
    html = built_as(shared_book, "html").html("sources")
    lines = [text(line) for line in having(entry(html, "ref-kim2010story"), "source-copy")]
    assert lines == [
        "Read: a translation (the whole), 24 November 2026. "
        "Not linked: the host asks for a password.",
        "Read: an excerpt (p. 4), 24 November 2026. Not linked: it names a private person.",
    ]
    original = entry(html, "ref-hrw2012more")
    (line,) = having(original, "source-copy")
    assert text(line).startswith(
        "Read: the original (the opening; pp. 1–9), 24 November 2026. https://www.hrw.org/report/2012"
    )
    assert [link.get("href") for link in line.iter("a")] == [
        "https://www.hrw.org/report/2012",
        "https://web.archive.org/web/20261124/https://www.hrw.org/report/2012",
    ]


def test_an_unsafe_copy_has_no_address_anywhere(book):
    copies = LIBRARY["data/copies.csv"].replace(
        "excerpt,en,,it names a private person", "excerpt,en,https://private.example/x,"
    )
    built = built_as(book, "html", **{"data/copies.csv": copies})
    (warning,) = [line for line in built.warnings if "unsafe" in line]
    assert "a copy that is unsafe to link has an address: delete it" in warning
    site = [path for path in built.app.outdir.rglob("*") if path.is_file()]
    assert not [path for path in site if b"private.example" in path.read_bytes()]


def test_an_account_is_named_in_both_entries(shared_book):
    html = built_as(shared_book, "html").html("sources")
    (reported,) = having(entry(html, "ref-lost2001report"), "source-reports")
    (reporting,) = having(entry(html, "ref-kim2010story"), "source-reports")
    assert text(reported) == "Reported in Kim 2010"
    assert text(reporting) == "Reports Lost Board 2001"
    assert [link.get("href") for link in reported.iter("a")] == ["#ref-kim2010story"]
    assert [link.get("href") for link in reporting.iter("a")] == ["#ref-lost2001report"]


def test_an_entry_has_its_notes_in_the_order_of_their_places(shared_book):
    html = built_as(shared_book, "html").html("sources")
    (notes,) = having(entry(html, "ref-hrw2008denied"), "source-notes")
    assert [text(note) for note in notes] == [
        "It is on status.",
        "para. 3 Many have no papers.",
        "para. 20 Some have papers. Told by a few.",
    ]
    (caveat,) = having(notes, "note-caveat")
    assert text(caveat) == "Told by a few."
    (notes,) = having(entry(html, "ref-kim2010story"), "source-notes")
    assert [text(note) for note in notes] == [
        "A report lists losses. (observed by board; rests on a survey or study with a stated "
        "method)",
        "p. 4 The reporter saw a wall. (rests on testimony; asked: people who live there)",
    ]


def test_the_address_in_a_chapter_is_that_of_the_original(shared_book):
    html = built_as(shared_book, "html").html("a")
    links = [link.get("href") for link in entry(html, "cited-hrw2008denied").iter("a")]
    assert "https://www.hrw.org/report/2008" in links
    links = [link.get("href") for link in entry(html, "cited-kim2010story").iter("a")]
    assert links == ["sources.html#ref-kim2010story"]


# former keys and pages

MOVED = """key,work,page,title
kim2010old,kim2010story,sources,
hrw2008old,hrw2008denied,sources-old,
"""
OLD_PAGE = page("sources-old", "```{source-register}\n:tier: news\n```")
NEW_PAGE = page(
    "sources",
    "\n\n".join(f"```{{source-register}}\n:tier: {tier}\n```" for tier in ("ngo", "government")),
)


def test_a_former_address_leads_on(book):
    moved = MOVED.replace("kim2010story,sources", "kim2010story,sources-old")
    pages = {"sources.md": NEW_PAGE, "sources-old.md": OLD_PAGE, "data/moved-sources.csv": moved}
    built = built_as(book, "html", **pages)
    assert [one for one in built.warnings if "[evidence." in one] == []
    old, new = built.html("sources-old"), built.html("sources")
    ids = {node.get("id") for node in entry(old, "ref-kim2010old").iter("span")}
    assert {"ref-kim2010old", "ref-kim2010story"} <= ids
    line = entry(old, "ref-hrw2008old")
    assert text(line) == "Now listed as Human Rights Watch 2008"
    assert [link.get("href") for link in line.iter("a")] == ["sources.html#ref-hrw2008denied"]
    assert "hrw2008old" not in new


def test_an_entry_that_moved_under_its_own_key_leads_on(book):
    moved = "key,work,page,title\nhrw2008denied,hrw2008denied,sources-old,\n"
    moved += "kim2010story,kim2010story,sources-old,\n"
    pages = {"sources.md": NEW_PAGE, "sources-old.md": OLD_PAGE, "data/moved-sources.csv": moved}
    built = built_as(book, "html", **pages)
    old = built.html("sources-old")
    assert text(entry(old, "ref-hrw2008denied")) == "Now listed as Human Rights Watch 2008"
    assert old.count('id="ref-kim2010story"') == 1
    assert built.html("sources").count('id="ref-hrw2008denied"') == 1


def test_a_citation_by_a_former_key_is_one_of_the_work(book):
    body = f"Copied {{cite:p}}`kim2010old{{p. 4}}`.\n\n{LIST}"
    moved = MOVED.replace("sources-old", "a")
    built = built_as(book, "html", body, **{"data/moved-sources.csv": moved})
    assert [one for one in built.warnings if "[evidence." in one] == []
    (group,) = having(tree(built.html("a")), "citation")
    assert text(group).startswith("(Kim 2010, p. 4)")
    assert [link.get("href") for link in group.iter("a")] == ["#cited-kim2010story"]
    assert "Cited" in text(entry(built.html("sources"), "ref-kim2010story"))


def test_another_former_key_is_known_in_a_second_build(book):
    body = f"Copied {{cite:p}}`kim2010old`.\n\n{LIST}"
    before = built_as(book, "html", body)
    assert [one for one in before.warnings if "no source has the key 'kim2010old'" in one]
    built = book({"data/moved-sources.csv": MOVED.replace("sources-old", "a")}, builder="html")
    assert not [one for one in built.warnings if "[evidence." in one]
    assert "Kim 2010" in text(having(tree(built.html("a")), "citation")[0])
    built = book({"data/moved-sources.csv": "key,work,page,title\n"}, builder="html")
    assert [one for one in built.warnings if "no source has the key 'kim2010old'" in one]


DROPPED = 'key,work,page,title\nlee1999tale,,sources-old,"Ann Lee, A tale, 1999"\n'


def test_the_address_of_a_work_that_is_no_longer_cited_says_so(book):
    pages = {"sources.md": NEW_PAGE, "sources-old.md": OLD_PAGE, "data/moved-sources.csv": DROPPED}
    built = built_as(book, "html", **pages)
    assert [one for one in built.warnings if "[evidence." in one] == []
    line = entry(built.html("sources-old"), "ref-lee1999tale")
    assert text(line) == "No longer cited: Ann Lee, A tale, 1999"
    assert "lee1999tale" not in built.html("sources")


def test_a_citation_of_a_work_that_is_no_longer_cited_says_what_became_of_it(book):
    body = f"As told {{cite:p}}`lee1999tale`.\n\n{LIST}"
    dropped = DROPPED.replace("sources-old", "sources")
    built = built_as(book, "html", body, **{"data/moved-sources.csv": dropped})
    (line,) = [one for one in built.warnings if "lee1999tale" in one]
    assert "the book no longer cited it, so it was deleted: add it again" in line


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("lee1999tale,,sources,", "write the key of the work that it leads to or,"),
        ("kim2010old,kim2010story,sources,A tale", "write the key of the work that it leads to"),
        ("lee1999tale,,sources-gone,A tale", "there is no page 'sources-gone': name one that can"),
        ("kim2010story,,sources,A tale", "it is in the bibliography: delete this row"),
    ],
)
def test_a_former_key_leads_to_a_work_or_has_a_title(book, row, says):
    built = built_as(book, "html", **{"data/moved-sources.csv": f"key,work,page,title\n{row}\n"})
    (line,) = [one for one in built.warnings if "moved-sources.csv:2" in one]
    assert f"{row.partition(',')[0]}: {says}" in line


# cards


def test_a_citation_names_the_notes_of_its_place_for_its_card(shared_book):
    groups = having(tree(built_as(shared_book, "html").html("a")), "citation")
    links = [link.get("data-notes") for group in groups for link in group.iter("a")]
    story = notes_path("kim2010story")
    assert links == [
        f"{notes_path('hrw2008denied')} denied-2",
        f"{story} story-2",
        None,  # no note on this place
        story,  # those of its account
    ]


def test_the_notes_of_each_work_are_a_script(shared_book):
    built = built_as(shared_book, "html")
    scripts = sorted(path.name for path in (built.app.outdir / "sources").glob("*.js"))
    assert scripts == ["hrw2008denied.js", "kim2010story.js"]
    path = notes_path("hrw2008denied")
    script = (built.app.outdir / path).read_text("utf-8")
    start = f'(globalThis.bookNotes??={{}})["{path}"]='
    assert script.startswith(start)
    assert json.loads(script.removeprefix(start).rstrip(";\n")) == [
        ["denied-3", "", "It is on status.", ""],
        ["denied-2", "para.\N{NO-BREAK SPACE}3", "Many have no papers.", ""],
        ["denied-1", "para.\N{NO-BREAK SPACE}20", "Some have papers.", "Told by a few."],
    ]


def test_a_note_cannot_leave_its_script(book):
    notes = LIBRARY["data/notes.csv"].replace("It is on status.", "</script><b>\u2028 &")
    built = built_as(book, "html", **{"data/notes.csv": notes})
    html = built.html("sources")
    assert "</script><b>" not in html
    assert "&lt;/script&gt;&lt;b&gt;" in html
