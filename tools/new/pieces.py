"""The text of each kind of piece, from answers by name."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from pybtex.database import parse_string
from pybtex.database.input.bibtex import month_names
from pybtex.exceptions import PybtexError

from sphinx_evidence.core.text import one_line, sentences
from sphinx_evidence.permalinks.bibtex import escape_tex
from sphinx_evidence.sources.bibfile import misread_author
from sphinx_evidence.sources.model import ENTRY_FIELDS, ENTRY_TYPES, VERBATIM, plain
from sphinx_evidence.sources.vocabulary import GENERAL

from ..errors import ToolError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_evidence.sources.vocabulary import Vocabulary

MISREAD = "misread-author"
"""The name under which an author is given who may be a person or a body."""

MONTHS = tuple(month_names)
TYPES = {
    **{"techreport": "report", "phdthesis": "thesis", "mastersthesis": "thesis"},
    **{"inbook": "incollection", "conference": "inproceedings", "electronic": "online"},
    **{"www": "online", "newspaper": "article"},
}
"""Types of BibTeX and of export tools, with ours; any other is ``misc``."""
NAMES = {"journaltitle": "journal", "language": "langid", "address": "location"}
_AUTHOR = re.compile(r'\bauthor\s*=\s*[{"](.*?)["}]\s*(?:,\s*\w+\s*=|,?\s*\}\s*$)', re.S | re.I)
_SMALL = {"a", "an", "the", "of", "on", "in", "and", "for", "to", "from", "at", "by"}


def slug(text: str, joint: str = "-") -> str:
    """Return the words of a text in the letters a to z and digits."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return joint.join(re.findall(r"[a-z0-9]+", ascii_text.lower()))


def from_bibtex(text: str) -> dict[str, str]:
    """Return the answers that one entry of BibTeX gives, as an address of a DOI or a page has it.

    The name of the publisher is ``publisher_name``. Fields that the book does not
    have are left out. An author who would be misread, such as ``{BBC News}``, is :data:`MISREAD`.

    :raises ToolError: if it is not one entry
    """
    try:
        entries = list(parse_string(text, "bibtex").entries.values())
    except PybtexError as error:
        raise ToolError(f"this is not BibTeX ({error}): copy the whole entry") from None
    if len(entries) != 1:
        raise ToolError(f"{len(entries)} entries were given: give one at a time")
    (entry,) = entries
    kind = entry.original_type.lower()
    answers = {"type": kind if kind in ENTRY_TYPES else TYPES.get(kind, "misc")}
    fields = {name.lower(): value for name, value in entry.fields.items()}
    for name, value in fields.items():
        name = NAMES.get(name, name)
        if name in ENTRY_FIELDS and name not in ("publisher", "tier", "basis", "urldate"):
            answers[name] = value if name in VERBATIM else plain(value)
    if "publisher" in fields:
        answers["publisher_name"] = plain(fields["publisher"])
    if date := fields.get("date"):
        answers["date"] = date
    elif "year" in fields:
        month = fields.get("month", "").lower()[:3]
        number = f"-{MONTHS.index(month) + 1:02}" if month in MONTHS else ""
        day = fields.get("day", "")
        day = f"-{int(day):02}" if number and day.isdecimal() else ""
        answers["date"] = fields["year"] + number + day
    for name in ("year", "month", "day"):
        answers.pop(name, None)
    written = _AUTHOR.search(text)
    if written and misread_author(written[1]):
        answers[MISREAD] = written[1]
    elif written:
        answers["author"] = " and ".join(map(str, entry.persons.get("author", [])))
    return {name: line for name, value in answers.items() if (line := one_line(value))}


UN_TIERS = ("un", "intergovernmental")
"""The tiers of documents of the United Nations: of a book that tells them apart, and of others."""


