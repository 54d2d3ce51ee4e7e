"""Pinpoints: every spelling that authors use, and malformed ones."""

from __future__ import annotations

import pytest

from sphinx_evidence.sources.pinpoints import MalformedPinpoint, Pinpoint, parse_pinpoint

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("text", "kind", "value", "printed"),
    [
        ("para. 46", "paragraph", "46", "para. 46"),
        ("paras 46-48", "paragraph", "46–48", "paras 46–48"),
        ("paragraph 3, 5", "paragraph", "3, 5", "paras 3, 5"),
        ("¶ 12", "paragraph", "12", "para. 12"),
        ("art. 33", "article", "33", "art. 33"),
        ("article 1A(2)", "article", "1A(2)", "art. 1A(2)"),
        ("arts 31 and 33", "article", "31 and 33", "arts 31 and 33"),
        ("art. 22\u20113", "article", "22\u20113", "art. 22\u20113"),
        ("p. 12", "page", "12", "p. 12"),
        ("pp. xi–xiv", "page", "xi–xiv", "pp. xi–xiv"),
        ("§ 7844(a)(1)", "section", "7844(a)(1)", "§ 7844(a)(1)"),
        ("sec. 4", "section", "4", "§ 4"),
        ("ch. 2", "chapter", "2", "ch. 2"),
        ("  para.46 ", "paragraph", "46", "para. 46"),
    ],
)
def test_a_pinpoint_is_parsed_and_printed(text, kind, value, printed):
    pinpoint = parse_pinpoint(text)
    assert pinpoint == Pinpoint(kind, value)
    assert str(pinpoint) == printed.replace(" ", NBSP, 1)


@pytest.mark.parametrize("text", ["46", "para.", "verse 3", "p. 12 ff", "art. 33; p. 2", ""])
def test_anything_else_says_what_to_write(text):
    with pytest.raises(MalformedPinpoint, match=r"write \{para\. 46\}"):
        parse_pinpoint(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pp. 9–3", "has a range that ends before it begins: write both numbers in full"),
        ("pp. 4, 123-45", "has a range that ends before it begins"),
        ("p. 123456", r"the pinpoint \{p. 123456\} is not understood"),
    ],
)
def test_a_number_that_no_work_has_is_refused(text, words):
    with pytest.raises(MalformedPinpoint, match=words):
        parse_pinpoint(text)


@pytest.mark.parametrize("text", ["pp. xi–4", "pp. 9–9", "p. 99999", "arts 280–280A"])
def test_ranges_of_roman_and_inserted_numbers_stand(text):
    assert parse_pinpoint(text).kind in ("page", "article")


def test_an_inserted_article_is_one_article_and_no_range():
    inserted = parse_pinpoint("art. 22\u20113")
    assert inserted.overlaps(parse_pinpoint("art. 22\u20113"))
    assert not inserted.overlaps(parse_pinpoint("art. 22"))
    assert not inserted.overlaps(parse_pinpoint("art. 22(3)"))
    assert not inserted.overlaps(parse_pinpoint("art. 3"))


def test_a_language_may_have_the_number_first_or_between():
    patterns = {f"art.{NBSP}{{place}}": "A{place}B", "{places} and {place}": "{places}+{place}"}

    def translate(message):
        return patterns.get(message, message)

    assert Pinpoint("article", "33").format(translate) == "A33B"
    assert Pinpoint("paragraph", "3 and 5").format(translate) == f"paras{NBSP}3+5"
