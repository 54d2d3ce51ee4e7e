"""Mistakes in pages: one warning each, with its line; the rest of the page is read."""

from __future__ import annotations

import json
import re

import pytest
from html5lib import parse
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx.testing.util import SphinxTestApp

from conftest import CONF, ENTRY, SOURCES, page
from sphinx_evidence.chapters.frontmatter import check_front_matter
from sphinx_evidence.core.log import FirstCauses
from sphinx_evidence.core.source_text import check_text, svg_scripts
from sphinx_evidence.core.upstream import warning_handlers


def claim(name, words, *, end=":::", options=""):
    """Return a claim of kind record, closed or not."""
    lines = [f":::{{claim}} {name}", ":kind: record", ":as-of: 2008", *options.splitlines()]
    return "\n".join([*lines, "", f"{words} {{cite:p}}`hrw2008denied`.", end, ""])


def exported(built):
    """Return the text of each claim in ``claims.json``."""
    data = json.loads((built.app.outdir / "claims.json").read_text("utf-8"))
    return {found["id"]: found["text"] for found in data["claims"]}


def words(html):
    """Return the text of a page."""
    tree = parse(html, namespaceHTMLElements=False)
    return " ".join("".join(tree.itertext()).split())


def said(built):
    """Return page, line and subtype of each warning."""
    pattern = re.compile(r"([\w./-]+?)(?::(\d+))?: (?:WARNING|ERROR): .*\[([\w.-]+)\]$")
    found = [pattern.match(line) for line in built.warnings]
    assert all(found), built.warnings
    return [(match[1], int(match[2] or 0), match[3]) for match in found]


def by_page(built):
    """Return line, subtype and text of the one warning of each page."""
    warnings = built.warnings
    pairs = zip(said(built), warnings, strict=True)
    found = {name: (line, rule, text) for (name, line, rule), text in pairs}
    assert len(found) == len(warnings), warnings
    return found


# what a fence that is left open may be followed by; all begin on line 8 of their page
FIRST = claim("first-claim", "The Ulda rose", end="")
SECOND = claim("second-claim", "The Inn rose")
OPEN = {
    "another claim": f"{FIRST}\nProse.\n\n{SECOND}\n(later)=\n## Later\n\nLast words.\n",
    "a section": f"{FIRST}\n(later)=\n## Later\n\nLast words.\n\n{SECOND}",
    "a section without label": f"{FIRST}\n## Later\n\nLast words.\n\n{SECOND}",
    "the end": f"{SECOND}\n\n{FIRST}\nLast words.\n",
    "a list of claims": f"{FIRST}\n```{{claim-list}}\n```\n\n{SECOND}\nLast words.\n",
    "another fence of colons": f"{FIRST}\n:::{{note}}\nA note.\n:::\n\n{SECOND}\nLast words.\n",
}


def test_a_claim_that_is_not_closed_is_named_and_publishes_nothing(book):
    pages, expected = {}, []
    for name, body in OPEN.items():
        slug = name.replace(" ", "-")
        text = page(slug, re.sub(r"(first-claim|second-claim|later)(?!\w)", rf"{slug}-\1", body))
        lines = text.split("\n")
        pages[f"{slug}.md"] = text
        at = lines.index(f":::{{claim}} {slug}-first-claim") + 1
        expected.append((f"{slug}.md", at, "evidence.open-fence"))
        if name == "a section without label":
            at = lines.index("## Later") + 1
            expected.append((f"{slug}.md", at, "evidence.missing-label"))
    slugs = [name.removesuffix(".md") for name in pages]
    links = "\n".join(f"[link](#{slug}-first-claim)" for slug in slugs)
    lists = page("lists", f"{links}\n\n```{{claim-list}}\n```")
    built = book({**pages, "lists.md": lists}, builder="html")
    assert sorted(said(built)) == sorted(expected)
    assert exported(built) == {f"{slug}-second-claim": "The Inn rose." for slug in slugs}
    for slug in slugs:
        shown = words(built.html(slug))
        for found in ("The Ulda rose", "The Inn rose", "Last words."):
            assert found in shown, slug
    assert "The Ulda rose" not in words(built.html("lists"))


