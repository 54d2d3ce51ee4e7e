"""Compare build times with their budgets and MkDocs.

Run ``nox -s bench``, or ``python tools/benchmarks/budgets.py --chapters 10 40`` for a trial. Every
build is a process of its own; all build the same text, each in the syntax of its tools.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from shutil import rmtree
from statistics import median
from tempfile import TemporaryDirectory, TemporaryFile
from typing import TYPE_CHECKING

from synthetic import Stack, write_book

if TYPE_CHECKING:
    from collections.abc import Callable

PACKAGES = (
    *("Sphinx", "myst-parser", "sphinx-book-theme", "pydata-sphinx-theme"),
    *("sphinxcontrib-bibtex", "pybtex", "sphinx-evidence"),
    *("mkdocs", "mkdocs-material", "mkdocs-bibtex"),
)

NAMES = {
    Stack.OURS: "ours, exports off",
    Stack.CITING: "ours, all exports",
    Stack.MKDOCS: "MkDocs",
}
"""The stacks that are built at both sizes. ``CITING`` also has claims, numbers and charts."""


@dataclass(frozen=True, slots=True)
class Timing:
    """The resources of one process.

    :param seconds: wall-clock time
    :param busy: processor time in seconds, including child processes
    :param megabytes: peak resident memory
    """

    seconds: float
    busy: float
    megabytes: float


def timed(*command: str) -> Timing:
    """Run a command and measure it.

    :raises RuntimeError: if it fails
    """
    with TemporaryFile("w+") as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        # Unlike RUSAGE_CHILDREN, wait4 measures this build only.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            msg = f"the build failed:\n{output.read()[-2000:]}"
            raise RuntimeError(msg)
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Timing(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def sphinx(book: Path, out: Path, *options: str) -> Timing:
    """Build *book* into the folder *out* with Sphinx."""
    command = [sys.executable, "-m", "sphinx", "-q", *options]
    return timed(*command, "-c", str(book), str(book / "docs"), str(out))


@dataclass(frozen=True, slots=True)
class Budget:
    """A limit and the measurements for it, in seconds or as a ratio.

    :param what: what is measured
    :param limit: the maximum
    :param wall: measured by wall-clock time
    :param busy: measured by processor time
    """

    what: str
    limit: float
    wall: float
    busy: float

    @property
    def row(self) -> list[str]:
        """The cells of a table row; wall-clock time decides whether the budget is met."""
        verdict = "met" if self.wall <= self.limit else "NOT MET"
        return [self.what, f"{self.limit:.2f}", f"{self.wall:.2f}", f"{self.busy:.2f}", verdict]


def mkdocs(book: Path, out: Path) -> Timing:
    """Build *book* into the folder *out* with MkDocs."""
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(book / "mkdocs.yml")]
    return timed(*command, "-d", str(out))


def full(folder: Path, stack: Stack, *options: str) -> Timing:
    """Build the book of a stack from scratch."""
    book, out = folder / stack, folder / f"{stack}-out"
    rmtree(out, ignore_errors=True)
    return mkdocs(book, out) if stack is Stack.MKDOCS else sphinx(book, out, "-E", *options)


def again(folder: Path, *, edit: bool) -> Timing:
    """Build our book a second time, after an edit of one word or without changes."""
    book = folder / Stack.OURS
    if edit:
        chapters = sorted(book.glob("docs/part-*/chapter-*.md"))
        chapter = chapters[len(chapters) // 2]
        text = re.sub(r"(?<=\w )of (?=\w)", "of late ", chapter.read_text("utf-8"), count=1)
        chapter.write_text(text, "utf-8")
    return sphinx(book, folder / f"{Stack.OURS}-out")


def versions() -> list[str]:
    """Return the versions of Python and the packages involved."""
    names = [f"Python {platform.python_version()}"]
    for package in PACKAGES:
        try:
            names.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            names.append(f"no {package}")
    return names


def table(rows: list[list[str]]) -> str:
    """Return *rows* as a table, with the first column left-aligned and the others right-aligned."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for first, *rest in rows:
        cells = [text.rjust(width) for text, width in zip(rest, widths[1:], strict=True)]
        lines.append("  ".join([first.ljust(widths[0]), *cells]))
    return "\n".join(lines)


