"""Rules for entries, URLs, ids and front matter: cases that break each, and cases that do not."""

from __future__ import annotations

import pytest
from pybtex.database import parse_string

from conftest import ENTRY
from sphinx_evidence.chapters.rules import page_head, review_date
from sphinx_evidence.permalinks import rules as sections
from sphinx_evidence.permalinks.model import Section
from sphinx_evidence.sources.formats import CSL_TYPES, CSL_VARIABLES
from sphinx_evidence.sources.model import ENTRY_FIELDS, ENTRY_TYPES, read_sources
from sphinx_evidence.sources.rules import check_entries
from tools.lint.addresses import private_name, unreadable_address, unsafe_host

NAMES = {"hrw": "Human Rights Watch", "kinu": "KINU"}


def messages(text):
    """Return the messages about a bibliography."""
    entries = parse_string(text, "bibtex").entries
    lines = dict.fromkeys(entries, 1)
    sources = read_sources(entries)
    problems = check_entries("x.bib", entries, sources, lines, NAMES, "2026-11-24")
    return [problem.message for problem in problems]


def other(key="kinu2010paper", **fields):
    """Return a second valid entry, with *fields* changed (None removes one)."""
    values = {
        **{"author": "{KINU}", "title": "{A Paper}", "year": "2010", "langid": "english"},
        **{"url": "https://kinu.or.kr/1", "urldate": "2026-11-24", "tier": "research"},
        **{"publisher": "kinu", "basis": "survey"},
    } | fields
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in values.items() if value)
    return f"@misc{{{key},\n{body}\n}}\n"


