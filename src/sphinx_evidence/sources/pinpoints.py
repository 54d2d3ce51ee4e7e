"""Where in a source: ``para. 46``, ``art. 33``, ``p. 12``, ``§ 4``, ``ch. 2``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..core.messages import N_

if TYPE_CHECKING:
    from ..core.messages import Translate

# kind -> (singular, plural) in print
_PRINTED = {
    "paragraph": (N_("para."), N_("paras")),
    "article": (N_("art."), N_("arts")),
    "page": (N_("p."), N_("pp.")),
    "section": (N_("§"), N_("§§")),
    "chapter": (N_("ch."), N_("chs")),
}
_SPELLINGS = {
    "paragraph": r"¶¶?|para(?:graph)?s?\.?",
    "article": r"art(?:icle)?s?\.?",
    "page": r"pp?\.?|pages?",
    "section": r"§§?|sec(?:tion)?s?\.?",
    "chapter": r"ch(?:ap(?:ter)?)?s?\.?",
}
_NUMBER = r"(?:[0-9]+[A-Za-z]?|[ivxlcdm]+)(?:\([0-9A-Za-z]+\))*"
_BETWEEN = r"\s*[-–]\s*|\s*,\s*|\s+and\s+"
_PINPOINT = re.compile(
    "(?:"
    + "|".join(f"(?P<{kind}>{spelling})" for kind, spelling in _SPELLINGS.items())
    + rf")\s*(?P<value>{_NUMBER}(?:(?:{_BETWEEN}){_NUMBER})*)"
)


class MalformedPinpoint(ValueError):
    """A text that is not a kind of place followed by a number."""


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """A place in a source.

    :param kind: paragraph, article, page, section or chapter
    :param value: the number, range or list of numbers, with en dashes
    """

    @property
    def label(self) -> str:
        """The name of its kind in CSL 1.0.2, where ``article`` is the kind of a work."""
        return "article-locator" if self.kind == "article" else self.kind

    kind: str
    value: str

    def __str__(self) -> str:
        """Return the pinpoint in print, with a no-break space: ``paras 46–48``."""
        return self.printed(str)

    def printed(self, translate: Translate) -> str:
        """Return the pinpoint in print, in another language."""
        singular, plural = _PRINTED[self.kind]
        several = any(mark in self.value for mark in "–,") or " and " in self.value
        kind = translate(plural if several else singular)
        return f"{kind}\N{NO-BREAK SPACE}{self.value}"


def parse_pinpoint(text: str) -> Pinpoint:
    """Return the pinpoint that *text* spells, in any of the usual spellings.

    :raises MalformedPinpoint: if *text* is no kind of place with a number
    """
    match = _PINPOINT.fullmatch(text.strip())
    if match is None:
        msg = (
            f"the pinpoint {{{text}}} is not understood: "
            "write {para. 46}, {art. 33}, {p. 12}, {§ 4} or {ch. 2}, with a range as {paras 46–48}"
        )
        raise MalformedPinpoint(msg)
    kind = next(kind for kind in _PRINTED if match.group(kind))
    value = re.sub(r"\s*[-–]\s*", "–", match.group("value"))
    return Pinpoint(kind, re.sub(r"\s*,\s*", ", ", value))