def implied(
    kind: str, answers: Mapping[str, str], vocabulary: Vocabulary = GENERAL
) -> dict[str, str]:
    """Return the answers with those that others imply.

    The symbol of a document of the United Nations gives its address and its tier, a DOI its
    address, and the name of a new publisher its id.

    :param vocabulary: the words of the book
    """
    found = dict(answers)
    if kind == "source":
        if symbol := found.get("symbol"):
            tiers = [{"tier": tier} for tier in UN_TIERS if tier in vocabulary.kinds]
            found = {"url": f"https://undocs.org/{symbol}", **next(iter(tiers), {})} | found
        if doi := found.get("doi"):
            found.setdefault("url", f"https://doi.org/{doi}")
        if name := found.get("publisher-name"):
            found.setdefault("publisher", slug(name))
    return found


def source_key(authors: str, date: str, title: str) -> str:
    """Return a key: a name, the year or ``nd``, and a word of the title.

    :param authors: the authors as a field, or what an unsigned work is cited by
    """
    first = authors.split(" and ")[0]
    name = first.split(",")[0] if not first.startswith("{") else first
    words = slug(title, " ").split()
    word = next((word for word in words if word not in _SMALL), "work")
    return f"{slug(name, '')[:20]}{date[:4] or 'nd'}{word}"


def source_entry(key: str, answers: Mapping[str, str]) -> str:
    """Return an entry of the bibliography.

    :raises ToolError: if the author would be misread
    """
    date = answers.get("date", "")
    fields = {}
    if author := answers.get("author"):
        if message := misread_author(author):
            raise ToolError(f"{message}; give --author '{{BBC News}}' or --author 'Kim, Ann'")
        fields["author"] = "{" + author + "}"
    fields["title"] = "{{" + escape_tex(answers["title"]) + "}}"
    year, month, day = (*date.split("-"), "", "")[:3]
    if year:
        fields["year"] = "{" + year + "}"
    else:
        fields["note"] = "{No date known}"
    if month:
        fields["month"] = MONTHS[int(month) - 1]
    if day:
        fields["day"] = "{" + str(int(day)) + "}"
    own = ("langid", "tier", "publisher", "basis")
    skipped = {*fields, "year", "month", "day", "url", "type", *own}
    names = [name for name in ENTRY_FIELDS if name not in skipped]
    for name in (*names, *own):
        if value := answers.get(name):
            fields[name] = "{" + (value if name in VERBATIM else escape_tex(value)) + "}"
    lines = ",\n".join(f"  {name} = {value}" for name, value in fields.items())
    return f"@{answers.get('type') or 'misc'}{{{key},\n{lines}\n}}\n"


def claim(answers: Mapping[str, str]) -> str:
    """Return a claim; its sentence ends in its citation."""
    names = (
        *("kind", "asserts", "main", "evidence", "agreement", "standing", "looked-in"),
        *("as-of", "reason", "tags"),
    )
    options = "".join(f":{name}: {answers[name]}\n" for name in names if answers.get(name))
    text = answers["text"].rstrip(". ")
    cited = f"{text} {{cite:p}}`{answers['cite']}`."
    return f":::{{claim}} {answers['id']}\n{options}\n{cited}\n:::\n"


def chapter(label: str, title: str, argument: str) -> str:
    """Return a chapter with the parts that hold no claim yet.

    The editor who holds it against the evidence adds the day, as ``reviewed``.

    :param argument: three sentences that a reader could retell
    """
    lines = "\n".join(f"  {line}" for line in sentences(argument))
    lists = [
        ("in-brief", "Main findings", "```{claim-list}\n:here:\n:main:\n```"),
        ("how-known", "How this is known", "Say what the chapter leans on."),
        ("not-known", "What is not known, and what would settle it", "- Name the gap."),
        ("sources", "Sources", "```{chapter-sources}\n```"),
    ]
    parts = "\n\n".join(f"({label}-{end})=\n## {name}\n\n{body}" for end, name, body in lists)
    answer = sentences(argument)[0]
    return (
        f"---\nargument: >-\n{lines}\n---\n\n({label})=\n# {title}\n\n"
        f":::{{short-answer}} {answer}\n\nSay why it is so, who disputes it, what nobody knows.\n"
        f":::\n\n{parts}\n"
    )