def test_good_entries_pass():
    assert messages(ENTRY + other()) == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"author": None}, "'author' is missing"),
        ({"langid": None}, "'langid' is missing"),
        ({"basis": None}, "'basis' is missing"),
        ({"urldate": "24 Nov 2026"}, "is not a day such as 2026-11-24"),
        ({"year": None}, "neither 'year' nor a 'note'"),
        ({"tier": "newspaper"}, "tier = {newspaper} is unknown"),
        ({"basis": "rumour"}, "basis = {rumour} is unknown"),
        ({"langid": "koraen"}, "langid = {koraen} is unknown: did you mean kosraean or korean?"),
        ({"langid": "xxxx"}, "write the name in English, such as french"),
        ({"langid": "English"}, "is unknown: did you mean english?"),
        ({"publisher": "kimu"}, "publisher = {kimu} is not in the table"),
        ({"year": "c. 2010"}, "is not a year of four digits"),
        ({"year": "２０１０"}, "is not a year of four digits"),
        ({"year": "0000"}, "is not a year of four digits"),
        ({"year": "2199"}, "is after 2026, the year of the edition"),
        ({"urldate": "2199-01-01"}, "is after 2026, the year of the edition"),
        ({"urldate": "2026-02-30"}, "is not a day such as 2026-11-24"),
        ({"urldate": "２０２６-02-20"}, "is not a day such as 2026-11-24"),
        ({"month": "13"}, "month = {13} is not a month: write jan to dec"),
        ({"month": "Brumaire"}, "is not a month"),
        ({"day": "3"}, "has a 'day' but no 'month'"),
        ({"year": None, "note": "No date", "month": "May"}, "has a 'month' but no 'year'"),
        ({"month": "February", "day": "99"}, "day = {99} is not a day of February 2010"),
        ({"month": "February", "day": "29"}, "is not a day of February 2010"),
        ({"month": "February", "day": "１"}, "is not a day of February 2010"),
        ({"month": "February", "day": "01"}, "is not a day of February 2010"),
        ({"doi": "not a doi"}, "is not a DOI"),
        ({"doi": "https://doi.org/10.1093/ijrl/ees052"}, "is not a DOI"),
        ({"symbol": "HRC/25/63"}, "is not a symbol of a United Nations document"),
        ({"symbol": "A/HRC/25/63, para. 8"}, "is not a symbol of a United Nations document"),
        ({"symbol": "a/hrc/25/63"}, "such as A/HRC/25/63 or S/RES/2397 (2017)"),
        ({"isbn": "123"}, "is not an ISBN of ten or thirteen digits"),
        ({"isbn": "0-306-40615-3"}, "has a wrong check digit"),
        ({"isbn": "978-0-306-40615-8"}, "has a wrong check digit"),
        ({"isbn": "X306406152"}, "is not an ISBN"),
        ({"yaar": "2010"}, "the field 'yaar' is unknown: did you mean year?"),
        ({"zzz": "2010"}, "the field 'zzz' is unknown: use one of author, editor"),
        ({"crossref": "nowhere2010x"}, "'crossref' is not supported"),
        *[
            ({field: "x"}, f"the field {field!r} is unknown")
            for field in ("seen", "line", "unlinked", "translator")
        ],
        ({"author": "{dailynk.com}"}, "is not the author of the work (dailynk.com)"),
        ({"author": "{ann (Reddit user)}"}, "is not the author of the work"),
        *[
            ({"author": f"{{{name}}}"}, f"its author {name!r} names nobody: leave 'author' out")
            for name in ("Author not shown", "Unnamed Korean newspaper", "unknown", "Not seen")
        ],
        ({"author": "Anonymous"}, "give a 'shorttitle' by which to cite it"),
        (
            {"author": "{River Times} and Lo, Bo", "journal": "The River Times"},
            "its author 'River Times' is the publication, its 'journal': name who wrote it",
        ),
        ({"author": None, "booktitle": "Rivers"}, "an unsigned work needs a 'journal', or a 'sho"),
        ({"author": None, "title": "{A Title of More Letters than a Label has}"}, "is missing"),
        ({"status": "contested"}, "'statusnote' is missing"),
        ({"title": "{A \\foo{bar} Title}"}, "'title' has the command \\foo, which is not"),
        ({"title": "A title \\"}, "'title' has a backslash, which is not understood"),
        ({"note": "\\"}, "'note' has a backslash"),
        ({"note": "A % of all"}, "'note' has %, which is special in TeX: write \\%"),
        ({"note": "a_b and c_d"}, "'note' has _"),
        ({"title": "{1~2}"}, "'title' has ~, which is special in TeX: write \\textascii"),
        ({"title": "{{=HYPERLINK(1)}}"}, "'title' begins with '=', as a formula of a spreadsheet"),
        ({"author": "{@kinu}"}, "'author' begins with '@', as a formula"),
        ({"author": "{A & B}"}, "'author' has &"),
        ({"url": "kinu.or.kr"}, "is not an address"),
        ({"url": "javascript:alert(1)"}, "is not an address"),
        ({"url": "https://user:secret@kinu.or.kr/1"}, "a user name or a password"),
        ({"url": "https://kinu.or.kr:99999/1"}, "is not an address"),
        ({"url": "https://kinu.or.kr:0/1"}, "is not an address"),
        ({"url": "https://kinu.or.kr:x/1"}, "is not an address"),
        ({"url": "https://zeta.example℀/new"}, "is not an address"),
        ({"url": "https://[::1/new"}, "has [: write %5B instead"),
        ({"url": "https://kinu.or.kr/?id[]=1"}, "has [: write %5B instead"),
        (
            {"author": "{Korea Institute for National Unification}"},
            "its label has 40 characters, at most 25 are allowed: add a 'shorthand' (Korea",
        ),
        ({"author": None, "journal": "Journal of the Ferries of Seoul"}, "add a 'shorthand' (Jou"),
        ({"shorthand": "Institute for National Unification"}, "shorten its 'shorthand' (Inst"),
        ({"shorttitle": "Law on the Ferries of the River"}, "shorten its 'shorttitle' (Law on"),
        ({"author": "Kim, Ann", "shorttitle": "Law on the Ferries of Seoul"}, "its 'shorttitle'"),
        ({"shorttitle": "법"}, "is in another script: write its 'shorttitle' in Latin letters"),
        ({"author": None, "journal": "강"}, "in another script: add a 'shorthand' in Latin"),
        ({"shorttitle": "River Law", "shorthand": "K"}, "no citation has its shorthand 'K': del"),
        ({"author": "남빛나라"}, "in another script"),
        ({"url": "http://hrw.org/report/2008/"}, "shares the address hrw.org/report/2008"),
        ({"author": "{Human Rights Watch}", "shorthand": "HRW"}, "has 'no shorthand' in another"),
    ],
)
def test_each_rule_for_entries_is_broken_by_its_slip(fields, words):
    (message,) = messages(ENTRY + other(**fields))
    assert message.startswith("kinu2010paper: ")
    assert words in message


