"""The cut of style sheets: what is kept of them, and what the committed one was made from."""

from __future__ import annotations

import pytest

from tools.styles import command as styles
from tools.styles.cutting import cut, moved

NAMES = styles.Names("p a div tbody  # elements\ncard open --own-*")


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
        "p{--own-size:1px}",
        "/*! A licence. */\np{color:red}",
    ],
)
def test_what_may_apply_is_kept(rule):
    assert cut(rule, NAMES) == f"{rule}\n"


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
    assert cut(rule, NAMES) == ""


def test_of_a_list_only_the_selectors_that_match_are_kept():
    assert cut("p, .none, a:is(.x, .card) { color : red ; }", NAMES) == (
        "p,a:is(.x, .card){color:red}\n"
    )


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


def test_a_list_of_names_may_have_comments_and_stars():
    names = styles.Names("# none\np admonition-*\n")
    assert [name for name in ("p", "admonition-title", "#", "none", "pre") if name in names] == [
        "p",
        "admonition-title",
    ]


@pytest.mark.worded
@pytest.mark.parametrize(
    ("path", "made"),
    [(styles.TARGET, styles.base_sheet), (styles.TARGET.with_suffix(".txt"), styles.licences)],
    ids=["sheet", "licences"],
)
def test_the_style_sheet_is_that_of_the_installed_theme(path, made):
    assert path.read_text("utf-8") == made(), (
        f"{path.name} was made from other versions of Sphinx and its themes, or by another list of "
        "names: run 'nox -s tool -- styles', look at the pages, and commit the files"
    )
