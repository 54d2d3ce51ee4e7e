"""What a translation may not change, message by message; the languages are of no book."""

from __future__ import annotations

from fractions import Fraction

import pytest
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from sphinx_evidence.core.text import count_words, tidy
from sphinx_evidence.translations.numbers import numbers, spelled
from sphinx_evidence.translations.rules import refusals

PARSE = create_md_parser(
    MdParserConfig(enable_extensions={"attrs_inline", "colon_fence", "smartquotes"}), RendererHTML
).parse

CITED = "It rose {cite:p}`hrw2008denied{para. 46}`."
MARKED = "It rose. {inference}`◇`"
LINKED = "It [rose](#levels)."


def wrong(source: str, translation: str) -> list[str]:
    """Return what is wrong with a translation."""
    return list(refusals(source, translation, PARSE))


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        (CITED, "{cite:p}`hrw2008denied{para. 46}` 上."),
        (MARKED, "上. {inference}`◇`"),
        (LINKED, "[上](#levels)."),
        ("It *rose*.", "上."),
        ("**{count}`all`** rose.", "上 **{count}`all`** 上."),
        ("See {ref}`the levels <levels>`.", "{ref}`上 <levels>`."),
        ("Two of the three rose.", "3 上 2."),
        ("The first rose.", "1 上."),
        ("The word [上]{.language-zh}.", "[上]{.language-zh}."),
        ("1. It rose", "1. 上"),
        ("It's here.", "’上’."),
        ("{year}: {count} read", "{count} 上 ({year})"),
    ],
)
def test_words_and_their_order_are_free(source: str, translation: str) -> None:
    assert wrong(source, translation) == []


@pytest.mark.parametrize(
    ("source", "translation", "message"),
    [
        (CITED, "上.", "{cite:p}`hrw2008denied{para. 46}` is missing"),
        (CITED, CITED.replace("46", "47"), "{cite:p}`hrw2008denied{para. 47}` is not in the Engl"),
        (CITED, f"{CITED} {CITED}", "{cite:p}`hrw2008denied{para. 46}` is not in the English"),
        (MARKED, "上.", "the citation, value or mark {inference}`◇` is missing"),
        ("Of {value}`levels:2008:metres`.", "{value}`levels:2009:metres`.", "`levels:2008:metres`"),
        ("See {ref}`it <levels>`.", "{ref}`levels <other>`.", "{ref}`other` is not in the English"),
        ("**{count}`all`** rose.", "上**{count}`all`**上.", "an asterisk would be printed"),
        (LINKED, "[上](#other).", "the link #other is not in the English"),
        (LINKED, "上.", "the link #levels is missing"),
        ("It rose.", "[上](https://example.org).", "the link https://example.org is not in the"),
        ("It rose.", "上 https://example.org.", "the address https://example.org. is not in"),
        ("It rose.", "上 someone@example.org", "the address someone@example.org is not in"),
        ("It rose.", "<b>上</b>", "the HTML <b> is not in the English: take it out"),
        ("It rose.", "![上](https://example.org/x.png)", "the picture https://example.org/x.png"),
        ("It rose.", "[上]{#levels}", "the id levels is not in the English"),
        ("Run `date`.", "`时`", "the literal text `date` is missing"),
        ("It rose.", "```{include} /etc/hosts\n```", "it is not one paragraph as the English is"),
        ("It rose.", ":::{claim} new\n上\n:::", "it is not one paragraph as the English is"),
        ("It rose.", "(levels)=\n上", "it is not one paragraph as the English is"),
        ("It rose.", "上\n\n上", "it is not one paragraph as the English is"),
        ("It rose.", "<div>上</div>", "it is not one paragraph as the English is"),
        ("In 2008 it rose.", "2009 上.", "the number 2008 is missing: write it in figures"),
        ("It rose.", "2008 上.", "the number 2008 is not in the English: correct it"),
        ("12 of them rose.", "十二 上.", "the number 12 is missing: write it in figures"),
        ("Three rose.", "4 上.", "the number 4 is not in the English"),
        ("{year}: {count} read", "{year} 上", "the place of a value {count} is missing"),
        ("{year}: read", "{year} {who} 上", "the place of a value {who} is not in the English"),
    ],
)
def test_what_the_english_says_stays(source: str, translation: str, message: str) -> None:
    assert message in " | ".join(wrong(source, translation))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12,000 people", [12000]),
        ("in 2012, 2013 and 2014", [2012, 2013, 2014]),
        ("1.2 million", [1_200_000]),
        ("10 thousand", [10_000]),
        ("9 October 2023", [9, 10, 2023]),
        ("in May 2024", [5, 2024]),
        ("May is warm. It may be March 2 days later.", [3, 2]),
        ("between March and May", [3, 5]),
        ("the 1990s", [1990]),
        ("9월 2023년", [9, 2023]),
        ("1만 2천", [12_000]),
        ("1만2,345", [12_345]),
        ("3만", [30_000]),
        ("3백만", [3_000_000]),
        ("5천", [5_000]),
        ("1억 2천만", [120_000_000]),
        ("30여만", [300_000]),
        ("1.2万", [12_000]),
        ("2万5000", [25_000]),
        ("3亿", [300_000_000]),
        ("30多万", [300_000]),
        ("5万 2014年", [50_000, 2014]),
        ("５０", [50]),
        ("1990年代", [1990]),
        ("7.5 %", [7.5]),
        ("제33조", [33]),
    ],
)
def test_numbers_are_read_in_each_way_of_writing_them(text: str, found: list[float]) -> None:
    assert sorted(numbers(text).elements()) == sorted(map(Fraction, found))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two of the twelve", {2, 12}),
        ("twenty-five", {20, 25}),
        ("two million", {2, 2_000_000, 1_000_000}),
        ("the third of a dozen", {3, 1, 12}),
    ],
)
def test_english_words_of_numbers_may_become_figures(text: str, found: set[int]) -> None:
    assert set(map(Fraction, found)) <= spelled(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It rose in one night.", 5),
        ("上上上上上上", 4),
        ("상상 상상", 2),
        ("It is called 上上.", 4 + 1),
        ("上", 1),
        ("", 0),
    ],
)
def test_words_are_counted_by_spaces_or_by_signs(text: str, count: int) -> None:
    assert count_words(text) == count


def test_no_space_is_left_before_a_full_stop_of_chinese() -> None:
    assert tidy("上 。 上 ， 上 .") == "上。 上， 上."