@pytest.mark.parametrize(
    "fields",
    [
        {"isbn": "0-306-40615-2"},
        {"isbn": "978-0-306-40615-7"},
        {"isbn": "080442957X"},
        {"doi": "10.1002/(sici)1096-8644(199602)99:2<345::aid-ajpa9>3.0.co;2-x"},
        {"doi": "10.1007/978-94-6265-114-2_10"},
        {"month": "February", "day": "29", "year": "2012"},
        {"langid": "mongolian"},
        {"urldate": "2026-12-31"},
        {"url": None, "urldate": None},
        {"urldate": None},
        {"editor": "Smith, Ann", "series": "Papers", "location": "Seoul"},
        {"title": "{[Report on a search]}"},
        {"author": None, "journal": "River Times"},
        {"author": None, "shorttitle": "Ferry Law"},
        {"author": "{Korea Institute for National Unification}", "shorttitle": "Ferry Law"},
        {"author": "{Human Rights Watch}", "shorttitle": "Ferry Law"},
        {"author": "Unknown, Ann", "journal": "River Times"},
        {"author": "Hendrickson-Vanderbilt-Ramirez, Ann"},
        {"symbol": "A/HRC/25/63", "neutral": "[2015] EWCA Civ 1116", "statute": "189 UNTS 137"},
        {"url": "http://kinu.or.kr:8080/1"},
        {"title": '{90\\% of \\$5 \\& \\#1\\_a: 1\\textasciitilde{}2 na\\"ive}'},
    ],
)
def test_a_value_of_its_form_passes(fields):
    assert messages(ENTRY + other(**fields)) == []


def test_a_type_that_is_none_names_the_nearest():
    (message,) = messages(ENTRY + other().replace("@misc", "@webpge"))
    assert message.startswith("kinu2010paper: the type @webpge is unknown: use one of @article")
    (message,) = messages(ENTRY + other().replace("@misc", "@techrepot"))
    assert "did you mean @report?" in message


def test_a_message_keeps_the_password_of_an_address_to_itself():
    (message,) = messages(ENTRY + other(url="https://user:secret@kinu.or.kr/1"))
    assert "secret" not in message


def test_a_key_is_no_longer_than_the_name_of_a_file():
    (message,) = messages(other("a2010" + "x" * 300))
    assert "its key has 305 characters: at most 60" in message


def test_the_fields_that_are_exported_may_be_entered():
    assert set(CSL_TYPES) == set(ENTRY_TYPES)
    assert set(CSL_VARIABLES) <= set(ENTRY_FIELDS)


def test_a_source_without_date_may_say_why():
    assert messages(ENTRY + other(year=None, note="No date known")) == []


@pytest.mark.parametrize("date", ["2002/11/3", "2002-11-03", "2002"])
def test_a_date_of_biblatex_is_one_message_with_its_cure(date):
    (message,) = messages(ENTRY + other(year=None, date=date))
    assert message == (
        "kinu2010paper: 'date' is not supported: write its parts instead, such as year = {2002}, "
        "month = nov, day = {3}"
    )


def test_keys_have_one_form_and_one_order():
    (message,) = messages(other("Kinu_2010") + ENTRY.replace("hrw2008denied", "zz2008denied"))
    assert "is not a name, a year" in message
    (message,) = messages(other() + ENTRY)
    assert message == "hrw2008denied: it must be before 'kinu2010paper': sort the entries by key"


def test_a_shorthand_stands_for_one_publication_as_for_one_body():
    unsigned = {"author": None, "journal": "KINU", "title": "News"}
    second = other("kinu2010z", url="http://b.org", shorthand="K", **unsigned)
    (message,) = messages(other() + second)
    assert message == "kinu2010z: 'KINU' has 'no shorthand' in another entry: use one for all"


def test_a_shorthand_stands_for_one_body():
    first, second = other(shorthand="K"), other("kinu2010z", author="{Other}", url="http://b.org")
    (message,) = messages(first + second.replace("langid", "shorthand = {K},\n  langid"))
    assert message == "kinu2010z: 'K' is already the shorthand of 'KINU'"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("symbol", "A/HRC/25/63", "the UN symbol A/HRC/25/63"),
        ("doi", "10.1093/ijrl/ees052", "the DOI 10.1093/ijrl/ees052"),
        ("neutral", "[2015] EWCA Civ 1116", "the case number [2015] EWCA Civ 1116"),
        ("statute", "189 UNTS 137", "the number 189 UNTS 137"),
    ],
)
def test_an_identifier_stands_once(field, value, words):
    first = other(**{field: value})
    second = other("kinu2010z", url="https://kinu.or.kr/2", **{field: value})
    (message,) = messages(first + second)
    assert (
        message
        == f"kinu2010z: it shares {words} with 'kinu2010paper': keep one entry and cite that"
    )


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://bad.example/x", True),
        ("http://www.bad.example", True),
        ("https://a-b.proxy.com/x", True),
        ("https://notbad.example/x", False),
        ("https://good.org/bad.example", False),
    ],
)
def test_unsafe_hosts_are_found_below_and_by_label(address, found):
    problems = list(unsafe_host("p.md", f"x\nsee <{address}>.", {"bad.example", "proxy"}))
    assert [problem.line for problem in problems] == ([2] if found else [])


