"""Title case by the rules of citeproc-js, which Zotero and others run.

citeproc-py capitalizes other words than citeproc-js, so a citation copied from a page would not be
the one that a reference manager prints.
"""

from __future__ import annotations

import re

SMALL = frozenset(
    """
    a about above across afore after against al along alongside amid amidst among amongst an and
    anenst apropos apud around as aside astride at athwart atop barring before behind below
    beneath beside besides between beyond but by c ca circa d' de despite down during et except
    for forenenst from given in inside into lest like modulo near next nor notwithstanding of
    off on onto or out outside over per plus pro qua sans since so than the through throughout
    till to toward towards under underneath until unto up upon v v. van versus via
    vis-à-vis von vs vs. with within without yet
    """.split()
)
"""The words that stay in lower case, but at the beginning, at the end and after a colon."""

SEPARATOR = re.compile("([ \\u00a0\\u2000-\\u200b\\u205f\\u3000]+|[‘’“”\"'\\-–—/.,;?!:\\[\\]()])")
"""What stands between words."""


def title_case(text: str) -> str:
    """Return a text in title case; words that have capitals are left as they are."""
    tokens = [token for token in SEPARATOR.split(text) if token]
    words = [at for at, token in enumerate(tokens) if not SEPARATOR.fullmatch(token)]
    starts, before = True, ""
    for at, token in enumerate(tokens):
        if SEPARATOR.fullmatch(token):
            starts = starts or token in "?!:"
        else:
            large = len(token) > 1 and (token not in SMALL or at == words[-1])
            if (starts or large) and before != "’" and token == token.lower():
                tokens[at] = token[0].upper() + token[1:]
            starts = False
        before = token
    return "".join(tokens)
