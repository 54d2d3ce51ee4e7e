"""How a claim is worded: one fact in few words, without how it came to be known."""

from __future__ import annotations

import re

LONGEST = 30
"""The most words of a claim."""

TRANSMISSION = re.compile(
    "|".join(
        (
            r"\baccording to\b",
            r"\bas (?:[\w-]+ ){0,6}?(?:reports?|reported|relays?|relayed|quoted|printed|cited|"
            r"summari[sz]es|summari[sz]ed)\b",
            r"\b(?:is|are|was|were) (?:\w+ )?(?:reported|relayed|recorded)\b|\breportedly\b",
            r"\b(?:was|were|been) (?:\w+ )?(?:found|seen|read)\b(?! (?:to|guilty)\b)",
            r"\b(?:press|news|newspaper)(?:'s|’s)? (?:accounts?|reports?)\b",
            r"\bby [\w’' -]{1,40} accounts?\b|\bread in\b",
            r"\bin a (?:copy|translation)\b|\bfor this book\b|\bin the evidence\b",
            r"\bknown (?:only )?(?:through|from)\b",
        )
    ),
    re.IGNORECASE,
)
"""Words by which a statement names who passed it on, or that somebody searched."""


def transmission(statement: str) -> str:
    """Return the words by which a statement names its transmission, empty for none."""
    match = TRANSMISSION.search(statement)
    return match[0] if match else ""