def middle(runs: int, measure: Callable[[], Timing]) -> Timing:
    """Return the median of several runs."""
    timings = [measure() for _ in range(runs)]
    return Timing(
        median(timing.seconds for timing in timings),
        median(timing.busy for timing in timings),
        max(timing.megabytes for timing in timings),
    )


def measure_all(sizes: list[int], runs: int) -> str:
    """Build everything and return the tables."""
    small, large = sizes
    took: dict[tuple[Stack, int], Timing] = {}
    others: dict[str, Timing] = {}
    for size in sizes:
        with TemporaryDirectory() as name:
            folder = Path(name)
            for stack, label in NAMES.items():
                write_book(folder / stack, size, stack=stack)
                took[stack, size] = middle(runs, partial(full, folder, stack))
                print(f"{size} chapters, {label}: {took[stack, size]}", file=sys.stderr)
            if size == large:
                others["parallel"] = middle(runs, partial(full, folder, Stack.OURS, "-j2"))
                full(folder, Stack.OURS)
                others["nothing"] = middle(runs, partial(again, folder, edit=False))
                others["edit"] = middle(runs, partial(again, folder, edit=True))
    ours, peer = took[Stack.OURS, large], took[Stack.MKDOCS, large]
    rows = [["seconds", *(f"{size} {unit}" for size in sizes for unit in ("wall", "CPU"))]]
    rows[0] += ["growth", "CPU growth", "to MkDocs", "CPU to MkDocs", "peak MB"]
    for stack, label in NAMES.items():
        one, two = took[stack, small], took[stack, large]
        cells = [one.seconds, one.busy, two.seconds, two.busy]
        row = [label, *(f"{cell:.1f}" for cell in cells)]
        row += [f"{two.seconds / one.seconds:.2f}", f"{two.busy / one.busy:.2f}"]
        row += [f"{two.seconds / peer.seconds:.2f}", f"{two.busy / peer.busy:.2f}"]
        rows.append([*row, f"{two.megabytes:,.0f}"])
    limit = 1.15 * large / small

    def both(stack: Stack) -> tuple[Timing, Timing]:
        return took[stack, large], took[stack, small]

    budgets = [
        _ratio(f"full build of {large}, to MkDocs", 1.3, ours, peer),
        _ratio("the same with -j 2, as nox -s html has it", 1, others["parallel"], peer),
        _ratio("growth", limit, *both(Stack.OURS)),
        _ratio("growth with all exports", limit, *both(Stack.CITING)),
        Budget("one chapter edited, s", 4, others["edit"].seconds, others["edit"].busy),
        Budget("nothing changed, s", 2.5, others["nothing"].seconds, others["nothing"].busy),
        _ratio("-j 2, to serial", 1.1, others["parallel"], ours),
    ]
    head = ["budget", "at most", "wall", "CPU", ""]
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    title = f"Builds of {small} and {large} synthetic chapters ({system})"
    lines = [title, "", table(rows), "", table([head, *(one.row for one in budgets)]), ""]
    names = versions()
    return "\n".join([*lines, ", ".join(names[:6]), ", ".join(names[6:])])


def _ratio(what: str, limit: float, one: Timing, other: Timing) -> Budget:
    return Budget(what, limit, one.seconds / other.seconds, one.busy / other.busy)


def main() -> None:
    """Parse the arguments, build and print the tables."""
    parser = argparse.ArgumentParser(description="Compare builds with their budgets.")
    parser.add_argument("--chapters", type=int, nargs=2, default=[100, 400], help="two sizes")
    parser.add_argument("--runs", type=int, default=1, help="of each build; the median counts")
    options = parser.parse_args()
    print(measure_all(options.chapters, options.runs))


if __name__ == "__main__":
    main()
