"""Draw cited sentences of a built book to be judged, or record verdicts on them.

``python -m sphinx_evidence.audits SITE 60 SEED`` prints 60 sentences, each with the notes that its
citations reach. With ``--record FILE`` (``-`` for standard input) it adds verdicts to the table:
lines of the first eight letters or more of a checksum, a verdict, and a remark.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .model import COLUMNS, VERDICTS, Sentence, draw, rates, read_audits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


def drawn(site: Path, number: int, seed: int) -> list[dict[str, Any]]:
    """Return a random sample of the cited sentences of a site, as in ``sentences.json``."""
    data = json.loads((site / "data" / "sentences.json").read_text("utf-8"))["sentences"]
    by_text = {item["sentence"]: item for item in data}
    sentences = [Sentence(item["page"], 0, None, item["sentence"], ()) for item in data]
    return [by_text[sentence.text] for sentence in draw(sentences, number, seed)]


def read_note_rows(path: Path) -> dict[str, dict[str, str]]:
    """Return the rows of the table of notes by id."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def describe(item: dict[str, Any], notes: dict[str, dict[str, str]]) -> Iterator[str]:
    """Yield the lines of a sentence and of the notes that its citations reach."""
    place = f" ¶ {item['paragraph']}" if item["paragraph"] else ""
    yield f"{item['sha256'][:12]}  {item['page']}{place}"
    yield f"  {item['sentence']}"
    for citation in item["citations"]:
        locator = citation.get("locator", citation.get("suffix", ""))
        yield f"  - {citation['id']} {locator} [{citation['reading']}]".rstrip()
        for name in citation["notes"]:
            note = notes.get(name, {})
            text = " ".join(filter(None, (note.get("place"), note.get("says"))))
            caveat = f" ({note['caveat']})" if note.get("caveat") else ""
            yield f"      {name}: {text}{caveat}"


def verdict_rows(
    lines: Iterable[str], items: Iterable[dict[str, Any]], seed: int, day: str
) -> Iterator[tuple[str, ...]]:
    """Yield a row of the table of audits for each line.

    :raises ValueError: if a line names no sentence of the draw, or an unknown verdict
    """
    known = {item["sha256"]: item for item in items}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        start, verdict, *remark = [*line.split(maxsplit=2), "", ""]
        matches = [key for key in known if len(start) >= 8 and key.startswith(start)]
        if len(matches) != 1:
            msg = f"line {number}: {start!r} is not the beginning of one checksum of this draw"
            raise ValueError(msg)
        if verdict not in VERDICTS:
            msg = f"line {number}: {verdict!r} is no verdict: use one of {', '.join(VERDICTS)}"
            raise ValueError(msg)
        item = known[matches[0]]
        note = remark[0].strip()
        yield item["sha256"], item["page"], item["sentence"], verdict, note, day, str(seed), ""


def append_rows(path: Path, rows: Iterable[tuple[str, ...]]) -> None:
    """Add rows to the table of audits, which is made if it does not exist."""
    is_new = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        if is_new:
            writer.writerow(COLUMNS)
        writer.writerows(rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a draw, or record verdicts and print the rates; return 1 for a mistake in them."""
    parser = argparse.ArgumentParser(prog="python -m sphinx_evidence.audits", description=__doc__)
    parser.add_argument("site", type=Path, help="the folder of the built book")
    parser.add_argument("number", type=int, help="how many sentences to draw")
    parser.add_argument("seed", type=int, help="the seed of the draw")
    parser.add_argument("--record", metavar="FILE", help="verdicts to record, - for standard input")
    parser.add_argument("--data", type=Path, default=Path("data"), help="folder of the tables")
    options = parser.parse_args(arguments)
    items = drawn(options.site, options.number, options.seed)
    audits = options.data / "audits.csv"
    if not options.record:
        notes = read_note_rows(options.data / "notes.csv")
        for item in items:
            print(*describe(item, notes), "", sep="\n")
        return 0
    try:
        file = sys.stdin if options.record == "-" else Path(options.record).open(encoding="utf-8")
        with file:
            rows = list(verdict_rows(file, items, options.seed, date.today().isoformat()))
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    append_rows(audits, rows)
    for day, seed, counts in rates(read_audits(audits)[0]):
        shares = (f"{verdict} {counts[verdict]}" for verdict in VERDICTS if counts[verdict])
        print(f"{day} seed {seed}: {counts.total()} sentences: {', '.join(shares)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
