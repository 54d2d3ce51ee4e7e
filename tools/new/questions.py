"""What each kind of piece needs, and the questions for what is missing."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_evidence.claims.grading import ASSERTIONS, CLAIM_KINDS
from sphinx_evidence.claims.model import LAW_STANDINGS
from sphinx_evidence.claims.rules import LONGEST
from sphinx_evidence.core.dates import is_date
from sphinx_evidence.core.source_text import HEADING, LABEL
from sphinx_evidence.core.tables import unprintable
from sphinx_evidence.core.text import sentences
from sphinx_evidence.permalinks.model import id_error
from sphinx_evidence.sources.copies import KINDS
from sphinx_evidence.sources.model import BASES, ENTRY_TYPES, languages
from sphinx_evidence.sources.notes import ANSWERS
from sphinx_evidence.sources.roles import MalformedCitation, parse_citations
from sphinx_evidence.sources.vocabulary import GENERAL, Role

from ..errors import ToolError
from .tables import LONGEST_DESCRIPTION

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sphinx_evidence.sources.vocabulary import Vocabulary

    Answers = dict[str, str]

EVIDENCE = "limited, medium or robust"
REASON = "one sentence on its grounds"

NEEDED = {
    "source": {
        "title": "title of the work",
        "author": "'{Body}' or 'Family, Given', joined by ' and '",
        "language": "language by its English name, such as french",
        "tier": "kind of source, such as law or news",
        "publisher": "id of the publisher, as in the table of publishers",
        "basis": f"what it rests on: {', '.join(BASES)}",
        "url": "address of what you read",
        "read": "what you read: whole, opening, or places such as 'p. 4; ch. 2'",
    },
    "note": {"work": "key of the work", "says": "what it says, in your own words"},
    "claim": {
        "page": "file of the chapter, such as docs/part/chapter.md",
        "section": "id of the section",
        "id": "id of the claim, such as the-river-froze",
        "kind": ", ".join(CLAIM_KINDS),
        "text": f"the claim, at most {LONGEST} words",
        "cite": "key and place, such as 'key{p. 4}'",
        "as-of": "date for which it holds",
    },
    "chapter": {
        "part": "folder of the part, such as docs/part",
        "id": "id of the chapter and name of its file",
        "title": "title",
        "argument": "three sentences that a reader could retell, the first of at most 155 letters",
    },
    "dataset": {
        "id": "id of the dataset and name of its files, such as river-levels",
        "title": "title",
        "description": "what is counted, by whom, and what it cannot show",
        "columns": "columns as 'name:type:what it means; …', without the id, sources and note",
        "row": "first row: its id and the cells of these columns, separated by semicolons",
        "sources": "keys of the sources of that row, separated by semicolons",
    },
}
"""What each kind of piece needs, with the question."""

ASSERTED = {
    "asserts": "; ".join(f"{word}: {meaning}" for word, meaning in ASSERTIONS.items()),
    "evidence": EVIDENCE,
    "reason": REASON,
}

NEEDED_BY_KIND: Mapping[str, Mapping[str, str]] = {
    "event": ASSERTED,
    "practice": ASSERTED,
    "estimate": {"evidence": EVIDENCE, "reason": REASON},
    "law": {"standing": ", ".join(LAW_STANDINGS)},
    "absence": {"looked-in": "where it was looked for"},
    "reading": {"reason": REASON},
}
"""What a claim needs besides, by its kind."""

MORE = {
    "source": {
        "key": "key, if not that of author, year and title",
        "date": "date of the work, such as 2026, 2026-11 or 2026-11-24",
        "type": f"type of entry: {', '.join(ENTRY_TYPES)}",
        "symbol": "symbol of a United Nations document, which gives its address and tier",
        "doi": "DOI",
        "journal": "newspaper or journal; with it, news that nobody signed need no author",
        "shorttitle": "short title by which a law, a treaty or a judgment is cited",
        "shorthand": "short name of a body or journal whose name has more than 25 letters",
        "titleaddon": "what is to be known of the title, such as its translation",
        "institution": "body that issued a report",
        "kind": f"kind of copy: {', '.join(KINDS)}",
        "publisher-name": "name of a publisher that is new",
    },
    "note": {
        "id": "id of the note",
        "place": "where it says so, such as 'p. 4'",
        "caveat": "what limits it",
        "observer": "id of the body that observed it, if not the publisher",
        "basis": f"what it rests on: {', '.join(BASES)}",
        "copy": "id of the copy, if there are several",
        "witnesses": "whom the observer asked, such as officials",
        "answer": f"where the caveat goes: {', '.join(ANSWERS)}, or 'waived: WHY'",
    },
    "claim": {
        "main": "rank among the main findings, from 1",
        "agreement": "low, medium or high, with several observers",
        "tags": "words, separated by commas",
    },
    "dataset": {
        "note": "caveat of the first row",
        "index": "page that lists the datasets (reference/datasets.md in the text)",
        "section": "section of it (datasets-numbers)",
    },
}
"""What may be given and is not asked for."""

CHOICES: Mapping[str, Mapping[str, Collection[str]]] = {
    "source": {"basis": BASES, "type": ENTRY_TYPES, "kind": KINDS},
    "note": {"basis": BASES},
    "claim": {
        "kind": CLAIM_KINDS,
        "asserts": ASSERTIONS,
        "evidence": ("limited", "medium", "robust"),
        "agreement": ("low", "medium", "high"),
        "standing": LAW_STANDINGS,
    },
}
"""The answers that are one of a few words, besides those that are data of the book."""

DATES = {"source": ("date",), "claim": ("as-of",)}
"""The answers that are dates."""

WITH_ID = ("claim", "chapter", "dataset")
"""The pieces whose id is an address of the book."""


FILES = ("page", "part", "index")
"""The answers that are files or folders of the book."""

IN_PAGES = ("title", "text", "argument", "description", "reason")
"""The answers that a page holds as text."""

_BLOCK = re.compile(rf"{LABEL.pattern}|{HEADING.pattern}|[-*+>|%=~`:#]|\d+[.)]\s")
"""What would begin a block of Markdown, such as a label, a list or a directive."""


def line_error(kind: str, name: str, answer: str) -> str:
    """Return what keeps an answer from being one line of text where it is put, or nothing."""
    if "\n" in answer or "\r" in answer or "\t" in answer:
        return "has several lines or tabs: write one line"
    if code := unprintable(answer):
        return f"holds {code}: delete the character"
    if kind in WITH_ID and name in IN_PAGES:
        if match := re.search(r"<[A-Za-z/!?]", answer):
            return f"has {match[0]}, which begins HTML: write it in words"
        if match := _BLOCK.match(answer):
            return f"begins with {match[0].strip()!r}, which is markup: begin with a word"
    if name in FILES and (Path(answer).is_absolute() or ".." in Path(answer).parts):
        return "is not in the folder of the book: give the path from there"
    return ""


def cited_works(kind: str, answers: Mapping[str, str]) -> list[str]:
    """Return the keys of the works that the answers name.

    :raises ToolError: if a citation cannot be read
    """
    keys = [part.strip() for part in answers["sources"].split(";")] if kind == "dataset" else []
    if cite := answers.get("cite"):
        try:
            citations, problems = parse_citations(cite)
        except MalformedCitation as error:
            raise ToolError(f"--cite: {error}") from None
        if problems:
            raise ToolError(f"--cite: {problems[0]}")
        keys += [citation.key for citation in citations]
    return keys


def choices_of(kind: str, name: str, vocabulary: Vocabulary) -> Collection[str]:
    """Return the words of which an answer must be one, none if it may be any."""
    match kind, name:
        case "source", "tier":
            return vocabulary.kinds
        case "note", "witnesses":
            return vocabulary.witnesses
    return CHOICES.get(kind, {}).get(name, ())


def check(kind: str, name: str, answer: str, vocabulary: Vocabulary = GENERAL) -> None:
    """Check one answer.

    :param vocabulary: the words of the book
    :raises ToolError: if it cannot be right; the message says what can
    """
    if error := line_error(kind, name, answer):
        raise ToolError(f"--{name} {error}")
    if (kind, name) == ("chapter", "argument"):
        first = sentences(answer)[0]
        if len(first) > LONGEST_DESCRIPTION:
            raise ToolError(
                f"the first sentence of --argument has {len(first)} letters: at most "
                f"{LONGEST_DESCRIPTION}, since it is the description of the page"
            )
    if name == "cite" and ("`" in answer or "\\" in answer):
        raise ToolError(f"--cite {answer!r} is no list of keys: write key, key{{p. 4}} or both")
    choices = choices_of(kind, name, vocabulary)
    if choices and answer not in choices:
        raise ToolError(f"--{name} {answer!r} is unknown: use one of {', '.join(choices)}")
    if name in DATES.get(kind, ()) and not is_date(answer):
        raise ToolError(f"--{name} {answer!r} is no date: write 2026, 2026-11 or 2026-11-24")
    if kind in WITH_ID and name == "id" and (error := id_error(answer)):
        raise ToolError(f"--id {answer!r} {error}")
    if name == "language" and answer not in languages():
        raise ToolError(f"no language is called {answer!r}: use a name such as french")
    if (kind, name) == ("claim", "text") and len(answer.split()) > LONGEST:
        count = len(answer.split())
        raise ToolError(f"--text has {count} words: a claim has at most {LONGEST}")


def missing_from(kind: str, answers: Answers, vocabulary: Vocabulary) -> dict[str, str]:
    """Return the questions that are still to be answered, by name."""
    needed = {**NEEDED[kind]}
    if kind == "claim":
        needed |= NEEDED_BY_KIND.get(answers.get("kind", ""), {})
    role = vocabulary.kind(answers.get("tier", "")).role
    unsigned = role is Role.PRESS and answers.get("journal")
    if kind == "source" and (unsigned or answers.get("shorttitle")):
        del needed["author"]
    return {name: question for name, question in needed.items() if not answers.get(name)}


def options_of(kind: str) -> dict[str, str]:
    """Return all that can be answered for a kind of piece, with the question."""
    options = {**NEEDED[kind], **MORE.get(kind, {})}
    for questions in NEEDED_BY_KIND.values() if kind == "claim" else ():
        options |= questions
    return options


def ask(kind: str, answers: Answers, vocabulary: Vocabulary) -> None:
    """Check the answers and add those that are missing; a wrong one is asked for again.

    :param vocabulary: the words of the book
    :raises ToolError: if one is wrong, or some are missing and nobody is at a terminal
    """
    for name, answer in answers.items():
        check(kind, name, answer, vocabulary)
    if (missing := missing_from(kind, answers, vocabulary)) and not sys.stdin.isatty():
        wanted = "".join(f"\n  --{name}: {question}" for name, question in missing.items())
        raise ToolError(f"missing:{wanted}")
    while missing := missing_from(
        kind, answers, vocabulary
    ):  # an answer may raise further questions
        name, question = next(iter(missing.items()))
        while not answers.get(name):
            answer = input(f"{name} ({question}): ").strip()
            try:
                check(kind, name, answer, vocabulary)
            except ToolError as mistake:
                print(mistake)
            else:
                answers[name] = answer
