"""Rules for the bibliography, run by the build and by ``nox -s lint``."""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import get_close_matches
from itertools import pairwise
from typing import TYPE_CHECKING

from ..core.dates import is_day
from ..core.diagnostics import Problem, Rule
from ..core.paths import PUBLISHERS
from ..core.text import formula_sign
from ..permalinks.bibtex import TEX
from .model import (
    BASES,
    ENTRY_FIELDS,
    ENTRY_TYPES,
    IDENTIFIERS,
    LONGEST_NAME,
    MONTHS,
    STATUSES,
    VERBATIM,
    entry_date,
    languages,
    plain,
)
from .reference import (
    LONGEST_BODY,
    address_error,
    author_text,
    doi_address,
    full_name,
    label_name,
    web_address,
)
from .vocabulary import GENERAL

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator, Mapping

    from pybtex.database import Entry

    from .library import Library
    from .model import Citation, Source
    from .vocabulary import Vocabulary

KEY = re.compile(r"[a-z][a-z0-9]*?(?:\d{4}|nd)[a-z0-9]*")
_NO_DATE = re.compile(r"no date|not dated|undated|date not", re.I)
_SPECIAL = re.compile(r"[\\%&#_^~$]")
_UNESCAPED = re.compile(r"\\.|([%&#_^~$])", re.S)
_REQUIRED = ("title", "langid", "tier", "publisher", "basis")
_LABELLED = ("author", "journal", "shorttitle")


def missing_field(fields: Mapping[str, str]) -> Iterator[str]:
    """An entry has all that a reader needs to assess and to find the source."""
    misspelt = {near for name in fields for near in _field_meant(name)}
    for name in _REQUIRED:
        if not fields.get(name, "").strip(" {}") and name not in misspelt:
            yield f"the field {name!r} is missing: add it"
    if not any(fields.get(name, "").strip(" {}") or name in misspelt for name in _LABELLED):
        yield (
            "the field 'author' is missing: add it; an unsigned work needs a 'journal', or a "
            "'shorttitle' by which to cite it"
        )
    if fields.get("status") and not fields.get("statusnote"):
        yield "the field 'statusnote' is missing: say who contests or corrected it, and how"
    if "year" in misspelt or "date" in fields:
        return
    if not fields.get("year") and not _NO_DATE.search(fields.get("note", "")):
        yield "neither 'year' nor a 'note' that no date was seen: add one of the two"


def unknown_value(
    fields: Mapping[str, str], publishers: Mapping[str, str] | None, vocabulary: Vocabulary
) -> Iterator[str]:
    """Fields with a controlled vocabulary use it, and publishers are in their table.

    :param publishers: names by id, None if the table is incomplete
    :param vocabulary: the words of the book
    """
    known: dict[str, Collection[str]] = {"basis": BASES, "status": STATUSES}
    if vocabulary.is_complete:
        known = {"tier": vocabulary.kinds, **known}
    for name, words in known.items():
        value = fields.get(name)
        if value and value not in words:
            yield f"{name} = {{{value}}} is unknown: use one of {', '.join(words)}"
    language = fields.get("langid")
    if language and language not in languages():
        same = [name for name in languages() if name == language.lower()]
        near = " or ".join(same or get_close_matches(language, languages(), 2))
        advice = f"did you mean {near}?" if near else "write the name in English, such as french"
        yield f"langid = {{{language}}} is unknown: {advice}"
    publisher = fields.get("publisher")
    if publisher and publishers is not None and publisher not in publishers:
        yield f"publisher = {{{publisher}}} is not in the table {PUBLISHERS}: correct or add it"


_HOST = re.compile(r"\b[\w-]+\.(?:com|org|net|blog|info|jp|kr|io)\b|\(\w+ user\)", re.I)
_NOBODY = re.compile(r"(?:unnamed|unknown|anonymous)\b|.*\bnot (?:seen|shown|known|named)\b", re.I)


def _without_article(name: str) -> str:
    """Return the name of a publication without case and without its article."""
    return name.casefold().removeprefix("the ")


