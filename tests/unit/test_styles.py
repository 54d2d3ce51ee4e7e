"""The cut of style sheets: what is kept, and which names pages and scripts use."""

from __future__ import annotations

import pytest

from sphinx_evidence.site.styles import (
    cut,
    loaded,
    moved,
    names_of_sheet,
    words_of_file,
    words_of_page,
)

WORDS = frozenset({"p", "a", "div", "card", "open", "--from-script"})


@pytest.mark.parametrize(
    "rule",
    [
        "p{color:red}",
        "p.card{color:red}",
        "#open>a{color:red}",
        "*{color:red}",
        "tbody{color:red}",
        ".card:hover{color:red}",
        '.card::before{content:".none"}',
        ".card[aria-expanded=true]{color:red}",
        'div[class*="none"]{color:red}',
        "p:not(.none){color:red}",
        "p:is(.none,.card){color:red}",
        "p:has(>.card){color:red}",
        "p:nth-child(odd){color:red}",
        "P.card{color:red}",
        "p{color:red!important}",
        "p{*zoom:1;color:red}",
        "@media print{p{color:red}}",
        "@media (forced-colors:active){@supports (gap:1em){p{color:red}}}",
        "@font-face{font-family:X;src:url(x.woff2)}",
        "p{animation:turn 1s}\n@keyframes turn{0%{rotate:0turn} 12.5%{rotate:1turn}}",
        "p{color:var(--a)}\na{--a:var(--b);--b:red}",
        "p{color:var(--a)}\na{--a:var(--b);--b:var(--c);--c:var(--d);--d:red}",
        "p{--from-script:1px}",
        "/*! A licence. */\np{color:red}",
    ],
)
def test_what_may_apply_is_kept(rule):
    assert cut(rule, WORDS) == f"{rule}\n"


@pytest.mark.parametrize(
    "rule",
    [
        "nav{color:red}",
        ".none{color:red}",
        "p #none{color:red}",
        "p .card.none:hover{color:red}",
        "p:is(.none,#none){color:red}",
        "p:where(.none) a{color:red}",
        ":has(.none){color:red}",
        "p{}",
        "p{--none:red}",
        "p{--none:var(--neither);--neither:red}",
        "@media print{.none{color:red}}",
        "@keyframes turn{to{rotate:1turn}}",
        '@charset "UTF-8";',
        "/* A comment. */",
    ],
)
def test_what_cannot_apply_is_dropped(rule):
    assert cut(rule, WORDS) == ""


def test_of_a_list_only_the_selectors_that_match_are_kept():
    assert cut("p, .none, a:is(.x, .card) { color : red ; }", WORDS) == (
        "p,a:is(.x, .card){color:red}\n"
    )


@pytest.mark.parametrize(
    ("sheet", "kept"),
    [
        ("p{color:red}.none{color:red}.card,.none{color:red}", "p{color:red}\n.card{color:red}\n"),
        ("p{color:red}.none p,.none.card{color:red}", "p{color:red}\n"),
        ("@media print{.none{color:red}.card{color:red}}", "@media print{.card{color:red}}\n"),
        ("p{color:red}/* .none{ */.card{color:red}", "p{color:red}\n.card{color:red}\n"),
        ("p{color:red}.none::after{content:'}'}a{color:red}", "p{color:red}\na{color:red}\n"),
        ('p{content:"}.none{"}a{color:red}', 'p{content:"}.none{"}\na{color:red}\n'),
        ("p{color:red}:is(.none,.card){color:red}", "p{color:red}\n:is(.none,.card){color:red}\n"),
        ('p{color:red}[title=".none"]{color:red}', 'p{color:red}\n[title=".none"]{color:red}\n'),
        ("p{--card:{.none}}", "p{--card:{.none}}\n"),
    ],
)
def test_rules_after_others_are_dropped_before_and_by_the_parser_alike(sheet, kept):
    assert cut(sheet, WORDS | {"--card"}) == kept


def test_names_are_in_tags_scripts_and_styles_but_not_in_text():
    page = """<p title="a > b" class='one' data-x="<i id=two>"><svg><path style="fill:var(--three)"
      /></svg> text class=no</p><style>p{color:var(--four)}</style><br><script>if (1<2) a("b")
    </script><script src="x.js"></script>"""
    assert words_of_page(page) == {
        *("p", "svg", "path", "style", "br", "script", "i", "one", "two", "--three", "--four"),
        *("fill", "var", "fill:var(--three)", "if", "1", "2", "a", "b"),
    }


@pytest.mark.parametrize(
    ("selector", "word"),
    [
        ("DIV.a", "div"),
        (".a\\:b", "a:b"),
        (".\\31 0a", "10a"),
        ("#\\31\\32", "12"),
        (".\\000031x.\\31x", "1x"),
        (".é😀", "é😀"),
        (".a\\{", "a{"),
        ("#1a-_", "1a-_"),
    ],
)
def test_the_names_of_a_sheet_are_all_that_its_cut_depends_on(selector, word):
    sheet = f"{selector}{{color:red}}"
    words = WORDS | {"a", word}
    assert word in names_of_sheet(sheet)
    assert cut(sheet, words & names_of_sheet(sheet)) == cut(sheet, words) != ""


def test_the_names_of_a_page():
    page = """<DIV CLASS='one two' id=three><p style="color: var(--four)">words <i
      class="md:five&amp;six"></i><path fill="var( --seven)"/></p></DIV>
    <script src="x.js"></script><b>other</b><script>make("eight")</script>
    <script type="application/ld+json">{"nine": 1}</script>"""
    words = words_of_page(page)
    assert words >= {"div", "p", "i", "path", "one", "two", "three", "--four", "--seven", "eight"}
    assert "md:five&six" in words
    assert words.isdisjoint({"words", "other", "nine"})


def test_the_words_of_a_script_are_names_and_custom_properties():
    script = "const made = make('p', { className: `card-open ${x}` }); read('--wide');"
    assert words_of_file(script) >= {"p", "card-open", "--wide"}


def test_the_files_that_a_page_loads():
    page = """<link rel="license" href="https://example.org/"><link href=a.css rel="stylesheet">
    <link rel='alternate stylesheet' href='b.css?v=1&amp;w'><script defer src="../c.js"></script>
    <script>1</script>"""
    assert loaded(page) == ["a.css", "b.css?v=1&w", "../c.js"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("url(x.svg)", 'url("styles/x.svg")'),
        ("url( '../fonts/x.woff2' )", 'url("fonts/x.woff2")'),
        *((same, same) for same in ("url(#x)", "url(/x.svg)", 'url("data:image/svg+xml,x")')),
    ],
)
def test_addresses_lead_to_the_same_files_from_the_folder_above(before, after):
    assert moved(f"p{{background:{before}}}", "styles") == f"p{{background:{after}}}"
