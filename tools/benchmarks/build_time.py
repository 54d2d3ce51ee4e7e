"""Time full builds of a synthetic book with our extension and with sphinxcontrib-bibtex alone.

Run ``python tools/benchmarks/build_time.py --chapters 100 --runs 3`` in the project's environment.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory, TemporaryFile

from synthetic import Stack, write_book

PACKAGES = (
    *("Sphinx", "myst-parser", "sphinx-book-theme", "pydata-sphinx-theme"),
    *("sphinxcontrib-bibtex", "pybtex", "PyStemmer", "sphinx-evidence"),
    *("mkdocs", "mkdocs-material", "mkdocs-bibtex"),
)


@dataclass(frozen=True, slots=True)
class Run:
    """The resources and the output of one build.

    :param seconds: wall-clock time
    :param busy: processor time in seconds, which depends less on other processes
    :param megabytes: peak resident memory
    :param kilobytes: mean size of the pages of chapters, uncompressed
    :param files: sizes in bytes of the files under ``id/``
    """

    seconds: float
    busy: float
    megabytes: float
    kilobytes: float
    files: list[int]


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


def build(book: Path, out: Path, *, strict: bool) -> Run:
    """Build *book* from scratch into the folder *out*, which has no pages yet.

    :param strict: make warnings errors
    :raises RuntimeError: if the build fails
    """
    took = sphinx(book, out, "-E", *(["-W"] if strict else []))
    pages = [page.stat().st_size for page in out.glob("part-*/chapter-*.html")]
    files = [path.stat().st_size for path in out.glob("id/*/*")]
    return Run(took.seconds, took.busy, took.megabytes, mean(pages) / 2**10, files)


def measure(folder: Path, stacks: list[Stack], runs: int) -> dict[Stack, list[Run]]:
    """Build the book of each stack *runs* times, alternating, so that load affects all alike."""
    results: dict[Stack, list[Run]] = {stack: [] for stack in stacks}
    for number in range(runs):
        for stack in stacks:
            with TemporaryDirectory(dir=folder) as name:
                out = Path(name)
                strict = stack is not Stack.STOCK_LISTS  # it warns of duplicate lists of sources
                run = build(folder / stack, out, strict=strict)
            results[stack].append(run)
            print(f"run {number + 1}, {stack}: {run.seconds:.1f} s", file=sys.stderr)
    return results


def sizes(book: Path) -> list[str]:
    """Return the numbers of pages, headings, citations and sources of a book."""
    pages = [path.read_text("utf-8") for path in book.glob("docs/**/*.md")]
    headings = sum(page.count("\n# ") + page.count("\n## ") for page in pages)
    citations = sum(page.count("{cite:") for page in pages)
    sources = (book / "references.bib").read_text("utf-8").count("\n}\n")
    return [f"{number:,}" for number in (len(pages), headings, citations, sources)]


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


def report(folder: Path, chapters: int, results: dict[Stack, list[Run]]) -> str:
    """Return the tables of all books and builds; ratios are to the stock stack."""
    runs = len(results[Stack.STOCK])
    stock = median(run.seconds for run in results[Stack.STOCK])
    stock_busy = median(run.busy for run in results[Stack.STOCK])
    head = ["stack", "pages", "headings", "citations", "sources", "page KB"]
    books = [[*head, "files in id/", "MB in id/"]]
    head = ["stack", *(f"run {number}" for number in range(1, runs + 1))]
    builds = [[*head, "median", "ratio", "CPU", "ratio", "peak MB"]]
    for stack, done in results.items():
        seconds, busy = median(run.seconds for run in done), median(run.busy for run in done)
        files = done[0].files
        row = [str(stack), *sizes(folder / stack), f"{done[0].kilobytes:.0f}"]
        books.append([*row, f"{len(files):,}", f"{sum(files) / 2**20:.1f}"])
        row = [str(stack), *(f"{run.seconds:.1f}" for run in done)]
        row += [f"{seconds:.1f}", f"{seconds / stock:.2f}", f"{busy:.1f}"]
        row += [f"{busy / stock_busy:.2f}", f"{max(run.megabytes for run in done):,.0f}"]
        builds.append(row)
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    title = f"Full builds of {chapters} synthetic chapters, in seconds ({system})"
    names = versions()
    lines = [title, "", table(builds), "", "What was built", "", table(books), ""]
    lines += [", ".join(names[:5]), ", ".join(names[5:])]
    return "\n".join(lines)


def _positive(text: str) -> int:
    if (number := int(text)) < 1:
        msg = "at least 1"
        raise argparse.ArgumentTypeError(msg)
    return number


def main() -> None:
    """Parse the arguments, build and print the tables."""
    parser = argparse.ArgumentParser(description="Time full builds of a synthetic book.")
    parser.add_argument("--chapters", type=_positive, default=100, help="default: 100")
    parser.add_argument("--runs", type=_positive, default=3, help="of each stack; default: 3")
    parser.add_argument(
        "--with-lists",
        action="store_true",
        help="also the stock stack with a {bibliography} in each chapter (slow)",
    )
    options = parser.parse_args()
    stacks = [Stack.CITING, Stack.FEATURES, Stack.OURS, Stack.STOCK]
    if options.with_lists:
        stacks.append(Stack.STOCK_LISTS)
    with TemporaryDirectory() as name:
        folder = Path(name)
        for stack in stacks:
            write_book(folder / stack, options.chapters, stack=stack)
        results = measure(folder, stacks, options.runs)
        print(report(folder, options.chapters, results))


if __name__ == "__main__":
    main()
