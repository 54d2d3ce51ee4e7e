"""Sources and citations as plain data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale
from pybtex.database.input.bibtex import month_names
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text

from ..core.dates import is_date
from ..core.text import N_
from ..permalinks.model import is_device
from .vocabulary import GENERAL, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pybtex.database import Entry, Person

    from ..core.text import Translate
    from .pinpoints import Pinpoint
    from .vocabulary import SourceKind, Vocabulary

BASES = {
    "document": N_("documents"),
    "survey": N_("a survey or study with a stated method"),
    "inquiry": N_("an inquiry with a stated standard of proof"),
    "testimony": N_("testimony"),
    "unnamed": N_("unnamed sources"),
    "none": N_("no stated basis"),
}
"""The basis of the statements of a source, for readers."""

GENRES = {"phdthesis": N_("PhD thesis"), "mastersthesis": N_("Master’s thesis")}
"""The genre of a thesis by its ``type``, which biblatex translates; others are written out."""

STATUSES = (N_("contested"), N_("corrected"), N_("withdrawn"))
"""What may have happened to a source since publication; ``statusnote`` says more."""

ENTRY_TYPES = (
    *("article", "book", "incollection", "inproceedings", "report", "thesis"),
    *("legislation", "jurisdiction", "online", "dataset", "misc"),
)
"""The supported types of entry, those of biblatex."""

IDENTIFIERS = {
    "doi": N_("DOI"),
    "symbol": N_("UN symbol"),
    "neutral": N_("case number"),
    "statute": N_("number"),
}
"""The fields that identify a work, with their names; two works never share a value."""

ENTRY_FIELDS = (
    *("author", "editor", "title", "titleaddon", "shorttitle", "shorthand"),
    *("year", "month", "day", "langid"),
    *("journal", "booktitle", "series", "edition", "volume", "number", "pages", "eid"),
    *("howpublished", "institution", "school", "type", "location"),
    *("isbn", "url", "urldate", "note"),
    *IDENTIFIERS,
    *("tier", "publisher", "basis", "status", "statusnote"),
)
"""The supported fields of an entry."""

MONTHS = tuple(month_names.values())
"""The names of the months in entries, of which BibTeX has the abbreviations ``jan`` to ``dec``."""

LONGEST_NAME = 60
"""Maximum length of a file name; in any script, file systems allow as many characters."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation of a source.

    :param key: the key in the bibliography
    :param pinpoint: where in the source; None for the whole of it
    :param prefix: text before it (``see``)
    :param suffix: a pinpoint that could not be parsed, as written
    """

    key: str
    pinpoint: Pinpoint | None = None
    prefix: str = ""
    suffix: str = ""

    def format_locator(self, translate: Translate = str) -> str:
        """Return the pinpoint as printed, or the text that the author wrote for it."""
        return self.pinpoint.format(translate) if self.pinpoint else self.suffix

    @property
    def cite_item(self) -> dict[str, str]:
        """The citation as an item of CSL's ``csl-citation.json``, without empty values."""
        item = {"id": self.key, "prefix": self.prefix, "suffix": self.suffix}
        if self.pinpoint:
            item |= {"label": self.pinpoint.label, "locator": self.pinpoint.value}
        return {name: text for name, text in item.items() if text}


