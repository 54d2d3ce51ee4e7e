"""Dates as readers write them. No Sphinx here."""

from __future__ import annotations

import re

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")
"""A year, a month or a day in ISO 8601."""

DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
"""A day in ISO 8601."""


def day_in_words(text: str) -> str:
    """Return an ISO year, month or day in words (``9 October 2023``), anything else as it is."""
    match = DATE.fullmatch(text)
    if match is None:
        return text
    year, month, day = match.groups()
    parts = [str(int(day)) if day else "", MONTHS[int(month) - 1] if month else "", year]
    return " ".join(part for part in parts if part)
