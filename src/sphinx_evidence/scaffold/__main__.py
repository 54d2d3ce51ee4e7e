"""Add a piece to the book: ``python -m sphinx_evidence.scaffold source --url …``.

What is not given as an option is asked for at a terminal; elsewhere it is an error that names it.
"""

from __future__ import annotations

import argparse
import csv
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.files import replace_file
from ..sources.model import language_names, languages
from ..sources.publishers import read_publishers
from . import pieces
from .place import (
    Mistake,
    add_to_toctree,
    append_row,
    insert_entry,
    insert_in_section,
    insert_section,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Answers = dict[str, str]
    Texts = dict[Path, str]

NEEDED = {
    "source": {
        "title": "title of the work",
        "author": "'{Body}' or 'Family, Given', joined by ' and '",
        "language": "language by its English name, such as korean",
        "tier": "treaty, law, un, court, government, ngo, academic, news, reference or other",
        "publisher": "id of the publisher, as in data/publishers.csv",
        "basis": "document, survey, inquiry, testimony, unnamed or none",
        "url": "address of what you read",
        "read": "what you read: whole, opening, or places such as 'p. 4; ch. 2'",
    },
    "note": {"work": "key of the work", "says": "what it says, in your own words"},
    "claim": {
        "page": "file of the chapter, such as docs/part/chapter.md",
        "section": "id of the section",
        "id": "id of the claim",
        "kind": "event, practice, estimate, record, law, absence or reading",
        "text": "the claim, at most 30 words",
        "cite": "key and place, such as 'key{p. 4}'",
        "as-of": "date for which it holds",
    },
    "section": {"page": "file of the chapter", "id": "id of the section", "title": "heading"},
    "chapter": {
        "part": "folder of the part, such as docs/part",
        "id": "id of the chapter and name of its file",
        "title": "title",
        "argument": "three sentences that a reader could retell",
    },
}
"""What each kind of piece needs, with the question."""

MORE = {
    "source": ("key", "date", "type", "symbol", "doi", "journal", "kind", "publisher-name"),
    "note": ("id", "place", "caveat", "observer", "basis", "copy", "witnesses"),
    "claim": ("main", "evidence", "agreement", "standing", "reason", "tags"),
}
"""What may be given and is not asked for."""


def read(path: Path) -> str:
    """Return a text of the book.

    :raises Mistake: if it cannot be read
    """
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise Mistake(f"{path} cannot be read ({error.strerror}): correct the name") from None


def add_source(answers: Mapping[str, str], today: str) -> tuple[Texts, str]:
    """Return the changed bibliography and tables, and what to do next."""
    if answers["language"] not in languages():
        raise Mistake(f"no language is called {answers['language']!r}: use a name such as korean")
    key = answers.get("key") or pieces.source_key(
        answers["author"], answers.get("date", ""), answers["title"]
    )
    bib, copies = Path("references.bib"), Path("data/copies.csv")
    publishers = Path("data/publishers.csv")
    entry = pieces.source_entry(key, {**answers, "langid": answers["language"]})
    kind, tag = answers.get("kind") or "original", languages()[answers["language"]]
    cells = (f"{key}-1", key, kind, tag, answers["url"], "", "", answers["read"], today)
    texts = {bib: insert_entry(read(bib), key, entry), copies: append_row(read(copies), cells)}
    if answers["publisher"] not in read_publishers(publishers)[0]:
        name = answers.get("publisher-name")
        if not name:
            raise Mistake(
                f"the publisher {answers['publisher']!r} is not in {publishers}: "
                "give its name by --publisher-name"
            )
        texts[publishers] = append_row(read(publishers), (answers["publisher"], name))
    return texts, f"note what it says: nox -s new -- note --work {key}"


def add_note(answers: Mapping[str, str], today: str) -> tuple[Texts, str]:
    """Return the changed table of notes, and what to do next."""
    path, work = Path("data/notes.csv"), answers["work"]
    text = read(path)
    count = sum(row[1:2] == [work] for row in csv.reader(text.splitlines()))
    names = ("place", "says", "caveat", "observer", "basis", "copy")
    cells = [answers.get("id") or f"{work}-note-{count + 1}", work]
    cells += [*(answers.get(name, "") for name in names), today, answers.get("witnesses", "")]
    place = f"{{{answers['place']}}}" if answers.get("place") else ""
    return {path: append_row(text, cells)}, f"cite it: {{cite:p}}`{work}{place}`"


def add_claim(answers: Mapping[str, str], today: str) -> tuple[Texts, str]:
    """Return the changed chapter, and what to do next."""
    path = Path(answers["page"])
    text = insert_in_section(read(path), answers["section"], pieces.claim(answers))
    return {path: text}, "build the book: it counts the observers and says which grade they support"


def add_section(answers: Mapping[str, str], today: str) -> tuple[Texts, str]:
    """Return the changed chapter, and what to do next."""
    path, label = Path(answers["page"]), answers["id"]
    text = insert_section(read(path), label, answers["title"], pieces.section_body())
    return {path: text}, f"write it, then: nox -s new -- claim --page {path} --section {label}"


def add_chapter(answers: Mapping[str, str], today: str) -> tuple[Texts, str]:
    """Return the new chapter and the changed index of its part, and what to do next."""
    part, label = Path(answers["part"]), answers["id"]
    path, index = part / f"{label}.md", part / "index.md"
    if path.exists():
        raise Mistake(f"{path} exists already: give another --id")
    text = pieces.chapter(label, answers["title"], answers["argument"], today)
    texts = {path: text, index: add_to_toctree(read(index), label)}
    return texts, f"add its sections: nox -s new -- section --page {path}"


ADD: dict[str, Callable[[Mapping[str, str], str], tuple[Texts, str]]] = {
    "source": add_source,
    "note": add_note,
    "claim": add_claim,
    "section": add_section,
    "chapter": add_chapter,
}


def ask(needed: Mapping[str, str], answers: Answers) -> Answers:
    """Return the answers with those that were missing.

    :raises Mistake: if some are missing and nobody is at a terminal
    """
    missing = [name for name in needed if not answers.get(name)]
    if missing and not sys.stdin.isatty():
        wanted = "; ".join(f"--{name}: {needed[name]}" for name in missing)
        raise Mistake(f"missing: {wanted}")
    for name in missing:
        while not answers.get(name):
            answers[name] = input(f"{name} ({needed[name]}): ").strip()
    return answers


def main(arguments: Sequence[str] | None = None) -> int:
    """Add one piece; return 1 if the answers have a mistake, and change no file then."""
    parser = argparse.ArgumentParser(prog="nox -s new --", description=__doc__)
    kinds = parser.add_subparsers(dest="piece", required=True)
    for kind, needed in NEEDED.items():
        options = kinds.add_parser(kind)
        for name in (*needed, *MORE.get(kind, ())):
            options.add_argument(f"--{name}", help=needed.get(name))
        if kind == "source":
            options.add_argument("--bibtex", action="store_true", help="read an entry from stdin")
    given = vars(parser.parse_args(arguments))
    kind = given.pop("piece")
    today = datetime.now(UTC).date().isoformat()
    try:
        answers: Answers = {}
        if given.pop("bibtex", False):
            answers = pieces.from_bibtex(sys.stdin.read())
            answers = {name.replace("_", "-"): value for name, value in answers.items()}
            if tag := answers.pop("langid", ""):
                answers["language"] = language_names().get(tag, tag)
            answers.setdefault("publisher", pieces.slug(answers.get("publisher-name", "")))
        answers |= {name.replace("_", "-"): value for name, value in given.items() if value}
        texts, advice = ADD[kind](ask(NEEDED[kind], answers), today)
    except Mistake as mistake:
        print(mistake, file=sys.stderr)
        return 1
    for path, text in texts.items():
        replace_file(path, text.encode("utf-8"))
        print(f"changed {path}")
    print(f"Next, {advice}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