@dataclass(frozen=True, slots=True)
class CitationGroup:
    """One citation group of a page.

    :param anchor: id of the group on its page
    :param line: line in the source file of the page, None if unknown
    :param citations: its citations
    :param paragraph: number of its paragraph, 0 if that is not numbered
    :param checked: whether its keys were already checked where they are written, in a data table
    """

    anchor: str
    line: int | None
    citations: tuple[Citation, ...]
    paragraph: int = 0
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One citation of a source and its location.

    :param docname: the page
    :param section: the heading above it, empty directly under the title of the page
    :param anchor: id of its citation group
    :param paragraph: number of its paragraph, 0 if that is not numbered
    :param citation: the citation itself
    """

    docname: str
    section: str
    anchor: str
    paragraph: int
    citation: Citation

    @property
    def printed(self) -> tuple[str, str, int | str, str]:
        """What the entry of the source displays of it, apart from the title of the page."""
        return (
            self.docname,
            self.section,
            self.paragraph or self.anchor,
            self.citation.format_locator(),
        )


EARLIEST, LATEST = "0000", "9999"
"""Years before and after those of all sources."""


@dataclass(frozen=True, slots=True)
class SourceList:
    """The query of one list of sources on a page.

    :param kind: ``chapter``, ``register``, ``cited`` for a register of what the book cites,
        ``shorthands``, ``flagged``, ``to-read`` or ``index``
    :param tier: tier that a register lists, empty for all
    :param initials: first and last initial that it lists
    :param by: the groups of an index: ``publisher`` or ``year``
    :param years: first and last year that it lists; sources without one are later than all
    """

    kind: str
    tier: str = ""
    initials: tuple[str, str] = ("a", "z")
    by: str = ""
    years: tuple[str, str] = (EARLIEST, LATEST)


@dataclass(frozen=True, slots=True)
class Name:
    """A person or a body as author.

    :param full: the name in natural order
    :param short: the family name, or the whole name of a body
    :param corporate: whether it is a body
    """

    full: str
    short: str
    corporate: bool


@dataclass(frozen=True, slots=True)
class Source:
    """One entry of the bibliography, its text decoded from BibTeX.

    The fields are those of the entry; ``kind`` is what its tier means, ``genre`` the kind of a
    thesis, ``container`` the journal, book or other publication that contains the work, with
    editors, edition, volume, pages and numbers, ``date`` its date as precisely as known, in ISO
    8601 unless there is no such date, ``url`` its official address, empty if that is unknown or is
    the address of a copy.
    """

    key: str
    authors: tuple[Name, ...]
    year: str
    title: str
    titleaddon: str
    shorttitle: str
    journal: str
    eid: str
    genre: str
    container: str
    date: str
    note: str
    url: str
    urldate: str
    doi: str
    symbol: str
    neutral: str
    statute: str
    lang: str
    kind: SourceKind
    publisher: str
    basis: str
    shorthand: str
    status: str
    status_note: str

    @property
    def tier(self) -> str:
        """The field ``tier`` of the entry."""
        return self.kind.tier

    @property
    def observer(self) -> str:
        """Who observed what it says, unless a note names another.

        That is the publisher, but of scholarship the authors, since a journal has seen nothing.
        """
        if self.kind.role is Role.STUDY and self.authors:
            return ", ".join(author.full for author in self.authors)
        return self.publisher

    @property
    def is_described(self) -> bool:
        """Whether it has no title of its own, but a description in square brackets.

        The headline of a newspaper may begin or end with such a bracket.
        """
        return self.title.startswith("[") and self.title.find("]") == len(self.title) - 1


UNCHANGED = (
    *("year", "title", "titleaddon", "shorttitle", "shorthand", "journal", "eid", "note"),
    *("url", "urldate", *IDENTIFIERS, "publisher", "basis", "status"),
)
"""The fields of an entry that are those of its source."""


@cache
def languages() -> dict[str, str]:
    """Return the BCP 47 tags of languages by the values of ``langid``.

    These are their names in English, by the Unicode CLDR, in lower case; LaTeX has the same for
    most. Names of several words, most of them variants, are left out.
    """
    names = Locale("en").languages
    return {name.lower(): tag.replace("_", "-") for tag, name in names.items() if name.isalpha()}


@cache
def language_names() -> dict[str, str]:
    """Return the values of ``langid`` by BCP 47 tag."""
    return {tag: name for name, tag in languages().items()}


_ADDRESS = re.compile(r"\S+://\S+")
_TEX = re.compile(r"[\\$~]")


def plain(text: str) -> str:
    """Return the plain text of a BibTeX field: no braces, no TeX commands.

    Two or three hyphens are a dash, as in TeX, but not in an address. An unknown command is kept,
    with its backslash.
    """
    if "--" in text:
        text = _ADDRESS.sub(lambda match: match[0].replace("-", "-{}"), text)
    if _TEX.search(text):
        try:
            return str(Text.from_latex(text)).replace(r"\$", "$")
        except (PybtexError, UnicodeError):  # unbalanced braces, a backslash at the end
            pass
    dashes = text.replace("---", "—").replace("--", "–")
    return dashes.replace("{", "").replace("}", "")


VERBATIM = ("url", "urldate", "isbn", *IDENTIFIERS)
"""Fields that TeX reads verbatim."""


def plain_fields(entry: Entry) -> dict[str, str]:
    """Return the fields of an entry as plain text, by their names in lower case.

    Fields that are read verbatim keep their characters; only escapes are undone.
    """
    fields = {name.lower(): value for name, value in entry.fields.items()}
    return {
        name: re.sub(r"\\([_%&#~])", r"\1", value) if name in VERBATIM else plain(value)
        for name, value in fields.items()
    }


_NO_FILE = re.compile(r"[^\w.-]")


def stem(key: str) -> str:
    """Return the name of the files of a source without extension: its key, made safe."""
    name = _NO_FILE.sub("-", key)[:LONGEST_NAME]
    return f"source-{name}" if is_device(name) else name


def _name(person: Person) -> Name:
    corporate = not (person.first_names or person.middle_names) and len(person.last_names) == 1
    parts = [*person.first_names, *person.middle_names, *person.prelast_names]
    last = [plain(part) for part in person.last_names]
    lineage = [plain(part) for part in person.lineage_names]
    full = " ".join([*map(plain, parts), *last, *lineage])
    short = " ".join([*map(plain, person.prelast_names), *last])
    return Name(full, short, corporate and person.last_names[0].startswith("{"))


def _edition(text: str) -> str:
    """Return an edition in words: 2nd ed. for the number 2."""
    ending = "th" if text[-2:-1] == "1" else {"1": "st", "2": "nd", "3": "rd"}.get(text[-1:], "th")
    number = f"{text}{ending}" if text.isdecimal() else text
    return f"{number} ed." if number else ""


def _container(fields: dict[str, str], editors: str) -> str:
    name = fields.get("journal") or fields.get("booktitle") or ""
    if series := fields.get("series"):
        name += f", {series}" if name else series
    if volume := fields.get("volume"):
        name += f" {volume}"
    if number := fields.get("number"):
        issue = (
            f"({number})" if volume else f" no. {number}" if number[0].isdigit() else f" {number}"
        )
        name += issue if fields.get("journal") else f", {number}" if name else number
    parts = [name, f"ed. {editors}" if editors else "", _edition(fields.get("edition", ""))]
    parts += [fields.get(name, "") for name in ("howpublished", "institution", "school")]
    if pages := fields.get("pages"):
        abbreviation = "pp." if re.search(r"[–,]", pages) else "p."
        parts.append(f"{abbreviation}\N{NO-BREAK SPACE}{pages}")
    if eid := fields.get("eid"):
        parts.append(f"article\N{NO-BREAK SPACE}{eid}")
    parts += [fields.get(name, "") for name in ("symbol", "neutral", "statute")]
    if isbn := fields.get("isbn"):
        parts.append(f"ISBN {isbn}")
    return ", ".join(part for part in parts if part)


def entry_date(fields: Mapping[str, str]) -> str:
    """Return the date of an entry in ISO 8601, or in its own words if they are none.

    >>> entry_date({"year": "2023", "month": "October", "day": "9"})
    '2023-10-09'
    """
    year, month, day = (fields.get(name, "") for name in ("year", "month", "day"))
    date = ""
    if month in MONTHS:
        date = f"{year}-{MONTHS.index(month) + 1:02}" + (f"-{day:0>2}" if day else "")
    return date if is_date(date) else " ".join(filter(None, (day, month, year)))


def read_source(key: str, entry: Entry, vocabulary: Vocabulary = GENERAL) -> Source:
    """Return the source that a pybtex *entry* describes; missing fields are empty."""
    fields = plain_fields(entry)
    authors = tuple(name for name in map(_name, entry.persons.get("author", [])) if name.full)
    *others, last = [_name(person).full for person in entry.persons.get("editor", [])] or [""]
    thesis = fields.get("type", "") if "school" in fields else ""
    if [name.full for name in authors] == [fields.get("institution")]:
        del fields["institution"]  # a body that issued its own report is named once
    return Source(
        key=key,
        authors=authors,
        genre=GENRES.get(thesis, thesis),
        container=_container(fields, " and ".join(filter(None, [", ".join(others), last]))),
        date=entry_date(fields),
        lang=languages().get(fields.get("langid", ""), ""),
        kind=vocabulary.kind(fields.get("tier", "")),
        status_note=fields.get("statusnote", ""),
        **{name: fields.get(name, "") for name in UNCHANGED},
    )


def read_sources(
    entries: Mapping[str, Entry], vocabulary: Vocabulary = GENERAL
) -> dict[str, Source]:
    """Return the sources that pybtex *entries* describe, by their keys."""
    return {key: read_source(key, entry, vocabulary) for key, entry in entries.items()}