def misnamed_author(source: Source) -> Iterator[str]:
    """The author of a work is a person or a body, not its outlet, its host or who copied it."""
    for name in source.authors:
        if _NOBODY.match(name.full):
            yield (
                f"its author {name.full!r} names nobody: leave 'author' out; without a 'journal', "
                "give a 'shorttitle' by which to cite it"
            )
        elif source.journal and _without_article(name.full) == _without_article(source.journal):
            yield (
                f"its author {name.full!r} is the publication, its 'journal': name who wrote it, "
                "or leave 'author' out"
            )
    author = author_text(source)
    if match := _HOST.search(author):
        yield (
            f"its author {author!r} is not the author of the work ({match[0]}): name the person "
            "or the body that wrote or published it; the host is a matter of its copy"
        )


def malformed_value(key: str, source: Source) -> Iterator[str]:
    """The key, ``urldate``, the address and the DOI are well-formed."""
    if not KEY.fullmatch(key):
        yield f"the key {key!r} is not a name, a year (or nd) and a word: hrw2008denied"
    elif len(key) > LONGEST_NAME:
        yield f"its key has {len(key)} characters: at most {LONGEST_NAME} are allowed"
    if source.urldate and not is_day(source.urldate):
        yield f"urldate = {{{source.urldate}}} is not a day such as 2026-11-24"
    if source.url and (error := address_error(source.url)):
        yield f"url: {error}"
    if source.doi and not doi_address(source.doi):
        yield (
            f"doi = {{{source.doi}}} is not a DOI: write what follows https://doi.org/, "
            "such as 10.1093/ijrl/ees052"
        )


def unknown_name(entry: Entry) -> Iterator[str]:
    """The type and the fields of an entry are supported."""
    if entry.type not in ENTRY_TYPES:
        yield f"the type @{entry.type} is unknown: {_nearest(entry.type, ENTRY_TYPES, '@')}"
    for field in (*entry.fields, *entry.persons):
        name = field.lower()
        if name == "crossref":
            yield "'crossref' is not supported: copy the fields of the other entry"
        elif name == "date":  # as BibLaTeX has it
            yield (
                "'date' is not supported: write its parts instead, such as year = {2002}, "
                "month = nov, day = {3}"
            )
        elif name not in ENTRY_FIELDS:
            yield f"the field {name!r} is unknown: {_nearest(name, ENTRY_FIELDS)}"


def _field_meant(name: str) -> list[str]:
    """Return the field that an unknown name most resembles, if any does."""
    return [] if name in ENTRY_FIELDS else get_close_matches(name, [*ENTRY_FIELDS], 1)


def _nearest(name: str, names: Iterable[str], prefix: str = "") -> str:
    """Suggest the most similar of *names*, or list all."""
    names = [*names]
    near = get_close_matches(name, names, 1)
    if near:
        return f"did you mean {prefix}{near[0]}?"
    return f"use one of {', '.join(prefix + other for other in names)}"


def malformed_date(fields: Mapping[str, str], edition: str = "") -> Iterator[str]:
    """A date exists, and no year is after that of the edition.

    Only years are compared, since the date of an edition is set at its release, and newer sources
    are added until then.
    """
    year, month, day = (fields.get(name, "") for name in ("year", "month", "day"))
    if year and (not re.fullmatch(r"[0-9]{4}", year) or year == "0000"):
        yield f"year = {{{year}}} is not a year of four digits"
        return
    if month and month not in MONTHS:
        yield f"month = {{{month}}} is not a month: write jan to dec, without braces"
        return
    if month and not year:
        yield "it has a 'month' but no 'year': add it, or delete the month"
    elif day and not month:
        yield "it has a 'day' but no 'month': add it, or delete the day"
    elif day and not (re.fullmatch(r"[1-9][0-9]?", day) and is_day(entry_date(fields))):
        yield f"day = {{{day}}} is not a day of {month} {year}"
    for name in ("year", "urldate") if is_day(edition) else ():
        if fields.get(name, "")[:4] > edition[:4] and re.match("[0-9]{4}", fields[name]):
            yield (
                f"{name} = {{{fields[name]}}} is after {edition[:4]}, the year of the edition: "
                "correct it"
            )


def malformed_isbn(fields: Mapping[str, str]) -> Iterator[str]:
    """An ISBN has ten or thirteen digits, the last of which is a check digit (ISO 2108)."""
    isbn = fields.get("isbn", "")
    if not isbn:
        return
    digits = re.sub(r"[ -]", "", isbn).upper()
    values = ["0123456789X".find(digit) for digit in digits]
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        remainder = sum(weight * value for weight, value in enumerate(reversed(values), 1)) % 11
    elif re.fullmatch(r"97[89][0-9]{10}", digits):
        remainder = (sum(values[::2]) + 3 * sum(values[1::2])) % 10
    else:
        yield f"isbn = {{{isbn}}} is not an ISBN of ten or thirteen digits: correct it"
        return
    if remainder:
        yield f"isbn = {{{isbn}}} has a wrong check digit: compare all digits with the source"


