"""Print the meter: ``python -m sphinx_evidence.prose docs``, or some chapters only.

What is outside its budget has an exclamation mark. The meter warns, it does not write.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .measures import measures
from .model import Chapter
from .patterns import JOINT, PASSIVE, SIGNPOST, SOURCE_REMARK
from .reading import read_chapter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .model import Passage

LEGEND = """\
Shares are of the sentences outside 'How this is known' and 'What is not known'.
Told by: claims that name who passed them on. Long: claims over 30 words.
Answer, known: words of the short answer and of 'How this is known'.
Gaps: items of 'What is not known'. !: outside its budget.\
"""


def chapters_in(paths: Iterable[Path]) -> Iterator[Chapter]:
    """Yield the chapters of files and folders: the pages that list their own claims."""
    for path in paths:
        files = sorted(path.rglob("*.md")) if path.is_dir() else [path]
        for file in files:
            text = file.read_text("utf-8")
            if file.stem != "index" and "-in-brief)=" in text and ":here:" in text:
                yield read_chapter(file.stem, text)


def table(chapters: Sequence[Chapter]) -> str:
    """Return the figures of all chapters, one line each, below names and budgets."""
    rows = [(chapter.name, measures(chapter)) for chapter in chapters]
    whole = Chapter(
        "all of them",
        text=tuple(passage for chapter in chapters for passage in chapter.text),
        claims=tuple(claim for chapter in chapters for claim in chapter.claims),
        answer=tuple(passage for chapter in chapters for passage in chapter.answer),
        known=tuple(passage for chapter in chapters for passage in chapter.known),
        unknown=tuple(passage for chapter in chapters for passage in chapter.unknown),
        figures=sum(chapter.figures for chapter in chapters),
        works=sum(chapter.works for chapter in chapters),
    )
    names = [measure.name for measure in measures(whole)]
    lines = [
        ["", *names],
        ["budget", *(f"{measure.budget} " for measure in measures(whole))],
        *([name, *(measure.text for measure in found)] for name, found in rows),
    ]
    lines.append([whole.name, *(f"{measure.value} " for measure in measures(whole))])
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if number else cell.ljust(width)
            for number, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def marked(passages: Iterable[Passage]) -> Iterator[str]:
    """Yield each sentence with the letters of what it is: remark, signpost, passive, joint."""
    patterns = {"r": SOURCE_REMARK, "s": SIGNPOST, "p": PASSIVE, "j": JOINT}
    for passage in passages:
        for sentence in passage.sentences:
            letters = "".join(
                letter if pattern.search(sentence.text) else "-"
                for letter, pattern in patterns.items()
            )
            yield f"{sentence.line:5}  {letters}  {sentence.text}"


def main() -> int:
    """Print the table, the arguments, and with ``--sentences`` every sentence with its marks."""
    parser = argparse.ArgumentParser(prog="sphinx_evidence.prose", description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path, help="chapters, or folders with some")
    parser.add_argument("--sentences", action="store_true", help="print each sentence with marks")
    arguments = parser.parse_args()
    chapters = list(chapters_in(arguments.paths))
    print(f"{table(chapters)}\n\n{LEGEND}")
    for chapter in chapters:
        print(f"\n{chapter.name}: {chapter.argument or 'no argument'}")
        if arguments.sentences:
            print("\n".join(marked(chapter.text)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
