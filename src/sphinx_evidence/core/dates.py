"""ISO 8601 dates, and dates written out for readers."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError, dates

from .text import N_

if TYPE_CHECKING:
    from .text import Translate

LOCALE = N_("en_GB")
"""The locale by whose rules in the Unicode CLDR dates are written.

It is a message, since a date stands in a sentence: its translation names the locale of that
language, and where the sentence stays in English, so does the date. The English of the package is
British; American English, which is ``en``, has "October 9, 2023".
"""

DATE = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?")
"""A year, a month or a day in ISO 8601; :func:`is_date` also checks that it exists."""


def is_date(text: str) -> bool:
    """Return whether *text* is an existing year, month or day in ISO 8601."""
    if DATE.fullmatch(text) is None:
        return False
    try:
        _first_day(text)
    except ValueError:
        return False
    return True


def is_day(text: str) -> bool:
    """Return whether *text* is an existing day in ISO 8601."""
    return text.count("-") == 2 and is_date(text)


def format_date(text: str, translate: Translate = str) -> str:
    """Return an ISO year, month or day written out (``9 October 2023``); other text unchanged."""
    if not is_date(text):
        return text
    locale, day = locale_of(translate(LOCALE)), _first_day(text)
    if is_day(text):
        return dates.format_date(day, "long", locale)
    return dates.format_skeleton("yMMMM" if "-" in text else "y", day, locale=locale)


def short_date(text: str, translate: Translate = str) -> str:
    """Return an ISO year, month or day abbreviated (``9 Oct 2023``); other text unchanged."""
    if not is_date(text):
        return text
    skeleton = ("y", "yMMM", "yMMMd")[text.count("-")]
    return dates.format_skeleton(skeleton, _first_day(text), locale=locale_of(translate(LOCALE)))


def _first_day(text: str) -> date:
    return date.fromisoformat(f"{text}-01-01"[:10])


def language_tag(language: str) -> str:
    """Return the BCP 47 tag of the setting ``language``: ``en-GB``; of Chinese by its script.

    Readers and programs choose Chinese by its script, as ``zh-Hans``, and not by a country.
    """
    locale = locale_of(language.replace("-", "_"))
    if locale.language == "zh" and locale.script:
        return f"zh-{locale.script}"
    return language.replace("_", "-")


@cache
def locale_of(name: str) -> Locale:
    """Return the locale of a name; one that is unknown to CLDR is taken for :data:`LOCALE`."""
    try:
        return Locale.parse(name)
    except (UnknownLocaleError, ValueError):
        return Locale.parse(LOCALE)