_UN_SERIES = (
    *("A", "S", "E", "T", "ST", "SG", "HR", "HRI", "TD", "DP", "UNEP", "CTOC"),
    *("CAT", "CCPR", "CED", "CEDAW", "CERD", "CMW", "CRC", "CRPD", "EC", "HCR"),
)
"""First elements of symbols: principal organs, treaty bodies and bodies with a series of their own.

From *United Nations Document Series Symbols* of the Dag Hammarskjöld Library.
"""
_UN_SYMBOL = re.compile(
    rf"(?:{'|'.join(_UN_SERIES)})(?:/[A-Z0-9][A-Za-z0-9.()-]*)+(?: \([0-9]{{4}}\))?"
)


def malformed_symbol(fields: Mapping[str, str]) -> Iterator[str]:
    """A UN symbol begins with a known series, and its elements are joined by slashes."""
    symbol = fields.get("symbol", "")
    if symbol and not _UN_SYMBOL.fullmatch(symbol):
        yield (
            f"symbol = {{{symbol}}} is not a symbol of a United Nations document: write it as on "
            "the document, such as A/HRC/25/63 or S/RES/2397 (2017)"
        )


def _texts(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the texts of an entry, each with the name of its field."""
    yield from entry.fields.items()
    for role, persons in entry.persons.items():
        yield from ((role, str(person)) for person in persons)


def malformed_tex(entry: Entry) -> Iterator[str]:
    """Text is TeX that both this book and a reader's own document can process."""
    for name, text in _texts(entry):
        if name.lower() in VERBATIM or not _SPECIAL.search(text):
            continue
        if match := re.search(r"\\[A-Za-z]*", plain(text)):
            command = f"the command {match[0]}" if len(match[0]) > 1 else "a backslash"
            yield f"{name!r} has {command}, which is not understood: write the characters"
        for match in _UNESCAPED.finditer(text):
            if character := match[1]:
                escaped = TEX[ord(character)]
                yield f"{name!r} has {character}, which is special in TeX: write {escaped}"
                break


def formula(entry: Entry) -> Iterator[str]:
    """No text begins as a formula of a spreadsheet does, since the tables of works hold it."""
    for name, text in _texts(entry):
        if sign := formula_sign(plain(text).strip()):
            yield (
                f"{name!r} begins with {sign!r}, as a formula of a spreadsheet does: "
                "begin with a word"
            )


def unreadable_label(source: Source) -> Iterator[str]:
    """A label is short and in Latin letters, which every reader of the book can read."""
    short = source.shorttitle or source.shorthand
    if not short and not full_name(source):
        return  # that the author is missing is said already
    name = label_name(source)
    field = "shorttitle" if source.shorttitle else "shorthand"
    is_limited = short or not source.authors or any(author.corporate for author in source.authors)
    if is_limited and len(name) > LONGEST_BODY:
        advice = f"shorten its {field!r}" if short else "add a 'shorthand'"
        yield (
            f"its label has {len(name)} characters, at most {LONGEST_BODY} are allowed: {advice} "
            f"({name})"
        )
    if not re.search(r"[A-Za-zÀ-ɏ]", name):
        advice = f"write its {field!r}" if short else "add a 'shorthand'"
        yield f"its label {name!r} is in another script: {advice} in Latin letters"


def needless_shorthand(source: Source) -> Iterator[str]:
    """A label has one name, so an entry that is cited by its title needs no shorthand."""
    if source.shorttitle and source.shorthand:
        yield (
            f"it is cited as {source.shorttitle!r}, so no citation has its shorthand "
            f"{source.shorthand!r}: delete 'shorthand'"
        )


def ambiguous_shorthand(sources: list[Source]) -> Iterator[tuple[str, str]]:
    """One shorthand belongs to one body or publication, which has one shorthand.

    An entry that is cited by its title has none.
    """
    names: dict[str, str] = {}
    shorthands: dict[str, str] = {}
    for source in sources:
        if source.shorttitle:
            continue
        name, shorthand = full_name(source), source.shorthand
        if shorthand and names.setdefault(shorthand, name) != name:
            yield source.key, f"{shorthand!r} is already the shorthand of {names[shorthand]!r}"
        elif shorthands.setdefault(name, shorthand) != shorthand:
            other = shorthands[name] or "no shorthand"
            yield source.key, f"{name!r} has {other!r} in another entry: use one for all"


def wrong_order(keys: list[str]) -> Iterator[tuple[str, str]]:
    """The bibliography is sorted by key, so that there is one place for a new entry."""
    for before, key in pairwise(keys):
        if key < before:
            yield key, f"it must be before {before!r}: sort the entries by key"


def same_source(sources: list[Source]) -> Iterator[tuple[str, str]]:
    """A work has one entry: no two entries share an address or an identifier."""
    seen: defaultdict[str, list[str]] = defaultdict(list)
    for source in sources:
        if parts := web_address(source.url):
            address = f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}"
            seen[f"the address {address}{parts.query and '?'}{parts.query}"].append(source.key)
        for field, name in IDENTIFIERS.items():
            if value := getattr(source, field):
                seen[f"the {name} {value}"].append(source.key)
    for identifier, keys in seen.items():
        for key in keys[1:]:
            yield key, f"it shares {identifier} with {keys[0]!r}: keep one entry and cite that"


