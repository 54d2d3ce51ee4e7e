"""Citations and lists of sources in built books, also in second and parallel builds."""

from __future__ import annotations

import json
import re

import pytest
from bs4 import BeautifulSoup
from html5lib import parse

from conftest import CONF, ENTRY, SOURCES, page

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


READ = {
    "references.bib": ENTRY + SECOND,
    "a.md": page("a", CITED),
    "unlisted.md": page("unlisted", "A fact {cite:t}`hrw2008denied{p. 2}`."),
    "several.md": page("several", "Fact {cite}`{see}hrw2008denied, hrw2009lives{§ 4}`."),
    "twice.md": page(
        "twice", "Facts {cite:p}`hrw2009lives` {cite:p}`hrw2008denied,hrw2009lives`.\n\n" + LIST
    ),
}
"""A book whose pages cite in different ways."""


def test_a_citation_leads_to_the_chapter_list_and_on_to_the_register(shared_book):
    built = shared_book(READ, builder="html")
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
    assert "rests on testimony</p>" in register


TIERS = ("news", "ngo", "law", "research", "reference", "intergovernmental")
KINDS = "".join(
    ENTRY.replace("hrw2008denied", f"by2008{tier}")
    .replace("Denied Status", f"Work {tier}")
    .replace("tier = {ngo}", f"tier = {{{tier}}}")
    .replace("report/2008", f"report/{tier}")
    for tier in TIERS
)


def test_the_sources_of_a_chapter_stand_by_kind_and_are_folded(book):
    cited = ",".join(f"by2008{tier}" for tier in TIERS)
    built = book(
        {"references.bib": KINDS, "a.md": page("a", f"A fact {{cite:p}}`{cited}`.\n\n{LIST}")},
        builder="html",
    )
    folds = parse(built.html("a"), namespaceHTMLElements=False).iter("details")
    found = {
        "".join(fold.find("summary").itertext()): [
            node.get("id") for node in fold.find("ul").iter() if node.get("id")
        ]
        for fold in folds
        if fold.get("class") == "fold"
    }
    assert found == {
        "Law, courts, governments, international bodies (2)": [
            *("cited-by2008intergovernmental", "cited-by2008law"),
        ],
        "Research (1)": ["cited-by2008research"],
        "Organisations (1)": ["cited-by2008ngo"],
        "Press (1)": ["cited-by2008news"],
        "Other (1)": ["cited-by2008reference"],
    }


def test_other_formats_have_the_kinds_as_lines_of_their_own(book):
    built = book({"a.md": page("a", CITED)}, builder="text")
    text = (built.root / "_build/text/a.txt").read_text("utf-8")
    assert "\n**Organisations (1)**\n" in text


def test_without_a_list_a_citation_leads_to_the_register(shared_book):
    found = links(shared_book(READ, builder="html").html("unlisted"))
    label = "Human Rights Watch (2008, p.\N{NO-BREAK SPACE}2)"
    assert found[label] == "sources.html#ref-hrw2008denied"


def test_several_sources_with_words_before_them(shared_book):
    assert "Fact (see Human Rights Watch 2008; Human Rights Watch 2009, § 4)." in text(
        shared_book(READ, builder="html").html("several")
    )


def test_a_list_holds_each_source_once_in_the_order_of_labels(shared_book):
    html = shared_book(READ, builder="html").html("twice")
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


def test_a_law_is_cited_by_its_title_and_an_unsigned_report_by_its_newspaper(book):
    bib = """@legislation{assembly2001law,
  author = {{Assembly of the Upper River}},
  title = {{Law on the Administration of the Upper River}},
  shorttitle = {Upper River Law},
  year = {2001},
  tier = {law}
}

@article{times2002ice,
  title = {{Ice}},
  shorthand = {Upper River Times},
  journal = {The Times of the Upper River},
  year = {2002},
  tier = {news}
}
"""
    body = "By {cite:t}`assembly2001law{art. 4}`, so {cite:p}`times2002ice`.\n\n"
    body += f"```{{shorthands}}\n```\n\n{LIST}"
    built = book({"a.md": page("a", body), "references.bib": bib}, builder="html")
    assert built.warnings == []
    html = text(built.html("a"))
    assert "By Upper River Law (2001, art. 4), so (Upper River Times 2002)." in html
    assert "Upper River TimesThe Times of the Upper River" in html
    assert (
        "Upper River Law 2001. Law on the Administration of the Upper River, "
        "Assembly of the Upper River, 2001."
    ) in html
    assert "Upper River Times 2002. Ice, The Times of the Upper River, 2002." in html


