"""The text of a citation role, sources read from entries, labels and references."""

from __future__ import annotations

import pytest
from docutils import nodes
from pybtex.database import parse_string

from sphinx_evidence.core.dates import LOCALE
from sphinx_evidence.core.text import split_scripts
from sphinx_evidence.sources.entries import address_nodes, reference_nodes
from sphinx_evidence.sources.formats import source_csl
from sphinx_evidence.sources.library import Library
from sphinx_evidence.sources.model import Citation, plain, read_sources
from sphinx_evidence.sources.pinpoints import Pinpoint
from sphinx_evidence.sources.reference import (
    alpha_suffix,
    author_text,
    make_labels,
)
from sphinx_evidence.sources.roles import MalformedCitation, parse_citations


def sources(text):
    """Return the sources of a bibliography by key."""
    return read_sources(parse_string(text, "bibtex").entries)


def reference(text):
    """Return the whole reference of the only source in *text*."""
    found = sources(text)
    labels = make_labels(found.values())
    (source,) = found.values()
    return "".join(node.astext() for node in reference_nodes(source, labels[source.key]))


def titles(found):
    """Return the classes of the nodes of a title."""
    return [node["classes"] for node in found if isinstance(node, nodes.emphasis)]


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        ("key", [Citation("key")]),
        ("key{para. 46}", [Citation("key", Pinpoint("paragraph", "46"))]),
        ("{see}a{p. 2}, b", [Citation("a", Pinpoint("page", "2"), "see"), Citation("b")]),
        ("a{paras 3, 5},b", [Citation("a", Pinpoint("paragraph", "3, 5")), Citation("b")]),
    ],
)
def test_a_citation_is_read(text, citations):
    assert parse_citations(text) == (tuple(citations), ())


def test_a_bad_pinpoint_is_kept_and_reported():
    (citation,), (problem,) = parse_citations("key{below}")
    assert citation == Citation("key", suffix="below")
    assert citation.format_locator() == "below"
    assert "{below} is not understood" in problem


@pytest.mark.parametrize("text", ["", " ", "key{p. 1", "key}", "a b", ",a", "{see}"])
def test_an_unreadable_citation_says_what_to_write(text):
    with pytest.raises(MalformedCitation, match="is not understood: write key"):
        parse_citations(text)


def test_tex_is_decoded():
    assert plain(r"P7\_TA(2012) {Sánchez} \'a") == "P7_TA(2012) Sánchez á"


@pytest.mark.parametrize("ampersand", ["", r"\&"])  # each way of decoding
def test_two_or_three_hyphens_are_a_dash_and_an_address_keeps_them(ampersand):
    (source,) = sources(
        f"@misc{{k, title={{{{1999--2001 --- a {{well-known}} report {ampersand}}}}}, "
        f"pages={{12--34}}, doi={{10.1/a--b\\_c}}, url={{https://a.example/b--c}}, "
        f"note={{also at https://b.example/a--b---c {ampersand}}}}}"
    ).values()
    sign = ampersand.removeprefix("\\")
    assert source.title.strip() == f"1999–2001 — a well-known report {sign}".strip()
    assert source.container == "pp.\N{NO-BREAK SPACE}12–34"
    assert source.note.strip() == f"also at https://b.example/a--b---c {sign}".strip()
    assert (source.doi, source.url) == ("10.1/a--b_c", "https://a.example/b--c")


@pytest.mark.parametrize(
    ("entry", "container"),
    [
        (
            "@incollection{k, booktitle={A Book}, editor={Berg, An and Lee, Bo and Kim, Chin}, "
            "edition={2}, howpublished={A Press}}",
            "A Book, ed. An Berg, Bo Lee and Chin Kim, 2nd ed., A Press",
        ),
        ("@book{k, editor={{Body of A, B}}, edition={11}}", "ed. Body of A, B, 11th ed."),
        ("@book{k, edition={Rev.}}", "Rev. ed."),
        ("@article{k, journal={A Review}, volume={12}, number={3}}", "A Review 12(3)"),
        ("@article{k, journal={A Review}, number={43}}", "A Review no. 43"),
        ("@article{k, journal={A Review}, number={No. 43}}", "A Review No. 43"),
    ],
)
def test_a_publication_is_named_with_its_editors_edition_and_number(entry, container):
    (source,) = sources(entry).values()
    assert source.container == container