def test_nothing_that_follows_from_an_open_claim_is_named_too(book):
    row = "{},{},2025.1,current,,\n"
    rows = [("first-claim", "claim"), ("one", "chapter"), ("later", "section")]
    register = "id,kind,edition,status,replaced_by,note\n" + "".join(row.format(*r) for r in rows)
    body = OPEN["a section"].replace(":as-of: 2008\n", ":as-of: 2008\n:tags: rivers\n", 1)
    files = {
        "index.md": page("index", "```{toctree}\n:glob:\n\n*\npart/*\n```"),
        "part/one.md": page("one", body),
        "lists.md": page("lists", "```{claim-list}\n:tag: rivers\n```"),
        "permalinks.csv": register,
    }
    settings = {"version": "2026.1.dev0", "release": "2026.1.dev0", "evidence_parts": ["part"]}
    built = book(files, evidence_register="permalinks.csv", **settings)
    assert said(built) == [("part/one.md", 8, "evidence.open-fence")]


def test_a_contents_that_is_not_closed_is_named_and_not_each_page_that_it_lists(book):
    index = page("index", "```{toctree}\na\nb\n")
    built = book({"index.md": index, "a.md": page("a", "One."), "b.md": page("b", "Two.")})
    assert said(built) == [("index.md", 8, "evidence.open-fence")]


def first_causes(built):
    """Return the summary of the last build."""
    filters = [one for handler in warning_handlers() for one in handler.filters]
    (causes,) = (one for one in filters if isinstance(one, FirstCauses))
    return causes.summary().replace(f"{built.root}/", "").splitlines()[1:]


def test_what_others_follow_from_is_named_at_the_end(book):
    files = {"a.md": page("a", FIRST), "b.md": page("b", "See [](#first-claim).\n\n[](#two)")}
    assert first_causes(book(files)) == ["  a.md:8 [open-fence]"]
    assert first_causes(book({"b.md": page("b", "Text.")})) == []


def test_a_setting_that_is_ignored_is_named_at_the_end_too(book):
    built = book({"a.md": page("a", "[](#two)")}, evidence_base_address="example.org")
    assert first_causes(built) == ["  conf.py:1 [malformed-setting]"]


def test_open_claims_are_named_by_parallel_builds_and_come_back_when_closed(book):
    pages = {f"c{number}.md": page(f"c{number}", FIRST) for number in range(12)}
    pages = {
        name: text.replace("first-claim", f"claim-{name[1:-3]}") for name, text in pages.items()
    }
    built = book(pages, parallel=2)
    assert sorted(said(built)) == sorted((name, 8, "evidence.open-fence") for name in pages)
    closed = {name: text.rstrip("\n") + "\n:::\n" for name, text in pages.items()}
    domains = book(closed).app.env.domains
    assert len(list(domains["claim"].all_claims())) == 12
    assert domains["markup"].refused_ids() == {}


def test_a_section_after_an_open_claim_keeps_its_id(book):
    html = book({"a.md": page("a", OPEN["a section"])}, builder="html").html("a")
    tree = parse(html, namespaceHTMLElements=False)
    (section,) = (node for node in tree.iter("section") if node.get("id") == "later")
    assert "Last words." in "".join(section.itertext())


STATEMENTS = [
    ("Two.\n\nParagraphs {cite:p}`hrw2008denied`.", "not one paragraph"),
    ("- One {cite:p}`hrw2008denied`.\n- Two.", "not one paragraph"),
    ("It is so {cite:p}`hrw2008denied`.\n\n1. One.", "not one paragraph"),
    ("| a | b |\n| - | - |\n| c | d |", "not one paragraph"),
    ("It is so {cite:p}`hrw2008denied`.\n\n> Quoted.", "not one paragraph"),
    ("It is so {cite:p}`hrw2008denied`.\n\n```\ncode\n```", "not one paragraph"),
    ("It is so.\n\n```{chapter-sources}\n```", "not one paragraph"),
    ("", "no statement"),
    ("{cite:p}`hrw2008denied`.", "no words of its own"),
    ("`code` {cite:p}`hrw2008denied`", "no words of its own"),
    ("![A map](https://example.org/map.png) {cite:p}`hrw2008denied`", "no words of its own"),
]