def check_entries(
    path: str,
    entries: Mapping[str, Entry],
    sources: Mapping[str, Source],
    lines: Mapping[str, int],
    publishers: Mapping[str, str] | None,
    edition: str = "",
    *,
    broken: Container[str] = (),
    vocabulary: Vocabulary = GENERAL,
) -> list[Problem]:
    """Return the problems of the entries of a bibliography, in the order of its lines.

    :param path: the bibliography
    :param sources: the sources of these entries, and possibly others
    :param lines: the line of each key
    :param publishers: names of publishers by id, None if their table is incomplete
    :param edition: ISO date of the edition, empty if unknown
    :param broken: keys of entries with a syntax error, which may only seem to lack fields
    :param vocabulary: the words of the book
    """
    problems = []

    def note(key: str, message: str, rule: Rule = Rule.SOURCE_FIELD) -> None:
        problems.append(Problem(path, lines.get(key, 0), rule, f"{key}: {message}"))

    entries = {key: entry for key, entry in entries.items() if key not in broken}
    checked = []
    for key, entry in entries.items():
        source = sources[key]
        checked.append(source)
        fields = {name.lower(): value for name, value in entry.fields.items()}
        dates = {name: plain(fields.get(name, "")) for name in ("year", "month", "day", "urldate")}
        fields["author"] = author_text(source)
        for messages in (
            missing_field(fields),
            unknown_value(fields, publishers, vocabulary),
            misnamed_author(source),
            unknown_name(entry),
            malformed_value(key, source),
            malformed_date(dates, edition),
            malformed_isbn(fields),
            malformed_symbol(fields),
            malformed_tex(entry),
            formula(entry),
            unreadable_label(source),
            needless_shorthand(source),
        ):
            for message in messages:
                note(key, message)
    for key, message in (*ambiguous_shorthand(checked), *wrong_order(list(entries))):
        note(key, message)
    for key, message in same_source(checked):
        note(key, message, Rule.DUPLICATE_SOURCE)
    return sorted(problems)


def unused_source(
    path: str, lines: Mapping[str, int], keys: Iterable[str], cited: Container[str]
) -> Iterator[Problem]:
    """The book cites every entry of the bibliography, or knows a work that it cites from it."""
    for key in keys:
        if key not in cited:
            message = (
                f"{key}: nothing cites it: cite it, or delete the entry with its copies and "
                "notes; if it was published, add its row to the former keys"
            )
            yield Problem(path, lines.get(key, 0), Rule.UNUSED_SOURCE, message)


def unread_place(library: Library, citation: Citation) -> Iterator[str]:
    """A pinpoint names a place that was read in a copy of the work."""
    place = citation.pinpoint
    if place and not library.has_read(citation.key, place):
        yield (
            f"no copy of {citation.key!r} holds {place}: read it and add the place to 'read' of "
            "the copy, or leave the pinpoint out"
        )


def unnoted_citation(library: Library, citation: Citation) -> Iterator[str]:
    """A work that is cited has a note, which says what it says."""
    if citation.key in library.works and citation.key not in library.noted:
        yield (
            f"{citation.key!r} is cited without a note: write in notes.csv what it says, and where"
        )