@pytest.mark.parametrize(
    ("kind", "genre"),
    [
        ("school={University}, type={mastersthesis}", "Master’s thesis"),
        ("school={University}, type={Licentiate}", "Licentiate"),
        ("institution={A Body}, type={Working paper}", ""),
    ],
)
def test_the_kind_of_a_thesis_is_named(kind, genre):
    (source,) = sources(f"@thesis{{k, {kind}}}").values()
    assert source.genre == genre


@pytest.mark.parametrize(
    ("author", "full", "label"),
    [
        ("Robinson, W. Courtland", "W. Courtland Robinson", "Robinson"),
        ("{{Human Rights Watch}}", "Human Rights Watch", "Human Rights Watch"),
        ("van der Berg, An", "An van der Berg", "van der Berg"),
        ("Song, A and Lee, B", "A Song and B Lee", "Song and Lee"),
        ("Song, A and Lee, B and Kim, C", "A Song, B Lee and C Kim", "Song et al."),
    ],
)
def test_authors_are_named_in_full_and_in_short(author, full, label):
    (source,) = sources(f"@misc{{k, author = {{{author}}}, title = {{T}}, year = 2020}}").values()
    assert author_text(source) == full
    assert make_labels([source])["k"].name == label


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ("author={{Assembly}}, shorttitle={Border Law}, journal={Gazette}", "Border Law"),
        ("author={{Assembly of the State}}, shorthand={AS}, journal={Gazette}", "AS"),
        ("author={{Assembly}}, journal={Gazette}", "Assembly"),
        ("shorthand={RT}, journal={The River Times}", "RT"),
        ("journal={The River Times}, volume={4}, booktitle={B}", "The River Times"),
        ("booktitle={B}", "T"),
    ],
)
def test_a_label_names_the_work_its_author_or_its_publication(fields, label):
    (source,) = sources(f"@misc{{k, title={{T}}, {fields}}}").values()
    assert make_labels([source])["k"].name == label


def test_name_and_year_that_coincide_get_letters_in_the_order_of_the_keys():
    found = sources(
        "@misc{hrw2012b, author={{HRW}}, year=2012} @misc{hrw2012a, author={{HRW}}, year=2012}"
        "@misc{hrw2013, author={{HRW}}, year=2013}"
        "@misc{xnd, author={{X}}} @misc{xnd2, author={{X}}} @misc{ynd, author={{Y}}}"
        "@misc{a2014law, shorttitle={Z}, year=2014} @article{z2014x, journal={Z}, year=2014}"
    )
    labels = {key: label.year for key, label in make_labels(found.values()).items()}
    assert labels == {
        **{"hrw2012a": "2012a", "hrw2012b": "2012b", "hrw2013": "2013"},
        **{"xnd": "n.d.-a", "xnd2": "n.d.-b", "ynd": "n.d."},
        **{"a2014law": "2014a", "z2014x": "2014b"},
    }


def test_letters_go_on_after_z():
    assert [alpha_suffix(number) for number in (0, 25, 26, 51, 52)] == ["a", "z", "aa", "az", "ba"]


def test_labels_are_filed_without_case_and_accents():
    found = sources(
        "@misc{a, author={{Économiste}}, year=2000} @misc{b, author={{38 North}}, year=2000}"
        "@misc{c, author={{남빛}}, year=2000} @misc{d, author={de Boer, X}, year=2000}"
    )
    labels = make_labels(found.values())
    assert [labels[key].initial for key in "abcd"] == ["e", "a", "z", "d"]
    assert labels["d"].sort_key < labels["a"].sort_key


def test_a_reference_names_the_author_once_and_the_title_in_its_language():
    text = (
        "@article{k, author={{Daily NK}}, title={{탈북자}}, titleaddon={English: Escapees},"
        " journal={Journal}, volume=3, number=2, pages={1--9}, day=4, month=may, year=2012,"
        " langid={korean}}"
    )
    assert reference(text) == (
        "Daily NK 2012. 탈북자 [English: Escapees], Journal 3(2), pp.\N{NO-BREAK SPACE}1–9, "
        "4 May 2012."
    )
    (source,) = sources(text).values()
    assert titles(reference_nodes(source, make_labels([source])["k"])) == [["language-ko"]]
    last = reference_nodes(source, make_labels([source])["k"], {LOCALE: "de"}.get)[-1]
    assert last.astext().endswith(", 4. Mai 2012.")