@pytest.mark.parametrize(
    "address",
    ["http://[zeta.example/", "https://zeta\N{ACCOUNT OF}.example/x", "http://[::1]/"],
)
def test_an_address_whose_host_cannot_be_read_is_named_once(address):
    (problem,) = unreadable_address("p.md", f"x\nsee {address} now")
    assert (problem.line, problem.rule) == (2, "unsafe-address")
    assert "the host in 'http" in problem.message
    assert list(unreadable_address("p.md", "see https://zeta.example:8000/[x]")) == []


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("http://[bad.example/", True),
        ("http://[www.bad.example]/", True),
        ("http://proxy\N{ACCOUNT OF}.example/", True),
        ("http://[good.example/bad.example", False),
    ],
)
def test_unsafe_hosts_are_found_in_malformed_addresses_too(address, found):
    problems = list(unsafe_host("p.md", f"see {address} now", {"bad.example", "proxy"}))
    assert bool(problems) is found


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://a.org/news/jane-q-doe-story", True),
        ("https://a.org/?q=Jane%20Q+Doe", True),
        ("https://a.org/jane-doe", False),
        ("jane q doe, not in an address", False),
    ],
)
def test_private_names_are_found_and_not_repeated(address, found):
    problems = list(private_name("p.md", address, {"jane q doe"}))
    assert bool(problems) is found
    assert not any("doe" in problem.message for problem in problems)


def section(docname="part/a-page", label="a-page", level=1):
    """Return a section whose heading is on line 3."""
    return Section(docname, "Title", label, level, 3)


@pytest.mark.parametrize(
    ("rule", "bad", "good"),
    [
        (sections.missing_label, section(label=""), section()),
        (sections.malformed_id, section(label="A_Page", level=2), section()),
        (sections.malformed_id, section(label="p12", level=2), section(label="part-12", level=2)),
        (sections.malformed_id, section(label="ref-x", level=2), section(label="refer", level=2)),
        (sections.misnamed_page, section(label="other"), section(label="other", level=2)),
        (sections.misnamed_page, section("part/index", "index"), section("part/index", "part")),
        (sections.misnamed_page, section("index", "cover"), section("index", "index")),
    ],
)
def test_each_rule_for_ids(rule, bad, good):
    (problem,) = rule([bad])
    assert (problem.path, problem.line) == (bad.docname, 3)
    assert list(rule([good])) == []


@pytest.mark.parametrize(
    ("contributing", "docname", "bad", "good"),
    [
        ("helping", "helping/engine", "engine", "helping-engine"),
        ("helping", "helping/index", "index", "helping"),
        ("", "contributing/engine", "contributing-engine", "engine"),
        ("contributing", "contributing/index", "index", "contributing"),
        (
            "contributing",
            "contributing/rivers/ferry",
            "contributing-ferry",
            "contributing-rivers-ferry",
        ),
        ("contributing", "contributing/rivers/index", "contributing", "contributing-rivers"),
    ],
)
def test_a_page_for_contributors_is_named_with_its_folder(contributing, docname, bad, good):
    (problem,) = sections.misnamed_page([section(docname, bad)], contributing)
    assert (problem.path, problem.line) == (docname, 3)
    assert list(sections.misnamed_page([section(docname, good)], contributing)) == []


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ({}, "no description"),
        ({"description": "x" * 156}, "156 characters"),
        ({"description": "The first."}, "is that of a"),
        ({"description": "Own.", "reviewed": "last week"}, "is not a day"),
        ({"description": "Own.", "reviewed": "2025-02-30"}, "is not a day"),
        ({"description": "Own.", "reviewed": "2026-11-25"}, "is after the edition"),
        ({"description": "Own.", "reviewed": "2026-11-24"}, ""),
    ],
)
def test_the_head_of_a_page(head, words):
    heads = {"a": {"description": "The first."}, "b": head}
    problems = [*page_head(heads), *review_date(heads, "2026-11-24")]
    assert [words in problem.message for problem in problems] == ([True] if words else [])