def test_a_claim_is_one_paragraph_with_words(book):
    form = ":::{{claim}} some-{}\n:kind: record\n:as-of: 2008\n\n{}\n:::\n\nProse.\n"
    pages = {
        f"s{number}.md": page(f"s{number}", form.format(number, statement))
        for number, (statement, _) in enumerate(STATEMENTS)
    }
    list_page = page("lists", "```{claim-list}\n```")
    built = book({**pages, "lists.md": list_page}, builder="html")
    warnings = by_page(built)
    assert warnings.keys() == pages.keys()
    for number, (_, message) in enumerate(STATEMENTS):
        line, rule, text = warnings[f"s{number}.md"]
        assert (line, rule) == (8, "evidence.malformed-claim")
        assert message in text
        assert "Prose." in words(built.html(f"s{number}"))
    assert exported(built) == {}
    assert "claim-list" not in built.html("lists")


def test_a_claim_within_a_claim_is_named_and_stays_a_claim(book):
    inner = claim("inner-claim", "The Inn rose")
    body = claim("outer-claim", "The Ulda rose").replace("`.\n:::", f"`.\n\n{inner}::::")
    built = book({"a.md": page("a", f":{body}")}, builder="html")
    assert said(built) == [("a.md", 8, "evidence.malformed-claim")]
    assert "not one paragraph" in built.warnings[0]
    assert exported(built) == {"inner-claim": "The Inn rose."}
    assert "The Ulda rose" in words(built.html("a"))


OPTIONS = [
    (":as-of: 2009", "evidence.retired-markup", 11, "the option ':as-of:' is given twice"),
    (":reason: A reason that goes\non", "evidence.malformed-claim", 8, "right after its options"),
    (":reazon: A reason", "myst.directive_option", 11, "'reazon'"),
    (":standing: shaky", "myst.directive_option", 11, "'standing'"),
]


@pytest.mark.worded
def test_an_option_that_cannot_be_read_is_one_message(book):
    pages = {
        f"o{number}.md": page(f"o{number}", claim(f"o{number}-is", "The Inn rose", options=options))
        for number, (options, *_) in enumerate(OPTIONS)
    }
    built = book(pages, builder="html")
    warnings = by_page(built)
    assert warnings.keys() == pages.keys()
    for number, (_, rule, line, message) in enumerate(OPTIONS):
        *place, text = warnings[f"o{number}.md"]
        assert place == [line, rule]
        assert message in text
        assert "The Inn rose" in words(built.html(f"o{number}"))
    assert exported(built) == {"o0-is": "The Inn rose."}


def test_a_claim_without_an_id_is_named_and_keeps_its_text(book):
    pages = {
        f"{label}.md": page(label, claim(name, "The Inn rose"))
        for label, name in {"none": "", "two": "two words"}.items()
    }
    built = book(pages, builder="html")
    warnings = by_page(built)
    assert warnings.keys() == pages.keys()
    for name, (*place, text) in warnings.items():
        assert place == [8, "evidence.malformed-claim"], name
        assert "write one after {claim}" in text
        assert "The Inn rose" in words(built.html(name.removesuffix(".md")))
    assert exported(built) == {}


def test_an_option_may_be_empty(book):
    built = book({"a.md": page("a", claim("a-b", "The Inn rose", options=":tags:\n:reason:"))})
    assert built.warnings == []


def test_the_source_of_a_refused_dispute_is_still_cited(book):
    options = ":disputed-by: Some say no {cite:p}`hrw2008denied`\n:as-of: 2009"
    built = book({"a.md": page("a", claim("some-thing", "The Inn rose", options=options))})
    assert len(built.app.env.domains["cite"].groups["a"]) == 2


BETWEEN = (
    "",
    "Some prose.\n",
    "(part-{})=\n## Part {}\n",
    "- a list\n- of two\n",
    "```{{claim-list}}\n:here:\n```\n",
    "| a | b |\n| - | - |\n| c | d |\n",
)