@pytest.mark.parametrize(
    ("fields", "date", "issued"),
    [
        ("year=2023, month=oct, day=9", "2023-10-09", [2023, 10, 9]),
        ("year=2023, month=oct", "2023-10", [2023, 10]),
        ("year=2023", "2023", [2023]),
        ("year=2023, day=9", "9 2023", [2023]),
        ("year=2023, month=feb, day=30", "30 February 2023", [2023]),
        ("year=2023, month={Spring}", "Spring 2023", [2023]),
        ("year={2023--2024}", "2023–2024", None),
        ("month=oct", "October", None),
        ("note={No date known}", "", None),
    ],
)
def test_a_work_keeps_its_date_as_far_as_the_calendar_has_it(fields, date, issued):
    entries = parse_string(f"@misc{{k, title={{One}}, {fields}}}", "bibtex").entries
    (source,) = read_sources(entries).values()
    assert source.date == date
    found = source_csl(source, entries["k"], Library({"k": source})).get("issued")
    assert found == (issued and {"date-parts": [issued]})


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            "journal={Daily NK}, title={Arrests}, day=3, month=may",
            "Daily NK 2014. Arrests, 3 May 2014.",
        ),
        (
            "journal={Taipei Times}, title={Arrests}, pages={1}",
            "Taipei Times 2014. Arrests, Taipei Times, p.\N{NO-BREAK SPACE}1, 2014.",
        ),
        (
            "journal={Ice}, title={Thaw}, volume=11, number=10, eid={510}",
            "Ice 2014. Thaw, Ice 11(10), article\N{NO-BREAK SPACE}510, 2014.",
        ),
        (
            "shorthand={RFA}, journal={Radio Free Asia}, title={Arrests}, volume=2",
            "RFA 2014. Arrests, Radio Free Asia 2, 2014.",
        ),
        (
            "author={{States}}, title={Convention on Rivers}, shorttitle={River Convention},"
            " statute={1 UNTS 2}",
            "River Convention 2014. Convention on Rivers, States, 1 UNTS 2, 2014.",
        ),
        (
            "author={{Assembly}}, title={법}, titleaddon={English: Law}, shorttitle={Border Law}",
            "Border Law 2014. 법 [English: Law], Assembly, 2014.",
        ),
        (
            "author={{High Court}}, title={In re A}, shorttitle={In re A}, neutral={[2014] HC 7}",
            "In re A 2014. High Court, [2014] HC 7, 2014.",
        ),
        (
            "author={{High Court}}, title={[Judgment on a ford]}, shorttitle={High Court no. 7},"
            " neutral={High Court, no. 7}",
            "High Court no. 7, 2014. [Judgment on a ford] (title supplied), "
            "High Court, no. 7, 2014.",
        ),
        (
            "title={Fords}, titleaddon={Of the upper river}, shorttitle={Fords}",
            "Fords 2014. Fords [Of the upper river], 2014.",
        ),
        (
            "author={{River Board}}, title={Fords}, institution={River Board}, number={7}",
            "River Board 2014. Fords, 7, 2014.",
        ),
        (
            "author={Lo, Bo}, title={Fords}, institution={River Board}",
            "Lo 2014. Bo Lo, Fords, River Board, 2014.",
        ),
    ],
)
def test_a_reference_says_nothing_twice(fields, expected):
    assert reference(f"@misc{{k, {fields}, year=2014}}") == expected


@pytest.mark.parametrize(
    ("title", "lang", "expected"),
    [
        ("回答問題", "chinese", "zh-Hant"),
        ("回答问题", "chinese", "zh"),
        ("回答", "chinese", "zh"),
        ("A-1, 2012", "chinese", "zh"),
        ("回答問題", "japanese", "ja"),
    ],
)
def test_a_title_in_traditional_characters_says_so(title, lang, expected):
    (source,) = sources(
        f"@misc{{k, author={{{{A}}}}, title={{{{{title}}}}}, langid={{{lang}}}}}"
    ).values()
    found = reference_nodes(source, make_labels([source])["k"])
    assert titles(found) == [[f"language-{expected}"]]