def test_every_source_is_an_object_that_other_books_can_link_to(shared_book):
    domain = shared_book(READ, builder="html").app.env.domains["cite"]
    assert sorted(domain.get_objects()) == [
        (key, label, "citation", "sources", f"ref-{key}", -1)
        for key, label in (
            ("hrw2008denied", "Human Rights Watch 2008"),
            ("hrw2009lives", "Human Rights Watch 2009"),
        )
    ]


def test_a_year_corrected_in_the_bibliography_shows_everywhere_in_a_second_build(book):
    files = {"a.md": page("a", CITED), "b.md": page("b", "Nothing cited.")}
    book(files, builder="html")
    built = book({"references.bib": ENTRY.replace("{2008}", "{2007}")}, builder="html")
    assert "Human Rights Watch 2007, para." in text(built.html("a"))
    assert "Human Rights Watch 2007." in text(built.html("sources"))
    before = built.written()
    assert book({}, builder="html").written() == before


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
    assert domain.groups == {}
    assert list(domain.lists) == ["sources"]


def test_a_removed_page_is_forgotten(book):
    book({"a.md": page("a", CITED)})
    built = book({"a.md": None})
    assert built.app.env.domains["cite"].groups == {}


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
    assert parallel.app.env.domains["cite"].groups.keys() == {f"p{n}x" for n in range(12)}
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


def test_an_index_can_be_split_by_years_and_a_work_without_one_is_with_the_last(book):
    index = "```{source-index}\n:by: year\n:years: YEARS\n```"
    undated = SECOND.replace("hrw2009lives", "hrwndsong").replace("Lives", "Song")
    undated = re.sub(r"  (year|month) = .*\n", "", undated).replace("report/2009", "song")
    built = book(
        {
            "references.bib": ENTRY + SECOND + undated,
            "later.md": page("later", index.replace("YEARS", "2009-")),
            "earlier.md": page("earlier", index.replace("YEARS", "-2008")),
            "wrong.md": page("wrong", index.replace("YEARS", "2009-2008")),
        },
        builder="html",
    )
    listed = {
        name: re.findall("Denied Status|Lives|Song", text(built.html(name)))
        for name in ("later", "earlier")
    }
    assert listed == {"later": ["Song", "Lives"], "earlier": ["Denied Status"]}
    wrong = [line for line in built.warnings if line.startswith("wrong.md")]
    assert len(wrong) == 1
    assert "write the first and the last year in order, such as 2001-2010" in wrong[0]


def test_a_source_that_no_page_lists_is_named_without_a_link(book):
    body = "A fact {cite:p}`hrw2008denied`.\n\nAnother {cite:p}`hrw2008denied`."
    files = {"a.md": page("a", body), "sources.md": None}
    built = book(files, builder="html", evidence_house_rules=[])
    assert "(Human Rights Watch 2008)" in BeautifulSoup(built.html("a"), "html.parser").get_text()
    assert "ref-hrw2008denied" not in built.html("a")
    (warning,) = built.warnings
    assert warning.startswith("a.md:8: WARNING: sources are cited here and no page lists them: add")
    listed = files["a.md"] + "\n```{chapter-sources}\n```\n"
    built = book({"a.md": listed}, builder="html", evidence_house_rules=[])
    assert not [one for one in built.warnings if "[evidence." in one]
    assert links(built.html("a"))["Human Rights Watch 2008"] == "#cited-hrw2008denied"


PUBLISHED = CONF + 'evidence_data = "data"\n'
TABLE = "id,name\nhrw,Human Rights Watch\n"


def strict(body, bib=ENTRY, **files):
    """Return the files of a book whose bibliography is checked, with *body* in a page."""
    return {
        "conf.py": PUBLISHED,
        "data/publishers.csv": TABLE,
        "references.bib": bib,
        "a.md": page("a", body),
    } | files


STAYS = [
    ("{cite:p}`hrw2008denied and more.", "{cite:p}"),
    ("{cite:p} `hrw2008denied`.", "{cite:p}"),
    ("cite:p}`hrw2008denied`.", "cite:p}"),
    ("{cite:p`hrw2008denied`.", "{cite:p"),
    ("{cite:p}hrw2008denied.", "{cite:p}"),
    (":cite:p:`hrw2008denied`.", ":cite:p:"),
    ("\\cite{hrw2008denied}.", "\\cite{hrw2008denied}"),
    ("\\citep[p. 4]{hrw2008denied}.", "\\citep[p. 4]{hrw2008denied}"),
    ("[@hrw2008denied, p. 4].", "[@hrw2008denied"),
    ("- *Very* {cite:p} `hrw2008denied`.", "{cite:p}"),
]