@st.composite
def pages_with_an_open_claim(draw):
    """Return a page with claims and other content, in which one claim is not closed."""
    between = draw(st.lists(st.sampled_from(BETWEEN), min_size=2, max_size=5))
    parts = [
        claim(f"claim-{number}", f"Statement {number}") + "\n" + text.format(number, number)
        for number, text in enumerate(between)
    ]
    lines = page("a", "\n".join(parts)).split("\n")
    gone = draw(st.sampled_from([at for at, line in enumerate(lines) if line == ":::"]))
    left = [""] if draw(st.booleans()) else []  # the line is emptied, or deleted
    return [*lines[:gone], *left, *lines[gone + 1 :]]


@pytest.mark.slow
@given(pages_with_an_open_claim())
@settings(max_examples=8, deadline=None, derandomize=True, database=None)
def test_an_open_fence_never_gives_a_claim_other_words(tmp_path_factory, lines):
    root = tmp_path_factory.mktemp("random")
    index = page("index", "```{toctree}\n:glob:\n\n*\n```")
    files = {"conf.py": CONF, "references.bib": ENTRY, "sources.md": SOURCES, "index.md": index}
    for name, text in {**files, "a.md": "\n".join(lines)}.items():
        (root / name).write_text(text, "utf-8")
    app = SphinxTestApp("dummy", srcdir=root, builddir=root / "_build")
    try:
        app.build()
        found = list(app.env.domains["claim"].all_claims())
        for one in found:
            assert one.text == f"Statement {one.name.removeprefix('claim-')}."
        assert len(found) == sum(line.startswith(":::{claim}") for line in lines) - 1
        assert app.warning.getvalue().count("WARNING") == 1
    finally:
        app.cleanup()


# text that Markdown would swallow or print as it stands
FAULTS = {
    "control": ("Some \x01 prose \x0c here.", 1, "damaged-text", "U+0001, U+000C"),
    "turned": ("Some \u202eesorp\u202c.", 1, "damaged-text", "U+202E, U+202C"),
    "no width": ("An unse\u200ben wo\u2060rd.", 1, "damaged-text", "U+200B, U+2060"),
    "conflict": (
        "- a\n<<<<<<< HEAD\n- b\n=======\n- c\n>>>>>>> b\n",
        2,
        "damaged-text",
        "conflict",
    ),
    "diff3": (
        "<<<<<<< a\n- b\n||||||| c\n- d\n=======\n- e\n>>>>>>> f",
        *(1, "damaged-text", "conflict"),
    ),
    "half a conflict": ("<<<<<<< a\nOne.\n=======\nTwo.", 1, "damaged-text", "conflict"),
    "mark": ("- a\n\n>>>>>>> other\n\n- b", 3, "damaged-text", "conflict"),
    "comment": ("<!-- a remark\n\nMore.", 1, "open-fence", "'<!--' is not closed"),
    "code": ("```\ncode\n\n(later)=\n## Later\n\nMore.", 1, "open-fence", "'```'"),
    "code before a directive": ("~~~\ncode\n\n~~~{note}\nA.\n~~~\n", 1, "open-fence", "'~~~'"),
    "directive": ("```{claim-list}\n:here:\n\n(later)=\n## Later\n", 1, "open-fence", "claim-list"),
    "directives": ("```{claim-list}\n\n```{claim-list}\n```\n", 1, "open-fence", "claim-list"),
    "code in a claim": (":::{claim} a-b\n\nA.\n\n```\nx\n\n:::\n", 5, "open-fence", "'```'"),
    "code and a list": (
        "```\ncode\n\n(later)=\n## Later\n\n```{claim-list}\n```",
        *(1, "open-fence", "'```'"),
    ),
    "four and three": ("::::{claim} a-b\n\nA.\n:::\n\nMore.", 1, "open-fence", "write ::::"),
    "stray": ("Some.\n\n:::\n\nMore.", 3, "open-fence", "closes nothing"),
}


@pytest.mark.parametrize(("body", "line", "rule", "message"), FAULTS.values(), ids=FAULTS)
def test_a_fault_of_text_is_one_problem_at_its_line(body, line, rule, message):
    found = check_text("a", body)
    assert [(problem.line, problem.rule) for problem in found.problems] == [(line, rule)]
    assert message in found.problems[0].message
    assert found.text.count("\n") == body.count("\n")
    assert check_text("a", found.text).problems == []