@pytest.mark.parametrize(
    ("langid", "tag"),
    [("korean", "ko"), ("mongolian", "mn"), ("swedish", "sv"), ("dari", "fa-AF"), ("elvish", "")],
)
def test_a_language_has_its_tag(langid, tag):
    entries = parse_string(f"@misc{{k, title={{T}}, langid={{{langid}}}}}", "bibtex").entries
    (source,) = read_sources(entries).values()
    assert source.lang == tag
    assert source_csl(source, entries["k"], Library({"k": source})).get("language", "") == tag


def test_a_description_in_brackets_is_in_english_and_no_title():
    text = "@misc{k, author={{X}}, title={{[Count]}}, langid={arabic}}"
    (source,) = sources(text).values()
    _label, *found = reference_nodes(source, make_labels([source])["k"])
    assert {type(node) for node in found} == {nodes.Text}
    assert reference(text) == "X n.d. [Count] (title supplied; text in Arabic)."
    assert reference(text.replace("arabic", "english")) == "X n.d. [Count] (title supplied)."
    assert reference(text.replace("[Count]", "[Politics] Count")) == "X n.d. [Politics] Count."


@pytest.mark.parametrize(
    ("pages", "printed"),
    [("7", "p.\u00a07"), ("7--9", "pp.\u00a07–9"), ("7, 9", "pp.\u00a07, 9"), ("A4", "p.\u00a0A4")],
)
def test_one_page_is_p_and_several_are_pp(pages, printed):
    text = f"@article{{x, title={{T}}, journal={{Daily}}, year={{2010}}, pages={{{pages}}}}}"
    assert f"Daily, {printed}" in reference(text)


def test_identifiers_are_part_of_the_reference():
    text = "@legislation{k, author={{X}}, title={{Act}}, year={1987}, statute={Act 12 of 1987}}"
    assert reference(text) == "X 1987. Act, Act 12 of 1987, 1987."


@pytest.mark.parametrize(
    ("parts", "whole", "runs"),
    [
        (("", "https://www.a.org/x_y~z?q=1&r", ""), False, ["a.org"]),
        (("", "https://a.org/x", "2026-11-24"), False, ["a.org"]),
        (("", "https://a.org/x", ""), True, ["https://a.org/x"]),
        (("", "https://a.org/x", "2026-11-24"), True, ["https://a.org/x", "Archived copies"]),
        (("10.1093/ijrl/ees052", "", ""), True, ["doi:10.1093/ijrl/ees052"]),
        (("", "", "2026-11-24"), True, []),
    ],
)
def test_an_address_is_a_link_with_archived_copies_of_the_day_it_was_read(parts, whole, runs):
    assert [node.astext() for node in address_nodes(*parts, whole=whole)] == runs


def test_an_address_keeps_its_characters():
    (source,) = sources(r"@misc{k, url = {https://www.a.org/x\_y~z?q=1\&r}}").values()
    (link,) = address_nodes("", source.url, "", whole=False)
    assert link["refuri"] == "https://www.a.org/x_y~z?q=1&r"


@pytest.mark.parametrize(
    ("text", "hint", "pieces"),
    [
        ("only Latin", "ko", [("only Latin", "")]),
        ("신문 (Paper)", "", [("신문", "ko"), (" (Paper)", "")]),
        ("in 北京週報, 2003", "ja", [("in ", ""), ("北京週報", "ja"), (", 2003", "")]),
        ("北京", "en", [("北京", "zh")]),
        ("难民", "zh", [("难民", "zh")]),
        ("難民", "zh", [("難民", "zh-Hant")]),
        ("難民, 難民", "ja", [("難民", "ja"), (", ", ""), ("難民", "ja")]),
        ("難民营", "", [("難民营", "zh")]),
        ("外交部、明言した", "", [("外交部、明言した", "ja")]),
        ("", "ko", []),
    ],
)
def test_runs_of_eastern_scripts_know_their_language(text, hint, pieces):
    assert list(split_scripts(text, hint)) == pieces
