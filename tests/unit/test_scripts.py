"""Scripts: comments are left out, strings and patterns stay, words are those of strings."""

from __future__ import annotations

import pytest

from sphinx_evidence.site.scripts import without_comments, words_of_script


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


def test_the_words_of_strings_are_names():
    script = """// the first body
    const made = make('p', { className: `card-open ${first} md` });
    read("--wide"); document.body.append(made);"""
    assert words_of_script(script) >= {"p", "card-open", "md", "--wide"}
    assert words_of_script(script).isdisjoint({"first", "body", "append", "made"})