SEEN = {
    "cell too many": ("| A | B |\n|---|---|\n| a | b | c |", 3, "damaged-text", "has 3 cells"),
    "cell too few": ("A | B\n- | :-:\na | b\na |", 4, "damaged-text", "its table 2: add"),
    "mark within a cell": ("|A|B|\n|-|-|\n|a|`b|c`|", 3, "damaged-text", "write \\|"),
    "head and line": ("> | A | B |\n> | - |\n> | a |", 1, "damaged-text", "printed as text"),
    "address": ("See https://example.org/a.", 1, "retired-markup", "[words](address)"),
    "address beside a link": ("[A](https://a.org), http://b.org", 1, "retired-markup", "no link"),
}
"""Faults that harm nothing else on the page, so that they are named and left."""


@pytest.mark.parametrize(("body", "line", "rule", "message"), SEEN.values(), ids=SEEN)
def test_what_would_be_lost_or_printed_raw_is_one_problem(body, line, rule, message):
    found = check_text("a", body)
    (problem,) = found.problems
    assert found.text == body
    assert (problem.line, problem.rule) == (line, rule)
    assert message in problem.message


def test_the_upper_half_of_a_conflict_is_read_and_nothing_of_half_a_conflict_is_lost():
    text = check_text("a", "<<<<<<< a\nOne.\n=======\nTwo.\n>>>>>>> b\nThree.").text
    assert text.split() == ["One.", "Three."]
    text = check_text("a", "<<<<<<< a\nOne.\n\nTwo.").text
    assert text.split() == ["One.", "Two."]


def test_a_fence_that_is_not_closed_takes_nothing_with_it():
    body = ":::{claim} a-b\n:kind: law\n\nSo.\n\n```\nx\n```\n\n:::{claim} c-d\n\nYes.\n:::\n"
    found = check_text("a", body)
    assert found.text == body.replace(":::{claim} a-b", "")
    assert found.refused == ["a-b"]


@pytest.mark.parametrize(
    "body",
    [
        "A line of `<!--` and of ``` `code` ```.",
        "~~~markdown\n```{claim}\n:::\n~~~",
        "````markdown\n```{claim-list}\n```\n````",
        "```python\n# a comment\n\n(label)=\n```",
        "::::{note}\n:::{tip}\nA.\n:::\n::::",
        "- a\n\n  ```\n  code\n  ```",
        "> ```\n> code\n> ```",
        "Title\n=======\n\nText.",
        "<!-- a remark -->",
        "| A | B |\n| :- | -: |\n| a \\| b | |\n|  |  |\n:::{note}\nA | B\n:::",
        "A | b\n\n---\n\n> | A |\n> |---|\n> | a |",
        "```\n|A|B|\n|-|-|\n|a|\nhttps://a.org\n```",
        "---\nsource: https://a.org\n---\n\n`https://b.org`, <https://c.org>.",
        "[D](https://d.org 'D'), [E](<https://e.org/a(b)>)",
        "```{x}\n:url: https://a.org\n```\n\n:::{y}\n:url: https://a.org\n:::\n\n[b]: https://b.org",
        "% https://a.org\n\nAn `https` address; a scheme such as http:// or https://.",
        "조선 family \U0001f468\u200d\U0001f469 é.",
    ],
)
def test_sound_text_is_left_as_it_is(body):
    found = check_text("a", body)
    assert (found.text, found.problems) == (body, [])


HTML = [
    ("Roads <script>alert('MARK')</script> here.", 8),
    ("<script>alert('MARK')</script>", 8),
    ('<iframe srcdoc="MARK"></iframe>', 8),
    ('<meta http-equiv="refresh" content="0; url=https://evil.example/MARK">', 8),
    ("```{raw} html\n<script>MARK</script>\n```", 8),
    ("```{math}\n<script>MARK</script>\n```", 8),
    ("{math}`<script>MARK</script>`", 8),
    ("<!-- MARK -->", 8),
    ("Text.\n\n| a |\n| - |\n| <b onclick='MARK'>b</b> |", 12),
    ("```{meta}\n:http-equiv=refresh: 0; url=https://evil.example/MARK\n```", 8),
    ("```{eval-rst}\n.. raw:: html\n\n   <script>MARK</script>\n```", 9),
    ("```{include} index.md\n```", 8),
    ("```{include} h12.md\n```", 8),
]


