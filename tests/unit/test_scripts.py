"""Comments of scripts and style sheets are left out; strings, patterns and licences stay."""

from __future__ import annotations

import pytest

from sphinx_evidence.site.assets import style_sheet, without_comments


@pytest.mark.parametrize(
    ("script", "rest"),
    [
        ("/* Why. */\nlet a = 1; // and how\n", "\nlet a = 1; \n"),
        ("const url = 'https://example.org/*';", None),
        (
            "const found = /[/*]\\/\\/ '/.exec(text) / 2; // no",
            "const found = /[/*]\\/\\/ '/.exec(text) / 2; ",
        ),
        ("const text = `// ${a /* what */} */`;", "const text = `// ${a } */`;"),
        ("/*! Licence */ run();", None),
    ],
)
def test_only_comments_are_left_out(script, rest):
    assert without_comments(script) == (script if rest is None else rest)


@pytest.mark.parametrize(
    ("sheet", "rest"),
    [
        ("/* Why. */\np { color: red } /* how */", "p{color:red}"),
        (
            'p::after { content: "/* {" } /* it\'s */ a > b { content: "; */" }',
            'p::after{content:"/* {"}a>b{content:"; */"}',
        ),
        ("a :hover { --none: ; top: 0; }\n}", "a :hover{--none:;top:0}}"),
        ("/*! A licence: don't; no. */ p { } /* it's gone */", "/*! A licence: don't; no. */ p{}"),
    ],
)
def test_a_style_sheet_has_no_comments_and_no_space_around_marks(tmp_path, sheet, rest):
    """What is in a string or a licence stays."""
    path = tmp_path / "a.css"
    path.write_text(sheet, "utf-8")
    assert style_sheet([path], {"book": "A"}) == f'html{{--book:"A"}}{rest}'
