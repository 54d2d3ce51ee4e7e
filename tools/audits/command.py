"""Draw what the book says to be judged, record verdicts, and then show the notes.

``draw 60 SEED`` prints a form without notes, ``record FILE`` reads it when it is filled in (``-``
for standard input), and ``notes SEED`` prints a second form, with the notes on what was judged.
"""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_evidence.claims.audit_model import KINDS, PAIR
from sphinx_evidence.claims.audit_table import read_audits, write_audits
from sphinx_evidence.core.paths import AUDITS

from ..build import FRESH, built_site
from ..errors import ToolError
from .draws import draw
from .forms import FIRST, list_mistakes, read_form
from .items import pairs, read_items, read_notes, read_works
from .printing import final_form, first_form
from .recording import is_recorded, record

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from ..paths import Paths
    from .forms import Form


def add_options(parser: ArgumentParser) -> None:
    """Add what may be typed."""
    words = "a built book; without it the book is built"
    parser.add_argument("--site", type=Path, metavar="FOLDER", help=words)
    steps = parser.add_subparsers(dest="step", required=True, metavar="STEP")
    one = steps.add_parser("draw", help="print a form with what was drawn, without notes")
    one.add_argument("number", type=int, help="how many items to draw")
    one.add_argument("seed", type=int, help="the seed of the draw")
    one.add_argument("--kind", choices=(*KINDS, PAIR), default="", help="draw this kind only")
    two = steps.add_parser("record", help="add the verdicts of a form to the table")
    two.add_argument("file", help="the form as filled in, - for standard input")
    three = steps.add_parser("notes", help="print a form with the notes on what was judged")
    three.add_argument("seed", type=int, help="the seed of the draw")


def print_draw(site: Path, notes: Path, number: int, seed: int, kind: str) -> int:
    """Print a form for first verdicts; return 0."""
    items, rows = read_items(site), read_notes(notes)
    pool = pairs(items, rows) if kind == PAIR else items
    found = draw(pool, number, seed, kind)
    print(*first_form(found, read_works(site), rows, seed), sep="\n")
    counts = Counter(item.kind for item in found)
    _tell(f"{len(found)} items: {', '.join(f'{name} {count}' for name, count in counts.items())}")
    return 0


def form_text(name: str) -> str:
    """Return the text of a form.

    :param name: its file, ``-`` for standard input
    :raises ToolError: if it is not UTF-8
    """
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text("utf-8-sig")
    except UnicodeError:
        raise ToolError(f"{name} is no text in UTF-8: save it in that encoding") from None


def record_file(path: Path, text: str) -> int:
    """Record a form; return 1 if it has a mistake, and then record nothing of it."""
    form, mistakes = read_form(text)
    audits, problems = read_audits(path) if path.exists() else ([], [])
    if problems:
        _tell("\n".join(map(str, problems)))
        return 1
    table = audits
    if not mistakes:
        table, mistakes = record(form, audits, date.today().isoformat())
    if mistakes:
        _tell(f"{list_mistakes(sorted(mistakes))}\nNothing was recorded.")
        return 1
    write_audits(path, table)
    _tell(_recorded(form, changed=len({*table} - {*audits})))
    return 0


def _recorded(form: Form, changed: int) -> str:
    """Return how many verdicts were recorded, and how many items of the form have none yet."""
    blank = "verdict" if form.stage == FIRST else "final"
    empty = sum(not answer[blank] for answer in form.answers)
    rest = f"; {empty} of {len(form.answers)} items are not filled in" if empty else ""
    return f"{changed} verdicts were recorded{rest}."


def print_notes(site: Path, notes: Path, path: Path, seed: int) -> int:
    """Print a form with the notes on what has a first verdict; return 1 if nothing has."""
    audits, problems = read_audits(path)
    found = [audit for audit in audits if audit.seed == str(seed) and is_recorded(audit)]
    judged = [audit for audit in found if audit.kind != PAIR]
    if problems or not judged:
        nothing = f"no first verdict with the seed {seed} is recorded: record the form of the draw"
        _tell("\n".join(map(str, problems)) or nothing)
        return 1
    rows = read_notes(notes)
    print(*final_form(judged, read_items(site), rows, seed), sep="\n")
    return 0


def _tell(text: str) -> None:
    """Print what is not part of a form."""
    print(text, file=sys.stderr)


def run(paths: Paths, options: Namespace) -> int:
    """Do one step; return 1 after a mistake.

    A text with faults is judged as well: a verdict is a warning until the fault is mended.

    :raises ToolError: if the book has no data, or cannot be built
    """
    table, notes = paths.data / AUDITS, paths.notes
    if options.step == "record":
        return record_file(table, form_text(options.file))
    site = built_site(paths, options.site, FRESH)
    if options.step == "draw":
        return print_draw(site, notes, options.number, options.seed, options.kind)
    return print_notes(site, notes, table, options.seed)