def test_what_would_be_put_into_a_page_unread_is_refused_and_shown(book):
    pages = {
        f"h{number}.md": page(f"h{number}", f"{body}\n\nAfter.")
        for number, (body, _) in enumerate(HTML)
    }
    built = book(pages, builder="html")
    warnings = by_page(built)
    assert warnings.keys() == pages.keys()
    for number, (body, line) in enumerate(HTML):
        assert warnings[f"h{number}.md"][:2] == (line, "evidence.retired-markup"), body
        html = built.html(f"h{number}")
        article = html[html.index("<h1>") : html.index("After.")]
        assert not re.search(r"<(script|iframe|meta|b)\b", article), body
        assert "MARK" in article or "include" in article, body


def test_html_in_a_claim_is_text_everywhere(book):
    dispute = ":disputed-by: Some <i>say</i> no {cite:p}`hrw2008denied`"
    options = f":reason: Ours <script>MARK</script>.\n{dispute}"
    built = book(
        {"a.md": page("a", claim("a-b", "It <b>is</b> so", options=options))}, builder="html"
    )
    assert {rule for _, _, rule in said(built)} == {"evidence.retired-markup"}
    assert "<script>MARK" not in built.html("a")


IMAGES = ["![](map.svg)", "```{image} map.svg\n```", "```{figure} map.svg\n\nA caption.\n```"]


