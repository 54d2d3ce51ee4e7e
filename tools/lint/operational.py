"""Rules against operational detail in prose: what together shows where, when and how people move.

One word of this kind does no harm, so most patterns need two or three in one sentence: a town with
a date and a group, a crossing with a town or a fee, a vehicle with a transfer. No message repeats
what it found, since logs are public.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_evidence.core.diagnostics import Problem, Rule

from .addresses import without_addresses
from .personal_data import money

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_MARKUP = re.compile(r"(?<!= )\{[a-z:]+\}`[^`]*`|\]\([^)]*\)|\b[a-z]+(?:19|20)\d{2}\w+\b")
"""Roles, targets of links and keys of sources, whose names and numbers are no detail."""

_END = re.compile(r"(?<=[.!?;])(?<!\bNo\.)\s+|\s\|\s|(?<=\w)\",\"?")
"""Ends of sentences, and of cells of tables."""

_NUMBER = (
    r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?"
    r"|a (?:group|family))"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_PEOPLE = (
    r"(?:people|persons|women|men|children|girls|boys|North Koreans?|escapees?|defectors?|refugees?"
    r"|families|wives|workers)"
)

GROUP = re.compile(rf"\b{_NUMBER} (?:\w+ ){{0,3}}{_PEOPLE}\b", re.I)
DAY = re.compile(rf"\b(?:{_MONTHS}) (?:19|20)\d{{2}}\b|\b\d{{1,2}} (?:{_MONTHS})\b")
PAID = re.compile(
    r"\b(?:paid|price[ds]?|fees?|bribes?|bribed|sold|bought|ransoms?|bounty|bounties|rewards?"
    r"|rewarded|smuggl\w+|brokers?)\b",
    re.I,
)
VEHICLE = re.compile(
    r"\b(?:[Bb]us(?:es)?|[Cc]oach(?:es)?|[Tt]rucks?|[Ll]orr(?:y|ies)|vans?|[Mm]inibus(?:es)?"
    r"|[Cc]onvoys?|[Tt]axis?)\b"
)
MOVED = re.compile(
    r"\b(?:return\w*|sent|send|hand\w* over|repatriat\w+|taken|carried|moved|transport\w*|cross\w*"
    r"|deport\w*|travel\w*|hid\w*)\b",
    re.I,
)
CROSSED = r"\b(?:cross(?:es|ed|ing)?|wad(?:e|es|ed|ing)|swim(?:s|ming)?|swam)\b"
FEE = re.compile(r"\bfor (?:\w+ ){0,2}(?:[^\w\s]\s?)?\d(?!.*\ba (?:day|week|month|year)\b)")
"""What was asked for something once, which wages are not."""

ALONE = {
    "an hour of the clock": re.compile(
        r"\b\d{1,2}(?:[:.]\d{2})? ?(?:[ap]\.?m\b|o['’]clock)|\b(?:at|about|around) \d{1,2}:\d{2}\b",
        re.I,
    ),
    "how many crossings were used": re.compile(
        rf"\b{_NUMBER} (?:border |different )?(?:crossings|crossing points|customs (?:posts|houses)"
        r"|bridges|ports of entry|border posts)\b",
        re.I,
    ),
    "the age of a person in words": re.compile(
        r"\b(?:in|into) (?:her|his) (?:early |mid-|late )?(?:teens|twenties|thirties|forties"
        r"|fifties|sixties|seventies|[2-7]0s)\b|\b(?:wo)?man of (?:\d\d|twenty|thirty|forty)\b",
        re.I,
    ),
    "a school": re.compile(
        r"\b[A-Z][\w-]{1,30}+ (?:[Pp]rimary|[Mm]iddle|[Ee]lementary|[Hh]igh|[Ss]econdary)"
        r" [Ss]chool\b"
        r"|\b(?:No\.|[Nn]umber) ?\d+ (?:\w+ ){0,2}(?:[Ss]chool|[Kk]indergarten)\b"
        r"|\b(?:[Ss]chool|[Kk]indergarten) (?:No\.|[Nn]umber) ?\d"
        r"|[가-힣]{2,}(?:초등|중|고등)학교|第[\d一二三四五六七八九十]+(?:小学|中学)"
    ),
    "a guide or a broker by name": re.compile(
        r"\b(?:[Tt]he|[Aa]|[Hh]er|[Hh]is|[Tt]heir)"
        r" (?:guide|broker|smuggler|helper|courier|driver),?"
        r" (?:called |named |was |is )?[A-Z][\w'’-]{1,30}+ [A-Z]"
    ),
    "the name of an account": re.compile(
        r"\b(?:channel|account|handle|profile) (?:called|named|under the name)\b"
        r"|(?<![\w.`])@[A-Za-z]\w{3,}+(?!\{)",
        re.I,
    ),
}
"""What shows too much by itself."""


def towns_patterns(places: Collection[str]) -> dict[str, re.Pattern[str]]:
    """Return the patterns of what a sentence may say of towns, by name; none without towns.

    A town after a preposition is a place; elsewhere a capital may stand for its government.
    """
    if not places:
        return {}
    town = f"(?:{'|'.join(map(re.escape, sorted(places)))})"
    return {
        "place": re.compile(rf"\b(?:in|near|at|around|outside|from) (?:and near )?{town}\b"),
        "crossing": re.compile(rf"{CROSSED}.{{0,60}}?\b(?:in|at|by|near|around|opposite) {town}\b"),
        "route": re.compile(rf"\b(?:from|via|through) {town}\b.{{0,40}}?\b(?:to|via) {town}\b"),
    }


def operational_detail(
    path: str, text: str, places: Collection[str], currencies: Collection[str]
) -> Iterator[Problem]:
    """No sentence shows where, when and how people are moved, hidden or found.

    :param places: towns near the border, and others where people were held
    :param currencies: words and signs that mark a sum of money
    """
    towns, sums = towns_patterns(places), money(currencies)
    for number, line in enumerate(text.split("\n"), 1):
        bare = _MARKUP.sub(" ", without_addresses(line))
        found = {what for sentence in _END.split(bare) for what in _details(sentence, towns, sums)}
        for what in sorted(found):
            message = (
                f"the line holds {what}: leave it out, give the province or the year alone, or "
                "name the line in the list of what is allowed"
            )
            yield Problem(path, number, Rule.PERSONAL_DATA, message)


def _details(
    sentence: str, towns: Mapping[str, re.Pattern[str]], sums: re.Pattern[str] | None
) -> Iterator[str]:
    """Yield what a sentence shows too much of."""
    for what, pattern in ALONE.items():
        if pattern.search(sentence):
            yield what
    if towns and towns["route"].search(sentence):
        yield "a route by its towns"
    if towns and towns["crossing"].search(sentence):
        yield "a place where a border is crossed"
    if (
        towns
        and towns["place"].search(sentence)
        and GROUP.search(sentence)
        and DAY.search(sentence)
    ):
        yield "a town with a date and a group"
    if sums and sums.search(sentence) and re.search(r"\d", sentence):
        if PAID.search(sentence) or (FEE.search(sentence) and MOVED.search(sentence)):
            yield "a sum that was paid"
    if VEHICLE.search(sentence) and MOVED.search(sentence):
        yield "the vehicle of a transfer"
