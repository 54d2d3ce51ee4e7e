"""Dates written out: by the rules of the language that the text around them is in."""

from __future__ import annotations

import pytest

from sphinx_evidence.core.dates import LOCALE, format_date, language_tag, short_date


def translator(locale):
    """Return a translator whose catalog names a locale."""
    return {LOCALE: locale}.__getitem__


@pytest.mark.parametrize(
    ("date", "locale", "long", "short"),
    [
        ("2023-10-09", "en_GB", "9 October 2023", "9 Oct 2023"),
        ("2023-10", "en_GB", "October 2023", "Oct 2023"),
        ("2023", "en_GB", "2023", "2023"),
        ("2023-10-09", "en", "October 9, 2023", "Oct 9, 2023"),
        ("2023-10-09", "de", "9. Oktober 2023", "9. Okt. 2023"),
        ("2023-10-09", "pt_BR", "9 de outubro de 2023", "9 de out. de 2023"),
        ("2023-10-09", "ko", "2023년 10월 9일", "2023년 10월 9일"),
        ("2023-10", "ko", "2023년 10월", "2023년 10월"),
        ("2023-10-09", "Deutsch", "9 October 2023", "9 Oct 2023"),
        ("2023-13", "de", "2023-13", "2023-13"),
        ("in spring", "de", "in spring", "in spring"),
    ],
)
def test_a_date_is_written_by_the_rules_of_its_language(date, locale, long, short):
    translate = translator(locale)
    assert (format_date(date, translate), short_date(date, translate)) == (long, short)


def test_a_date_is_in_british_english_where_nothing_is_translated():
    assert format_date("2023-10-09") == "9 October 2023"
    assert short_date("2023-10-09") == "9 Oct 2023"


@pytest.mark.parametrize(
    ("language", "tag"),
    [
        ("en_GB", "en-GB"),
        ("ko", "ko"),
        ("zh_CN", "zh-Hans"),
        ("zh_TW", "zh-Hant"),
        ("zh-Hant", "zh-Hant"),
        ("zh", "zh"),
        ("x", "x"),
    ],
)
def test_chinese_is_named_by_its_script(language: str, tag: str) -> None:
    assert language_tag(language) == tag