@pytest.mark.worded
def test_an_image_without_words_is_named(book):
    files = {f"i{number}.md": page(f"i{number}", body) for number, body in enumerate(IMAGES)}
    svg = {"map.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>'}
    assert said(book(files | svg)) == [(name, 8, "evidence.image-text") for name in files]


def test_a_drawing_with_a_script_is_not_published(book):
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    body = "![A map](map.svg)\n\n```{figure} map.svg\n:alt: The map\n\nA caption.\n```"
    built = book({"a.md": page("a", body), "map.svg": svg}, builder="html")
    rule = "evidence.unsafe-image"
    assert said(built) == [("a.md", 8, rule), ("a.md", 10, rule)]
    assert not list(built.app.outdir.rglob("map.svg"))
    assert "A map" in built.html("a")
    built = book({"map.svg": svg.replace("<script>alert(1)</script>", "")}, builder="html")
    assert not any(rule in line for line in built.warnings)
    assert list(built.app.outdir.rglob("map.svg"))


@pytest.mark.parametrize(
    ("inner", "why"),
    [
        ("<script/>", "<script>"),
        ('<g onload="x()"/>', "onload"),
        ('<a href=" java\nscript:x()"/>', "javascript:"),
        ("<foreignObject/>", "<foreignobject>"),
        ("<g>", "not an SVG"),
        ('<path d="M0 0" fill="red"/><title>on load</title>', ""),
    ],
)
def test_what_runs_in_a_drawing(inner, why):
    found = list(svg_scripts(f'<svg xmlns="http://www.w3.org/2000/svg">{inner}</svg>'.encode()))
    assert [why in reason for reason in found] == ([True] if why else [])


def test_a_link_that_runs_something_is_no_link(book):
    directive = (
        "```{image} https://example.org/a.png\n:alt: A map\n:target: JavaScript:alert(1)\n```"
    )
    rst = "```{eval-rst}\n`A way <javascript:alert(2)>`_\n```"
    built = book({"a.md": page("a", directive), "b.md": page("b", rst)}, builder="html")
    assert {(name, rule) for name, _, rule in said(built)} == {
        ("a.md", "evidence.unsafe-address"),
        ("b.md", "evidence.unsafe-address"),
    }
    assert "A map" in built.html("a")
    assert "A way" in built.html("b")
    assert "alert" not in built.html("a") + built.html("b")


def test_a_heading_has_words_and_no_citation(book):
    headings = {"cited": "## Roads {cite:p}`hrw2008denied`", "empty": "##", "space": "## &nbsp;"}
    pages = {
        f"{name}.md": page(name, f"(roads-{name})=\n{heading}\n\nText.")
        for name, heading in headings.items()
    }
    assert said(book(pages)) == [(name, 9, "evidence.heading-text") for name in pages]


def test_a_second_title_is_told_to_be_a_section(book):
    built = book({"a.md": page("a", "Text.\n\n(b-c)=\n# Crossing\n\nMore.")})
    assert said(built) == [("a.md", 11, "evidence.misnamed-page")]
    assert "write '## Crossing'" in built.warnings[0]


HEADS = {
    "quote": ('description: "About roads.', 2, "close the quotation mark"),
    "tab": ("description: A.\n\treviewed: 2026-11-24", 3, "tab"),
    "colon": ("description: Roads: a history", 2, "put a value with a colon in quotation marks"),
    "empty": ("", 1, "the front matter is empty"),
    "list": ("- description", 2, "not a list of 'name: value'"),
    "description null": ("description:", 2, "description is no text: write one"),
    "description list": ("description: [one, two]", 2, "description is no text: write one"),
    "description map": ("description:\n  one: two", 2, "description is no text: write one"),
    "description date": ("description: 2026-11-24", 2, "a date or a number in quotation marks"),
    "description number": ("description: 7", 2, "description is no text: write one"),
    "surrogate": ('description: "Roads \\ud800"', 2, "half a character"),
    "unknown": ("description: A.\nreveiwed: 2026-11-24", 3, "write 'reviewed'"),
    "twice": ("description: A.\ndescription: B.", 3, "is twice"),
    "day": ("description: A.\nreviewed: 2026-02-31", 3, "is not a day"),
    "quoted day": ("description: A.\nreviewed: '2026-02-31'", 3, "is not a day"),
    "year 0": ("description: A.\nreviewed: '0000-01-01'", 3, "is not a day"),
    "words": ("description: A.\nreviewed: 24 November 2026", 3, "is not a day"),
}


def test_front_matter_is_one_message_with_line_and_reason(book):
    form = "---\n{}\n---\n\n({})=\n# A page\n\nText.\n"
    names = {f"y{number}": case for number, case in enumerate(HEADS.values())}
    pages = {f"{name}.md": form.format(head, name) for name, (head, _, _) in names.items()}
    built = book(pages, builder="html", evidence_edition_date="2026-11-24")
    warnings = by_page(built)
    assert warnings.keys() == pages.keys()
    for name, (_, line, message) in names.items():
        *place, text = warnings[f"{name}.md"]
        assert place == [line, "evidence.page-head"]
        assert message in text
        assert "Text." in built.html(name)
        assert not re.search(r"null|\[&|Roads: a", built.html(name))


def test_front_matter_that_is_not_closed_is_named(book):
    built = book({"a.md": "---\ndescription: A.\n\n(a)=\n# A page\n\nText.\n\n---\n\nMore.\n"})
    assert said(built) == [("a.md", 1, "evidence.page-head")]
    assert "is not closed" in built.warnings[0]


def test_sound_front_matter_is_left_as_it_is():
    text = "---\ndescription: >\n  Folded\n  text.\nreviewed: 2026-11-24\n---\n\n# A\n"
    assert check_front_matter("a", text) == (text, [])


def test_a_review_after_the_edition_is_named(book):
    text = page("a", "Text.").replace("---\n\n", "reviewed: 2199-01-01\n---\n\n", 1)
    built = book({"a.md": text}, evidence_edition_date="2026-11-24")
    assert said(built) == [("a.md", 0, "evidence.page-head")]
    assert "after the edition of 2026-11-24" in built.warnings[0]


def test_a_page_that_is_not_utf_8_is_named_with_its_line(book, tmp_path):
    book({"a.md": page("a", "Text.")})
    for data in (b"\xe9t\xe9", b"\xed\xa0\x80", "é".encode("utf-16")):
        (tmp_path / "a.md").write_bytes(page("a", "Text. ").encode() + data)
        with pytest.raises(SystemExit):
            book()
        said = re.sub(r"\x1b\[[\d;]*m", "", book.opened[-1].warning.getvalue())
        assert f"ERROR: {tmp_path}/a.md:9: not UTF-8: save the file in that encoding\n" in said
