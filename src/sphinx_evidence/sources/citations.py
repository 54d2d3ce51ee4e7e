"""Parse the text of a citation role, with the parser of sphinxcontrib-bibtex."""

from __future__ import annotations

from functools import lru_cache

from sphinxcontrib.bibtex.citation_target import parse_citation_targets

from .model import Citation
from .pinpoints import MalformedPinpoint, parse_pinpoint


class MalformedCitation(ValueError):
    """A citation role whose text has no key, or has unbalanced braces."""


def _items(text: str) -> list[str]:
    """Split *text* at the commas that are outside braces."""
    items: list[str] = []
    depth = 0
    for part in text.split(","):
        if depth > 0:
            items[-1] += f",{part}"
        else:
            items.append(part)
        depth += part.count("{") - part.count("}")
    return items


@lru_cache(maxsize=4096)
def parse_citations(text: str) -> tuple[tuple[Citation, ...], tuple[str, ...]]:
    """Parse the text of a citation role: ``{see}key{para. 46}, key2``.

    :return: the citations, and a message for each pinpoint that is not understood
    :raises MalformedCitation: if the text is not a list of keys with balanced braces
    """
    try:
        # one at a time, since the library's parser recurses for each comma
        targets = [target for item in _items(text) for target in parse_citation_targets(item)]
    except ValueError:
        targets = []
    if not targets or any(not target.key for target in targets):
        msg = (
            f"the citation {text.strip()[:80]!r} is not understood: "
            "write key, key{para. 46} or key1,key2{p. 12}"
        )
        raise MalformedCitation(msg)
    citations, problems = [], []
    for target in targets:
        pinpoint = None
        if target.post:
            try:
                pinpoint = parse_pinpoint(target.post)
            except MalformedPinpoint as error:
                problems.append(str(error))
        suffix = "" if pinpoint else target.post
        citations.append(Citation(target.key, pinpoint, target.pre, suffix))
    return tuple(citations), tuple(problems)
