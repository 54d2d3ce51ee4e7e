"""Add a piece to the book: a source, a note, a claim, a chapter or a dataset.

What is not given as an option is asked for at a terminal; elsewhere it is an error that names it.
Nothing is written that the checks would refuse. The options of a kind: nox -s new -- source --help
"""

from __future__ import annotations

import csv
import re
import shlex
import sys
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_evidence.core.paths import PACKAGE, PUBLISHERS
from sphinx_evidence.core.paths import SETTING as DATA
from sphinx_evidence.core.text import sentences
from sphinx_evidence.sources.bibfile import read_bibfile
from sphinx_evidence.sources.library_tables import read_publishers
from sphinx_evidence.sources.model import language_names, languages
from sphinx_evidence.sources.vocabulary import read_vocabulary

from ..errors import ToolError
from . import pieces, tables
from .place import (
    add_to_toctree,
    append_item,
    append_row,
    insert_entry,
    insert_in_section,
)
from .questions import NEEDED, WITH_ID, ask, cited_works, options_of
from .write import write

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Iterable, Mapping

    from ..paths import Paths
    from .questions import Answers

    Texts = dict[Path, str]

NEW = "nox -R -s new --"
"""The command; -R takes the environment as it is, which is faster."""

ANSWER = "answer "
"""What the names of answers begin with among the options."""

LIST = "reference/datasets.md"
"""The page that lists the datasets, from the folder of the text."""


def read(path: Path) -> str:
    """Return a text of the book.

    :raises ToolError: if it cannot be read
    """
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise ToolError(f"{path} cannot be read ({error.strerror}): correct the name") from None
    except UnicodeError:
        raise ToolError(f"{path} is no text in UTF-8: correct the name") from None


def add_source(paths: Paths, answers: Mapping[str, str], today: str) -> tuple[Texts, str]:
    """Return the changed bibliography and tables, and what to do next."""
    names = (answers.get(name, "") for name in ("author", "journal", "shorttitle"))
    key = answers.get("key") or pieces.source_key(
        next(filter(None, names)), answers.get("date", ""), answers["title"]
    )
    bib, copies = paths.bibliography, paths.copies
    publishers = paths.data / PUBLISHERS
    entry = pieces.source_entry(key, {**answers, "langid": answers["language"]})
    kind, tag = answers.get("kind") or "original", languages()[answers["language"]]
    cells = (f"{key}-1", key, kind, tag, answers["url"], "", "", answers["read"], today)
    texts = {bib: insert_entry(read(bib), key, entry), copies: append_row(read(copies), cells)}
    if answers["publisher"] not in read_publishers(publishers)[0]:
        name = answers.get("publisher-name")
        if not name:
            raise ToolError(
                f"the publisher {answers['publisher']!r} is not in {publishers}: "
                "give its name by --publisher-name"
            )
        texts[publishers] = append_row(read(publishers), (answers["publisher"], name))
    return texts, f"note what it says: {NEW} note --work {key}"


def add_note(paths: Paths, answers: Mapping[str, str], today: str) -> tuple[Texts, str]:
    """Return the changed table of notes, and what to do next."""
    path, work = paths.notes, answers["work"]
    text = read(path)
    count = sum(row[1:2] == [work] for row in csv.reader(text.splitlines()))
    names = ("place", "says", "caveat", "observer", "basis", "copy")
    cells = [answers.get("id") or f"{work}-note-{count + 1}", work]
    cells += [*(answers.get(name, "") for name in names), today]
    cells += [answers.get(name, "") for name in ("witnesses", "answer")]
    place = f"{{{answers['place']}}}" if answers.get("place") else ""
    return {path: append_row(text, cells)}, f"cite it: {{cite:p}}`{work}{place}`"


def add_claim(paths: Paths, answers: Mapping[str, str], today: str) -> tuple[Texts, str]:
    """Return the changed chapter, and what to do next."""
    path = paths.root / answers["page"]
    text = insert_in_section(read(path), answers["section"], pieces.claim(answers))
    return {path: text}, "build the book: it counts the observers and says which grade they support"


def add_chapter(paths: Paths, answers: Mapping[str, str], today: str) -> tuple[Texts, str]:
    """Return the new chapter and the changed index of its part, and what to do next.

    The index lists it where it has a section for that, whose id is that of the part and
    ``-chapters``.
    """
    part, label = paths.root / answers["part"], answers["id"]
    path, index = part / f"{label}.md", part / "index.md"
    if path.exists():
        raise ToolError(f"{path} exists already: give another --id")
    text = pieces.chapter(label, answers["title"], answers["argument"])
    listed, section = add_to_toctree(read(index), label), f"{part.name}-chapters"
    if f"({section})=" in listed:
        answer = sentences(answers["argument"])[0]
        listed = append_item(listed, section, f"[{answers['title']}](#{label}): {answer}")
    return {path: text, index: listed}, "write it: each build says what the chapter still lacks"