def test_a_citation_that_stays_in_the_text_is_one_warning(book):
    pages = {
        f"s{number}.md": page(f"s{number}", f"First.\n\nLine ten,\nor eleven {stays}")
        for number, (stays, _) in enumerate(STAYS)
    }
    built = book(strict("A fact {cite:p}`hrw2008denied`.", **pages))
    assert len(built.warnings) == len(STAYS)
    for number, (_, shown) in enumerate(STAYS):
        (warning,) = (one for one in built.warnings if one.startswith(f"s{number}.md:"))
        assert warning.startswith((f"s{number}.md:11: WARNING: ", f"s{number}.md:10: WARNING: "))
        assert f"{shown!r} is not read as a citation" in warning
        assert warning.endswith("[evidence.malformed-citation]")


def test_each_citation_that_stays_in_a_paragraph_has_its_line(book):
    built = book({"a.md": page("a", "One {cite:p} `a1990b`,\ntwo [@b]\nand three \\cite{c}.")})
    assert [line.split(" ")[0] for line in built.warnings] == ["a.md:8:", "a.md:9:", "a.md:10:"]


def test_text_about_citations_is_none(book):
    body = (
        "Write `` {cite:p}`key` ``, `\\cite{key}` or `[@key]`; mail a@b.example, to cite: it.\n\n"
        "```\n{cite:p} `key`\n```\n\n% {cite:p} `key`\n\nA fact {cite:p}`hrw2008denied`."
    )
    assert book(strict(body)).warnings == []


@pytest.mark.parametrize("text", ["{cite:p}`hrw2008denied{p. 4`", "{cite:p}`hrw2008denied}`"])
def test_a_source_whose_only_citation_is_malformed_is_not_called_unused(book, text):
    (warning,) = book(strict(f"A fact {text}.")).warnings
    assert "is not understood" in warning


def test_an_unknown_key_names_the_one_that_was_meant(book):
    (warning,) = book(strict("A fact {cite:p}`hrw2008denid`.")).warnings
    assert (
        "a.md:8: WARNING: no source has the key 'hrw2008denid': did you mean 'hrw2008denied'?"
        in (warning)
    )


def test_a_key_like_no_other_is_to_be_added(book):
    """While a key is unknown, no source is called unused: it may be the one that was meant."""
    (warning,) = book(strict("A fact {cite:p}`zeta1990sea`.")).warnings
    assert "correct it or add the source to the bibliography" in warning


@pytest.mark.parametrize(
    "settings",
    [
        {"bibtex_bibfiles = []": "list one file; only 'references.bib' is read"},
        {
            "bibtex_bibfiles = 'references.bib'": "list one file",
            "bibtex_cite_id = 'ref'": "write {key} once, as in 'ref-{key}'",
        },
        {
            "bibtex_bibfiles = ['references.bib', 'more.bib']": "only 'references.bib' is read",
            "bibtex_cite_id = 'ref-{name}'": "write {key} once",
        },
        {"bibtex_cite_id = 'ref-{key}{'": "write {key} once"},
        {"bibtex_cite_id = '{key:>9}'": "write {key} once"},
    ],
)
def test_a_setting_of_the_library_that_cannot_be_used_is_one_warning(book, settings):
    files = {
        "conf.py": CONF + "\n".join(settings) + "\n",
        "more.bib": "@misc{x2000y,\n",
        "a.md": page("a", CITED),
    }
    built = book(files, builder="html")
    assert len(built.warnings) == len(settings)
    for setting, words in settings.items():
        start = f"conf.py:1: WARNING: {setting.split(' ')[0]} = "
        (warning,) = (one for one in built.warnings if one.startswith(start))
        assert words in warning
    assert links(built.html("a"))["Human Rights Watch 2008. "] == "sources.html#ref-hrw2008denied"


def test_a_book_needs_no_form_of_ids(book):
    conf = CONF.replace('bibtex_cite_id = "ref-{key}"\n', "")
    built = book({"conf.py": conf, "a.md": page("a", CITED)}, builder="html")
    assert built.warnings == []
    assert 'id="ref-hrw2008denied"' in built.html("sources")


