"""ISO 8601 dates, and dates written out for readers."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_skeleton

from .messages import N_

if TYPE_CHECKING:
    from .messages import Translate

MONTHS = (
    *(N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June")),
    *(N_("July"), N_("August"), N_("September")),
    *(N_("October"), N_("November"), N_("December")),
)
DATE = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?")
"""A year, a month or a day in ISO 8601; :func:`is_date` also checks that it exists."""

DAY = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
"""A day in ISO 8601; :func:`is_day` also checks that it exists."""


def is_date(text: str) -> bool:
    """Return whether *text* is an existing year, month or day in ISO 8601."""
    if DATE.fullmatch(text) is None:
        return False
    try:
        date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True


def is_day(text: str) -> bool:
    """Return whether *text* is an existing day in ISO 8601."""
    return DAY.fullmatch(text) is not None and is_date(text)


def format_date(text: str, translate: Translate = str) -> str:
    """Return an ISO year, month or day written out (``9 October 2023``); other text unchanged."""
    if not is_date(text):
        return text
    year, *rest = text.split("-")
    month = MONTHS[int(rest[0]) - 1] if rest else ""
    day = str(int(rest[1])) if len(rest) > 1 else ""
    return translate_date(" ".join(part for part in (day, month, year) if part), translate)


def short_date(text: str, language: str) -> str:
    """Return an ISO year, month or day as it is abbreviated (``9 Oct 2023``); other text unchanged.

    :param language: the setting ``language``; one unknown to CLDR is taken for English
    """
    if not is_date(text):
        return text
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    skeleton = ("y", "yMMM", "yMMMd")[text.count("-")]
    return str(format_skeleton(skeleton, date.fromisoformat(f"{text}-01-01"[:10]), locale=locale))


def translate_date(text: str, translate: Translate) -> str:
    """Return the translation of a date written out in English; other text unchanged."""
    match text.split(" "):
        case [day, month, year] if month in MONTHS:
            pattern = translate("{day} {month} {year}")
            return pattern.format(day=day, month=translate(month), year=year)
        case [month, year] if month in MONTHS:
            return translate("{month} {year}").format(month=translate(month), year=year)
    return text
