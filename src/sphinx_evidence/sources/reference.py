"""Full references as runs of text, for lists of sources."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, urlsplit

from ..core.dates import is_day, translate_date
from ..core.scripts import is_traditional, split_scripts
from .labels import short_author
from .model import BASES, SEEN

if TYPE_CHECKING:
    from ..core.messages import Translate
    from .labels import Label
    from .model import Source


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a reference with one format.

    :param text: the text
    :param role: ``label``, ``title`` or empty for plain text
    :param lang: BCP 47 tag if it is not English
    :param uri: target of the link, empty for none
    """

    text: str
    role: str = ""
    lang: str = ""
    uri: str = ""


def author_text(source: Source, translate: Translate = str) -> str:
    """Return all authors in natural order: ``A``, ``A and B``, ``A, B and C``."""
    names = [name.full for name in source.authors]
    if len(names) < 2:
        return "".join(names)
    return translate("{one} and {other}").format(one=", ".join(names[:-1]), other=names[-1])


def plain_runs(text: str, hint: str, role: str = "") -> list[Run]:
    """Return *text* as runs, with the language of each part in an East Asian script."""
    return [Run(part, role, lang) for part, lang in split_scripts(text, hint)]


@cache
def web_address(url: str) -> SplitResult | None:
    """Return the parts of an address that may be linked, otherwise None.

    It has the scheme http or https, a host and a valid port, and no user name or password.
    """
    try:
        parts = urlsplit(url)
        has_valid_port = parts.port != 0
    except ValueError:
        return None
    if not has_valid_port or "@" in parts.netloc or re.search(r"\s", url):
        return None
    return parts if parts.scheme in ("http", "https") and parts.hostname else None


def host(url: str) -> str:
    """Return the host of an address without ``www.``; text that is not an address is unchanged."""
    parts = web_address(url)
    return ((parts and parts.hostname) or url).removeprefix("www.")


DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s\x00-\x1f\x7f]+")
"""A DOI without a resolver's address."""


def doi_address(doi: str) -> str:
    """Return the address of a DOI, or nothing if it is malformed."""
    return f"https://doi.org/{quote(doi, safe='/:;().-_~')}" if DOI.fullmatch(doi) else ""


def archive(source: Source) -> str:
    """Return the address of the archived copy nearest to the day of access.

    The format is that of the Internet Archive's Wayback Machine: the day as eight digits, then
    the address of the page.
    """
    return f"https://web.archive.org/web/{source.urldate.replace('-', '')}/{source.url}"


def citation_runs(source: Source, label: Label, translate: Translate = str) -> tuple[Run, ...]:
    """Return the reference from its label to its date, without address.

    ``HRW 2002. Human Rights Watch, *The Invisible Exodus*, report, 19 November 2002.`` The
    authors are left out if the label already has their full names.
    """
    described = "descriptive" in source.titleaddon  # then the editors gave the title, in English
    title = source.title or source.key
    runs = [Run(f"{str(label).rstrip('.')}. ", "label")]
    authors = author_text(source, translate)
    if authors and authors != short_author(source, translate):
        runs += plain_runs(f"{authors}, ", source.lang)
    if described or source.lang in ("", "en"):
        runs += plain_runs(title, source.lang, "title")
    else:
        traditional = source.lang == "zh" and is_traditional(title)
        runs.append(Run(title, "title", "zh-Hant" if traditional else source.lang))
    rest = f" [{source.titleaddon}]" if source.titleaddon else ""
    rest += f", {source.container}" if source.container else ""
    date = translate_date(source.date, translate) or translate("no date seen")
    rest += f", {date}."
    return (*runs, *plain_runs(rest, source.lang))


def address_runs(source: Source, *, whole: bool, translate: Translate = str) -> tuple[Run, ...]:
    """Return the DOI and the address of a source, or the reason why there is none.

    :param whole: whether to print the whole address, not only its host
    """
    runs = []
    if source.doi:
        runs.append(Run(f"doi:{source.doi}", uri=doi_address(source.doi)))
    linked = web_address(source.url) is not None
    if source.url:
        text = source.url if whole else host(source.url)
        runs.append(Run(text, uri=source.url if linked else ""))
    if linked and whole and is_day(source.urldate):
        runs.append(Run(translate("Archived copies"), uri=archive(source)))
    if source.unlinked:
        runs.append(Run(translate("Not linked: {reason}.").format(reason=source.unlinked)))
    return tuple(runs)


def standing(
    source: Source,
    publishers: dict[str, str],
    tiers: dict[str, str],
    translate: Translate = str,
) -> str:
    """Return for readers the type of a source, its publisher, its basis and how it was seen.

    :param publishers: names of publishers by their ids
    :param tiers: headings of the tiers by their ids
    """
    parts = [translate(tiers[source.tier]) if source.tier in tiers else source.tier]
    if source.publisher:
        name = publishers.get(source.publisher, source.publisher)
        parts.append(translate("published by {publisher}").format(publisher=name))
    if source.line and source.line != source.publisher:
        name = publishers.get(source.line, source.line)
        parts.append(translate("relays {publisher}").format(publisher=name))
    if source.basis:
        basis = translate(BASES[source.basis]) if source.basis in BASES else source.basis
        parts.append(translate("rests on {basis}").format(basis=basis))
    if source.seen:
        seen = translate(SEEN[source.seen]) if source.seen in SEEN else source.seen
        parts.append(translate("seen: {seen}").format(seen=seen))
    return " · ".join(parts)