def add_dataset(paths: Paths, answers: Mapping[str, str], today: str) -> tuple[Texts, str]:
    """Return the data package, the table, the page and the list of datasets, and what to do."""
    name, package = answers["id"], paths.data / PACKAGE
    index = paths.text / LIST
    if given := answers.get("index"):
        index = paths.root / given
    table, page = package.with_name(f"{name}.csv"), index.with_name(f"{name}.md")
    for path in (table, page):
        if path.exists():
            raise ToolError(f"{path} exists already: give another --id")
    own = tables.columns(answers["columns"])
    names = ("id", *(column["name"] for column in own), "sources", "note")
    item = f"[{answers['title']}](#{name})."
    listed = append_item(read(index), answers.get("section") or "datasets-numbers", item)
    texts = {
        package: tables.add_resource(read(package), answers, own),
        table: append_row(",".join(names) + "\n", tables.row_cells(answers, own)),
        page: tables.dataset_page(answers),
        index: add_to_toctree(listed, name),
    }
    return texts, f"add rows to {table}, and draw them in a chapter"


ADD: dict[str, Callable[[Paths, Mapping[str, str], str], tuple[Texts, str]]] = {
    "source": add_source,
    "note": add_note,
    "claim": add_claim,
    "chapter": add_chapter,
    "dataset": add_dataset,
}


def refuse_taken(paths: Paths, label: str) -> None:
    """Check that no page has an id, and that none had it before.

    :raises ToolError: if one has
    """
    register = paths.setting("evidence_register")
    if register and register.exists() and f"\n{label}," in register.read_text("utf-8"):
        raise ToolError(f"--id {label!r} was used before, as {register} says: give another")
    target = re.compile(rf"^\({label}\)=|^[`:~]{{3,}}\{{(?:claim|chart)\}} {label}$", re.M)
    for path in sorted(paths.text.rglob("*.md")):
        if target.search(path.read_text("utf-8")):
            raise ToolError(f"{path} has the id {label!r} already: give another --id")


def refuse_unknown(paths: Paths, keys: Iterable[str]) -> None:
    """Check that works are in the bibliography.

    :raises ToolError: if one is not
    """
    known = read_bibfile(paths.bibliography).data.entries
    for key in keys:
        if key not in known:
            near = get_close_matches(key, known, 1, 0.7)
            advice = f"did you mean {near[0]!r}?" if near else f"add it first: {NEW} source"
            raise ToolError(f"no work has the key {key!r}: {advice}")


def read_bibtex(text: str) -> Answers:
    """Return the answers of a source that an entry of BibTeX gives."""
    answers = {name.replace("_", "-"): value for name, value in pieces.from_bibtex(text).items()}
    tag = answers.pop("langid", "")
    if (language := language_names().get(tag, tag)) in languages():
        answers["language"] = language
    return answers


def repetition(kind: str, answers: Answers) -> str:
    """Return the command that gives all answers again."""
    options = (word for name, answer in answers.items() for word in (f"--{name}", answer))
    return f"{NEW} {shlex.join((kind, *options))}"


def add_options(parser: ArgumentParser) -> None:
    """Add what may be typed."""
    kinds = parser.add_subparsers(dest="piece", required=True, metavar="PIECE")
    for kind in NEEDED:
        options = kinds.add_parser(kind)
        for name, question in options_of(kind).items():
            options.add_argument(
                f"--{name}", help=question, dest=f"{ANSWER}{name}", metavar=name.upper()
            )
        if kind == "source":
            words = "read an entry of BibTeX from a file, or from standard input"
            options.add_argument("--bibtex", nargs="?", const="-", metavar="FILE", help=words)


def run(paths: Paths, options: Namespace) -> int:
    """Add one piece; change no file and return 1 if an answer is wrong, 130 if interrupted."""
    kind, answers = options.piece, dict[str, str]()
    given = {
        name.removeprefix(ANSWER): value.strip()
        for name, value in vars(options).items()
        if name.startswith(ANSWER) and value
    }
    try:
        if file := getattr(options, "bibtex", None):
            answers = read_bibtex(sys.stdin.read() if file == "-" else read(Path(file)))
        answers |= {name: value for name, value in given.items() if value}
        if (author := answers.pop(pieces.MISREAD, "")) and "author" not in answers:
            advice = "give --author '{Body}' or 'Family, Given'"
            print(f"who is {author!r}, a body or a person? {advice}", file=sys.stderr)
        vocabulary, _problems = read_vocabulary(paths.setting(DATA))
        answers = pieces.implied(kind, answers, vocabulary)
        ask(kind, answers, vocabulary)
        if kind in WITH_ID:
            refuse_taken(paths, answers["id"])
        refuse_unknown(paths, cited_works(kind, answers))
        texts, advice = ADD[kind](paths, answers, datetime.now(UTC).date().isoformat())
        write(paths, texts)
    except (KeyboardInterrupt, EOFError):
        print("\nnothing was changed", file=sys.stderr)
        return 130
    except ToolError as mistake:
        print(mistake, file=sys.stderr)
        if sys.stdin.isatty():
            print(f"To repeat it, corrected:\n{repetition(kind, answers)}", file=sys.stderr)
        return 1
    for path in texts:
        print(f"changed {path}")
    print(f"Next, {advice}")
    return 0
