"""Text as readers quote it, and its checksum. No Sphinx here."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256


def tidy(text: str) -> str:
    """Return a text from which citations were taken, without the gaps that they left."""
    return re.sub(r"\s+([.,;:!?])", r"\1", " ".join(text.split()))


def checksum(text: str) -> str:
    """Return the SHA-256 of a text in NFC with white space collapsed."""
    return sha256(" ".join(unicodedata.normalize("NFC", text).split()).encode()).hexdigest()
