"""Claims in built books: their tree, their copies, their export, second and parallel builds."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import jsonschema
import pytest
from html5lib import parse

from conftest import CONF, ENTRY, LIBRARY, filters, page
from sphinx_evidence.claims.nodes import claim

FENCES = {"myst_enable_extensions": ["colon_fence", "attrs_inline"]}
CLAIM = """:::{claim} several-returned
:kind: event
:asserts: existence
:evidence: limited
:as-of: 2023-10-09
:reason: One "organisation" says so.
:tags: return, china
:disputed-by: China, without grounds {cite:p}`hrw2008denied{p. 3}`
:replied-by: Its ministry, which speaks of *order* {cite:p}`hrw2008denied{p. 4}`

Several were *returned* {cite:p}`hrw2008denied{para. 2}`.
:::
"""
LIST = "```{claim-list}\n```"
LISTED = {
    "": True,
    ":page: a": True,
    ":page: other": False,
    ":tag: china": True,
    ":tag: korea": False,
    ":kind: event": True,
    ":kind: law": False,
    ":confidence: low": True,
    ":confidence: high": False,
    ":disputed:": True,
    ":here:": False,
}
"""Whether a list with these options has the claim."""
READ = {
    "a.md": page("a", f"```{{claim-list}}\n:here:\n```\n\n{CLAIM}"),
    "refs.md": page("refs", "See {claim:ref}`several-returned` and [this](#several-returned)."),
    "filtered.md": page("filtered", f"```{{claim-filters}}\n```\n\n{LIST}"),
    **{
        f"b{n}.md": page(f"b{n}", f"```{{claim-list}}\n{options}\n```")
        for n, options in enumerate(LISTED)
    },
}
"""A book with a claim, links to it and lists of it."""
EDITION = {"version": "2026.1", "evidence_edition_date": "2026-11-24"}


def element(html, anchor):
    """Return the element of a page with an id."""
    tree = parse(html, namespaceHTMLElements=False)
    return next(node for node in tree.iter() if node.get("id") == anchor)


def text(node):
    """Return the text of an element, white space collapsed."""
    return " ".join("".join(node.itertext()).split())


@pytest.fixture
def read(shared_book):
    built = shared_book(READ, builder="html", **FENCES, **EDITION)
    assert all("[evidence.empty-list]" in line for line in built.warnings)
    return built


def test_a_claim_shows_its_grade_its_dispute_and_why(read):
    shown = text(element(read.html("a"), "several-returned"))
    assert shown == (
        "Several were returned (Human Rights Watch 2008, para. 2). "
        "Low confidence · limited evidence · as of 9 October 2023 ¶Cite "
        "Disputed: China, without grounds (Human Rights Watch 2008, p. 3) "
        "Reply: Its ministry, which speaks of order (Human Rights Watch 2008, p. 4) "
        "Why this grade One “organisation” says so. "
        "One observer, which allows limited evidence at most: hrw: Human Rights Watch 2008"
    )


def test_what_shows_a_claim_elsewhere_tells_who_disputes_it(read):
    domain = read.app.env.domains["claim"]
    both = [
        "Disputed: China, without grounds",
        "Reply: Its ministry, which speaks of order",
    ]
    assert domain.cards()["several-returned"][2:4] == both
    (entry,) = domain.search_entries()
    assert entry.text.startswith(". ".join(both))
    (dependent,) = domain.dependents()
    assert dependent.standing == f"low confidence; {both[0]}"
    shown = [measure.text for measure in domain.measures("a")]
    assert shown == ["1 claim disputed", "1 claim: low confidence"]


def test_a_claim_and_what_belongs_to_it_have_names(book):
    body = CLAIM.replace("*returned*", "*returned*" + " and returned" * 6)
    html = book({"a.md": page("a", body)}, builder="html", **FENCES).html("a")
    claim = element(html, "several-returned")
    assert claim.get("role") == "group"
    assert {
        node.tag: node.get("aria-label") for node in claim.iter() if node.get("aria-label")
    } == {
        "div": "Claim, low confidence, disputed",
        "a": "Link to the claim: Several were returned and returned and returned and …",
        "summary": "Why this grade: Several were returned and returned and returned and …",
    }


def test_disputed_law_says_so_once(book):
    grade = ":kind: event\n:asserts: existence\n:evidence: limited\n"
    law = CLAIM.replace(grade, ":kind: law\n:standing: disputed\n")
    assert law != CLAIM
    built = book({"a.md": page("a", f"{LIST}\n\n{law}")}, builder="html", **FENCES)
    tree = parse(built.html("a"), namespaceHTMLElements=False)
    assert element(built.html("a"), "several-returned").get("aria-label") == "Claim, disputed"
    (item,) = (node for node in tree.iter("li") if "facet-item" in node.get("class", ""))
    assert text(item).endswith("Several were returned. Disputed Disputed: China, without grounds")


def test_a_claim_has_one_id(read):
    (node,) = read.app.env.get_doctree("a").findall(claim)
    assert node["ids"] == ["several-returned"]


@pytest.mark.parametrize("builder", ["text", "latex"])
def test_other_writers_show_the_whole_claim(book, builder):
    built = book({"a.md": page("a", CLAIM)}, builder=builder, **FENCES)
    name = "a.txt" if builder == "text" else "projectnamenotset.tex"
    out = (built.app.outdir / name).read_text("utf-8")
    assert built.warnings == []
    assert "Low confidence" in out
    assert "says so." in out


UNGRADED = {
    ":kind: record\n:as-of: 2008": "On record · as of 2008",
    ":kind: law\n:standing: settled": "Settled",
    ":kind: absence\n:looked-in: Korea's *press*\n:as-of: 2026-11": (
        "Not found, searched to November 2026 · looked in: Korea's press · "
        "little later than March 2026 was in reach"
    ),
    ":kind: law\n:standing: application disputed\n:disputed-by: A state {cite:p}`hrw2008denied`": (
        "The rule is accepted, its application disputed"
    ),
    ":kind: reading\n:reason: From two dates.": "Our reading",
}


def test_kinds_without_grade_have_words_of_their_own(book):
    body = "\n".join(
        f":::{{claim}} thing-{n}\n{options}\n\nIt is so {{cite:p}}`hrw2008denied`.\n:::\n"
        for n, options in enumerate(UNGRADED)
    )
    built = book(
        {"a.md": page("a", body)}, builder="html", evidence_search_reach="2026-03", **FENCES
    )
    assert built.warnings == []
    for n, words in enumerate(UNGRADED.values()):
        shown = text(element(built.html("a"), f"thing-{n}"))
        assert shown.startswith(f"It is so (Human Rights Watch 2008). {words} ¶")


RELAYED = [
    ("ngo", "original", "", "On record ·"),
    ("ngo", "mirror", "", "On record (copy)"),
    ("ngo", "translation", "", "On record (copy)"),
    ("ngo", "excerpt", "", "On record (copy)"),
    ("ngo", "quotation", "", "As reported"),
    ("news", "original", "un", "As reported"),
    ("news", "mirror", "un", "As reported"),
    ("ngo", "original", "un", "As reported"),
    ("ngo", "mirror", "un", "On record (copy)"),
    ("court", "original", "un", "On record ·"),
]
"""The tier of a work, its copy, the observer of its note if another, and how it is on record."""


def test_a_record_says_what_was_read_of_it_and_who_relays_it_reports_on_it(book):
    works = {f"body2008{letter}": case for letter, case in zip("abcdefghij", RELAYED, strict=True)}
    bib, claims = "", ""
    tables = {
        name: LIBRARY[name].partition("\n")[0] + "\n"
        for name in ("data/copies.csv", "data/notes.csv")
    }
    for key, (tier, kind, observer, _) in works.items():
        entry = ENTRY.replace("hrw2008denied", key).replace("{ngo}", f"{{{tier}}}")
        bib += entry.replace("report/2008", key)
        url = f"https://www.hrw.org/{key}"
        tables["data/copies.csv"] += f"{key}-1,{key},{kind},en,{url},,,whole,2026-11-24\n"
        tables["data/notes.csv"] += f"{key}-2,{key},,It is so.,,{observer},,,2026-11-24,,\n"
        claims += (
            f":::{{claim}} of-{key}\n:kind: record\n:as-of: 2008\n\nIt {{cite:p}}`{key}`.\n:::\n\n"
        )
    files = LIBRARY | tables | {"data/accounts.csv": "work,by\n", "references.bib": bib}
    built = book(files | {"a.md": page("a", claims)}, builder="html", **FENCES)
    assert built.warnings == []
    for key, (*case, words) in works.items():
        assert words in text(element(built.html("a"), f"of-{key}")), case


def test_a_claim_rests_on_the_notes_that_it_names(book):
    claim = CLAIM.replace("hrw2008denied{para. 2}", "kim2010story")
    claim = claim.replace(":as-of:", ":agreement: high\n:as-of:")
    chosen = claim.replace(":agreement: high\n", "")
    chosen = chosen.replace(":kind:", ":notes: story-2\n:kind:")
    built = book(LIBRARY | {"a.md": page("a", claim)}, builder="html", **FENCES)
    (warning,) = built.warnings
    assert "'kim2010story', whose notes have several observers" in warning
    assert "(story-1, story-2)" in warning
    shown = text(element(built.html("a"), "several-returned"))
    assert "2 independent observers, which allow medium evidence at most" in shown
    built = book({"a.md": page("a", chosen)}, builder="html", **FENCES)
    assert not [line for line in built.warnings if "[evidence." in line]
    assert "One observer, which allows" in text(element(built.html("a"), "several-returned"))
    (data,) = json.loads((built.app.outdir / "claims.json").read_text("utf-8"))["claims"]
    (cited,) = data["sources"]
    assert (cited["observers"], cited["witnesses"]) == (["daily"], ["residents"])
    assert cited["reading"] == "copy"
    assert cited["notes"] == ["story-2"]


def test_a_claim_says_which_of_the_bases_of_one_observer_it_rests_on(book):
    notes = LIBRARY["data/notes.csv"].replace(",board,survey,", ",,survey,")
    claim = CLAIM.replace("hrw2008denied{para. 2}", "kim2010story")
    built = book(LIBRARY | {"data/notes.csv": notes, "a.md": page("a", claim)})
    assert "'kim2010story', whose notes have several bases: add" in "".join(built.warnings)


def test_a_claim_says_that_its_observers_asked_the_same_people(book):
    claim = CLAIM.replace("hrw2008denied{para. 2}", "hrw2008denied{para. 20},kim2010story")
    claim = claim.replace(":kind:", ":notes: story-2\n:kind:")
    notes = re.sub(r"(denied-.*),(,\w*)$", r"\1,residents\2", LIBRARY["data/notes.csv"], flags=re.M)
    built = book(
        LIBRARY | {"a.md": page("a", claim), "data/notes.csv": notes}, builder="html", **FENCES
    )
    shown = text(element(built.html("a"), "several-returned"))
    assert (
        "Shared witnesses: people who live there, asked by daily; hrw. Nobody counted here is "
        "known to have asked others, so what such people cannot know is missing."
    ) in shown
    (data,) = json.loads((built.app.outdir / "claims.json").read_text("utf-8"))["claims"]
    assert data["grade"]["shared_witnesses"] == "residents"


def test_a_work_known_by_an_account_counts_once_and_as_the_account(book):
    """Its survey was not read, so it is one observer without a method."""
    claim = CLAIM.replace("hrw2008denied{para. 2}", "lost2001report, kim2010story")
    claim = claim.replace(":kind:", ":notes: story-1\n:kind:")
    built = book(LIBRARY | {"a.md": page("a", claim)}, builder="html", **FENCES)
    assert built.warnings == []
    (data,) = json.loads((built.app.outdir / "claims.json").read_text("utf-8"))["claims"]
    lost, story = data["sources"]
    assert (lost["observers"], lost["tier"], lost["reading"]) == (["board"], "news", "account")
    assert (story["observers"], story["tier"], story["reading"]) == (["board"], "news", "copy")
    assert lost["notes"] == story["notes"] == ["story-1"]
    alone = claim.replace(", kim2010story", "")
    built = book({"a.md": page("a", alone)}, builder="html", **FENCES)
    (data,) = json.loads((built.app.outdir / "claims.json").read_text("utf-8"))["claims"]
    assert data["grade"]["carried"] == "limited"


def test_a_claim_is_linked_from_anywhere(read):
    tree = parse(read.html("refs"), namespaceHTMLElements=False)
    links = {text(a): a.get("href") for a in tree.iter("a")}
    assert links["Several were returned."] == "a.html#several-returned"
    assert links["this"] == "a.html#several-returned"


def test_a_missing_claim_is_a_warning(book):
    (warning,) = book({"a.md": page("a", "See {claim:ref}`nothing`.")}, **FENCES).warnings
    assert "nothing" in warning


def test_copies_have_no_ids_and_are_no_citing_places(read):
    html = read.html("b0")
    assert "Several were <em>returned</em>" in html
    assert 'id="cite-' not in html
    assert 'id="several-returned"' not in html
    assert 'href="a.html#several-returned"' in html
    assert list(read.app.env.domains["cite"].groups) == ["a"]


def test_a_list_holds_what_its_options_say(read):
    found = ["Several were" in read.html(f"b{n}") for n in range(len(LISTED))]
    assert dict(zip(LISTED, found, strict=True)) == LISTED


@pytest.mark.worded
def test_the_confidence_of_a_list_is_a_word_of_the_scale(book):
    files = {"a.md": page("a", CLAIM), "b.md": page("b", "```{claim-list}\n:confidence: hihg\n```")}
    (warning,) = book(files, **FENCES).warnings
    assert warning.startswith("b.md:9: WARNING: 'claim-list': Invalid option value")
    assert "very high" in warning


def test_a_list_leaves_citations_to_claims_of_its_page(read):
    listed = {}
    for name in ("a", "b1"):
        tree = parse(read.html(name), namespaceHTMLElements=False)
        (items,) = (node for node in tree.iter("ul") if "claim-list" in node.get("class", ""))
        listed[name] = text(items)
    assert listed == {
        "a": "Several were returned. Low confidence Disputed: China, without grounds",
        "b1": (
            "Several were returned (Human Rights Watch 2008, para. 2). Low confidence "
            "Disputed: China, without grounds"
        ),
    }


def test_a_list_shows_a_claim_that_changed_elsewhere(book):
    book({"a.md": page("a", CLAIM), "b.md": page("b", LIST)}, builder="html", **FENCES)
    built = book({"a.md": page("a", CLAIM.replace("Several", "Many"))}, builder="html", **FENCES)
    assert "Many were" in built.html("b")
    built = book({"a.md": page("a", "")}, builder="html", **FENCES)
    assert "Many were" not in built.html("b")
    assert built.app.env.domains["claim"].claims == {}


def test_a_grade_follows_the_copies_in_a_second_build(book):
    record = CLAIM.replace(":kind: event\n:asserts: existence\n:evidence: limited", ":kind: record")
    record = record.replace("para. 2", "para. 3")
    files = LIBRARY | {"a.md": page("a", record), "b.md": page("b", LIST)}
    assert "On record</span>" in book(files, builder="html", **FENCES).html("b")
    copies = LIBRARY["data/copies.csv"].replace("original", "mirror", 1)
    built = book({"data/copies.csv": copies}, builder="html", **FENCES)
    assert "On record (copy)</span>" in built.html("b")


def test_parallel_reading_keeps_all_claims(book):
    files = {
        f"c{n}.md": page(f"c{n}", CLAIM.replace("several-returned", f"claim-{n}"))
        for n in range(12)
    }
    built = book(files, parallel=2, **FENCES)
    assert built.warnings == []
    names = {found.name for found in built.app.env.domains["claim"].all_claims()}
    assert names == {f"claim-{n}" for n in range(12)}


def test_the_status_of_a_source_shows_at_its_claims(book):
    bib = ENTRY.replace("year =", "status = {contested},\n  statusnote = {by China},\n  year =")
    built = book({"a.md": page("a", CLAIM), "references.bib": bib}, builder="html", **FENCES)
    shown = text(element(built.html("a"), "several-returned"))
    assert "Rests on Human Rights Watch 2008, which is contested: by China." in shown


def test_claims_are_exported_by_their_schema(read):
    data = json.loads((read.app.outdir / "claims.json").read_text("utf-8"))
    assert (data["edition"], data["date"], data["site"]) == ("2026.1", "2026-11-24", None)
    schema = json.loads((read.app.outdir / "claims.schema.json").read_text("utf-8"))
    jsonschema.validate(data, schema)
    (found,) = data["claims"]
    assert found["address"] == "a.html#several-returned"
    assert (read.app.outdir / found["permalink"] / "index.html").is_file()
    assert found["text"] == "Several were returned."
    assert found["grade"]["confidence"] == "low"
    assert found["grade"]["agreement"] is found["grade"]["shared_witnesses"] is None
    assert found["dispute"]["text"] == "China, without grounds"
    assert found["dispute"]["sources"][0]["pinpoint"] == {"kind": "page", "value": "3"}
    assert found["reply"]["text"] == "Its ministry, which speaks of order"
    assert found["sources"] == [
        {
            "key": "hrw2008denied",
            "pinpoint": {"kind": "paragraph", "value": "2"},
            "observers": ["hrw"],
            "witnesses": [],
            "tier": "ngo",
            "reading": "original",
            "notes": [],
        }
    ]
    shipped = json.loads(files("sphinx_evidence.claims").joinpath("claims.schema.json").read_text())
    assert shipped.keys() == schema.keys()
    assert schema["$defs"]["cited"]["properties"]["witnesses"]["items"] == {
        "enum": ["officials", "residents", "former-residents"]
    }


def test_the_checksum_knows_words_but_not_layout_or_citations(book):
    rewrapped = CLAIM.replace("Several were", "Several\nwere").replace("{para. 2}", "")
    reworded = CLAIM.replace("Several", "Many")
    checksums = []
    for body in (CLAIM, rewrapped, reworded):
        built = book({"conf.py": CONF, "a.md": page("a", body)}, **FENCES)
        checksums.append(built.app.env.domains["claim"].by_name["several-returned"].checksum)
    assert checksums[0] == checksums[1]
    assert checksums[0] != checksums[2]


def test_a_list_says_of_each_claim_what_it_may_be_chosen_by(read):
    html = read.html("filtered")
    tree = parse(html, namespaceHTMLElements=False)
    (item,) = (li for li in tree.iter("li") if "facet-item" in (li.get("class") or ""))
    assert item.get("class") == (
        "facet-item part--a kind--event confidence--low tier--ngo disputed--yes"
    )
    assert filters(html) == [
        {
            "Part": {"": "All", "part--a": "a"},
            "Kind": {"": "All", "kind--event": "event"},
            "Confidence": {"": "All", "confidence--low": "low confidence"},
            "Kind of source": {"": "All", "tier--ngo": "Organisations"},
            "Disputed": {"": "All", "disputed--yes": "disputed"},
        }
    ]


def test_only_what_a_page_lists_can_be_chosen_there(book):
    other = CLAIM.replace("several-returned", "other-returned").replace("event", "practice")
    body = "```{claim-filters}\n```\n\n```{claim-list}\n:page: a\n```"
    files = {"a.md": page("a", CLAIM), "b.md": page("b", body), "c.md": page("c", other)}
    (box,) = filters(book(files, builder="html", **FENCES).html("b"))
    assert box["Part"] == {"": "All", "part--a": "a"}
    assert box["Kind"] == {"": "All", "kind--event": "event"}
