"""Pinpoints, which locate a citation: ``para. 46``, ``art. 33``, ``p. 12``, ``§ 4``, ``ch. 2``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..core.messages import N_

if TYPE_CHECKING:
    from ..core.messages import Translate

_ABBREVIATIONS = {  # kind -> singular and plural
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
_SEPARATOR = r"\s*[-–]\s*|\s*,\s*|\s+and\s+"
_PINPOINT = re.compile(
    "(?:"
    + "|".join(f"(?P<{kind}>{spelling})" for kind, spelling in _SPELLINGS.items())
    + rf")\s*(?P<value>{_NUMBER}(?:(?:{_SEPARATOR}){_NUMBER})*)"
)


class MalformedPinpoint(ValueError):
    """The text is not a kind of division followed by a number."""


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """A place in a source.

    :param kind: paragraph, article, page, section or chapter
    :param value: the number, range or list of numbers, with en dashes
    """

    kind: str
    value: str

    @property
    def label(self) -> str:
        """The locator label in CSL 1.0.2, where ``article`` is a type of item."""
        return "article-locator" if self.kind == "article" else self.kind

    def __str__(self) -> str:
        """Return the pinpoint as printed, with a no-break space: ``paras 46–48``."""
        return self.format(str)

    def format(self, translate: Translate) -> str:
        """Return the pinpoint as printed, with a translated abbreviation."""
        singular, plural = _ABBREVIATIONS[self.kind]
        is_plural = any(separator in self.value for separator in ("–", ",", " and "))
        abbreviation = translate(plural if is_plural else singular)
        return f"{abbreviation}\N{NO-BREAK SPACE}{self.value}"


def parse_pinpoint(text: str) -> Pinpoint:
    """Parse a pinpoint in any of the usual spellings.

    :raises MalformedPinpoint: if *text* is not a kind of division with a number
    """
    match = _PINPOINT.fullmatch(text.strip())
    if match is None:
        msg = (
            f"the pinpoint {{{text}}} is not understood: "
            "write {para. 46}, {art. 33}, {p. 12}, {§ 4} or {ch. 2}, with a range as {paras 46–48}"
        )
        raise MalformedPinpoint(msg)
    kind = next(kind for kind in _ABBREVIATIONS if match.group(kind))
    value = re.sub(r"\s*[-–]\s*", "–", match.group("value"))
    return Pinpoint(kind, re.sub(r"\s*,\s*", ", ", value))
