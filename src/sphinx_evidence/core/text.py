"""Text as readers quote it, and its checksum. No Sphinx here."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]"
)
"""A control character, or one that nobody sees and that may turn the order of a text about."""


def one_line(text: str) -> str:
    """Return a text on one line, with single spaces."""
    return " ".join(text.split())


def tidy(text: str) -> str:
    """Return a text from which citations were taken, without the gaps that they left."""
    return re.sub(r" ([.,;:!?])", r"\1", one_line(text))


def checksum(text: str) -> str:
    """Return the SHA-256 of a text in NFC with white space collapsed."""
    return sha256(" ".join(unicodedata.normalize("NFC", text).split()).encode()).hexdigest()