def test_a_bibliography_that_is_missing_is_one_message(book):
    claim = (
        ":::{claim} a-b\n:kind: event\n:asserts: existence\n:evidence: robust\n:agreement: high\n"
        ":reason: R.\n:as-of: 2008\n\nIt {cite:p}`hrw2008denied`.\n:::"
    )
    built = book(strict(claim, None))
    (warning,) = built.warnings
    assert "references.bib:1: WARNING: the bibliography cannot be read: No such file" in warning


BROKEN = {
    "brace": ENTRY.replace("title = {{Denied Status}}", "title = {Denied Status"),
    "brace-too-many": ENTRY.replace("{{Denied Status}},", "{{Denied Status}}}},"),
    "comma": ENTRY.replace("{{Denied Status}},", "{{Denied Status}}"),
    "at": ENTRY.removeprefix("@"),
    "first-brace": ENTRY.replace("@misc{", "@misc "),
    "last-brace": ENTRY.removesuffix("}\n"),
}


def test_a_broken_entry_is_one_message_and_the_others_are_kept(book):
    """The entry after each is sound; each has a key and an address of its own."""
    bib, cited = "", []
    for letter, broken in zip("abcdef", BROKEN.values(), strict=True):
        bib += broken.replace("hrw2008denied", f"broken2008{letter}") + "\n"
        bib += SECOND.replace("hrw2009lives", f"sound2009{letter}").replace("/2009", f"/{letter}")
        cited.append(f"{{cite:p}}`broken2008{letter}` {{cite:p}}`sound2009{letter}{{p. 2}}`")
    built = book(strict(f"Facts {' '.join(cited)}.", bib), builder="html")
    assert len(built.warnings) == len(BROKEN), built.warnings
    for letter, name, warning in zip("abcdef", BROKEN, built.warnings, strict=True):
        assert f"broken2008{letter}" in warning or "@misc{key" in warning, name
        assert warning.endswith("[evidence.malformed-bibliography]")
        assert f"Human Rights Watch 2009{letter}, p." in text(built.html("a")), name


def test_a_merge_that_is_not_done_is_one_message_and_the_others_are_kept(book):
    merge = f"<<<<<<< HEAD\n{ENTRY}=======\n{ENTRY}>>>>>>> theirs\n"
    body = "Facts {cite:p}`hrw2008denied` {cite:p}`hrw2009lives{p. 2}`."
    built = book(strict(body, f"{merge}\n{SECOND}"), builder="html")
    (warning,) = built.warnings
    assert "merge" in warning
    assert warning.endswith("[evidence.malformed-bibliography]")
    assert "Human Rights Watch 2009, p." in text(built.html("a"))


def test_a_row_of_data_that_names_a_broken_entry_is_in_order(book):
    fields = [{"name": name, "title": name, "type": "string"} for name in ("id", "sources")]
    resource = {
        **{"name": "levels", "title": "L", "description": "D.", "path": "levels.csv"},
        "schema": {"primaryKey": ["id"], "fields": fields},
    }
    files = {
        "conf.py": PUBLISHED,
        "data/datapackage.json": json.dumps({"name": "x", "resources": [resource]}),
        "data/levels.csv": "id,sources\na,hrw2008denied\n",
    }
    bib = f"{ENTRY.removeprefix('@')}\n{SECOND}"
    (warning,) = book(strict("Fact {cite:p}`hrw2009lives`.", bib) | files).warnings
    assert "hrw2008denied: the entry has no @" in warning


def test_a_citation_of_ten_thousand_sources_is_one_warning(book):
    keys = ",".join(["hrw2008denied{p. 2, 3}"] * 10_000)
    (warning,) = book({"a.md": page("a", f"Fact {{cite:p}}`{keys}`.")}).warnings
    assert "is not understood: write key, key{para. 46}" in warning


def test_an_address_of_another_kind_becomes_no_link(book):
    addresses = {
        "hrw2008script": "javascript:alert(1)",
        "hrw2008file": "file:///etc",
        "hrw2008host": "//a.example/x",
        "hrw2008user": "https://u:p@a.example/x",
    }
    bib = "".join(
        ENTRY.replace("hrw2008denied", key).replace("https://www.hrw.org/report/2008", address)
        for key, address in addresses.items()
    )
    body = f"A fact {{cite:p}}`{','.join(addresses)}`.\n\n{LIST}"
    built = book({"a.md": page("a", body), "references.bib": bib}, builder="html")
    for name in ("a", "sources"):
        tree = parse(built.html(name), namespaceHTMLElements=False)
        assert all(f'-{key}"' in built.html(name) for key in addresses)
        hrefs = [link.get("href") or "" for link in tree.iter("a")]
        assert [one for one in addresses.values() if any(one in href for href in hrefs)] == []
