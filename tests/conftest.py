"""The ``book`` fixture, which writes small books to a temporary folder and builds them."""

from __future__ import annotations

import json
import os
import re
import shutil
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from html5lib import parse
from jinja2 import BytecodeCache
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.testing.util import SphinxTestApp

from sphinx_evidence.permalinks.csl import keep_case
from sphinx_evidence.permalinks.styles import (
    ENCODE,
    Style,
    fix_punctuation,
    form_of,
    render,
    title_case,
    values_of,
)
from sphinx_evidence.search.index import FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jinja2.bccache import Bucket

CONF = """
extensions = ["myst_parser", "sphinxcontrib.bibtex", "sphinx_evidence"]
bibtex_bibfiles = ["references.bib"]
bibtex_cite_id = "ref-{key}"
bibtex_tooltips = False
html_theme = "basic"
suppress_warnings = ["myst.xref_ambiguous"]
show_warning_types = True  # as it is from Sphinx 8
myst_enable_extensions = ["attrs_inline", "colon_fence"]
nitpicky = True
html_copy_source = False
html_use_index = False
evidence_house_rules = [
    "markup",
    "front-matter",
    "labels",
    "chapters",
    "wording",
    "sources",
    "policies",
    "scripts",
]
evidence_licence_name = "CC BY 4.0"
evidence_licence_url = "https://creativecommons.org/licenses/by/4.0/"
"""
SOURCES = """---
description: All sources.
---

(sources)=
# Sources

```{source-register}
```
"""
ENTRY = """@misc{hrw2008denied,
  author = {{Human Rights Watch}},
  title = {{Denied Status}},
  year = {2008},
  month = apr,
  url = {https://www.hrw.org/report/2008},
  urldate = {2026-11-24},
  langid = {english},
  tier = {ngo},
  publisher = {hrw},
  basis = {testimony}
}
"""
WORKS = (
    ENTRY
    + """@report{hrw2012more,
  author = {{Human Rights Watch}},
  title = {{More}},
  year = {2012},
  langid = {english},
  tier = {ngo},
  publisher = {hrw},
  basis = {testimony}
}

@article{kim2010story,
  author = {Kim, Ann},
  title = {{A Story}},
  journal = {Daily},
  year = {2010},
  langid = {english},
  tier = {news},
  publisher = {daily},
  basis = {none}
}

@report{lost2001report,
  author = {{Lost Board}},
  title = {{A Report}},
  year = {2001},
  langid = {english},
  tier = {government},
  publisher = {board},
  basis = {survey}
}
"""
)
"""Four works: one read in the original, one in part, one in a translation, one in an account."""

MEMORY = Path("/dev/shm")
ROOM = 6 * 1024**3
"""The bytes that all temporary files of the whole suite take at most."""

WHOLLY_SLOW = "\npytestmark = pytest.mark.slow\n"
"""The line of a test file whose tests all build a whole book or need a browser."""

LIBRARY = {
    "conf.py": CONF + 'evidence_data = "data"\n',
    "references.bib": WORKS,
    "data/copies.csv": """\
id,work,kind,language,url,unlinked,safety,read,date
hrw2008denied-1,hrw2008denied,original,en,https://www.hrw.org/report/2008,,,whole,2026-11-24
hrw2012more-1,hrw2012more,original,en,https://www.hrw.org/report/2012,,,opening; pp. 1–9,2026-11-24
kim2010story-1,kim2010story,translation,en,,the host asks for a password,,whole,2026-11-24
kim2010story-2,kim2010story,excerpt,en,,it names a private person,person,p. 4,2026-11-24
""",
    "data/accounts.csv": "work,by\nlost2001report,kim2010story\n",
    "data/notes.csv": """\
id,work,place,says,caveat,observer,basis,copy,date,witnesses,answer
denied-1,hrw2008denied,para. 20,Some have papers.,Told by a few.,,,,2026-11-24,,sentence
denied-2,hrw2008denied,para. 3,Many have no papers.,,,,,2026-11-24,,
denied-3,hrw2008denied,,It is on status.,,,,,2026-11-24,,
story-1,kim2010story,,A report lists losses.,,board,survey,kim2010story-1,2026-11-24,,
story-2,kim2010story,p. 4,The reporter saw a wall.,,,testimony,kim2010story-2,2026-11-24,residents,
""",
    "data/moved-sources.csv": "key,work,page,title\n",
}
"""The files of a small book with a library: ``hrw2012more`` has no note."""


@dataclass
class Built:
    """A built book: its application, its folder and its warnings."""

    app: SphinxTestApp
    root: Path

    @property
    def warnings(self) -> list[str]:
        """The warnings, one per line, without colours and with paths relative to the book."""
        text = re.sub(r"\x1b\[[\d;]*m", "", self.app.warning.getvalue())
        return [line.replace(f"{self.root}/", "") for line in text.splitlines() if line.strip()]

    def html(self, page: str) -> str:
        """Return the HTML of a page."""
        return Path(self.app.outdir, f"{page}.html").read_text("utf-8")

    def written(self) -> dict[str, int]:
        """Return when each page with a source was written, in nanoseconds."""
        files = {name: Path(self.app.outdir, f"{name}.html") for name in self.app.env.found_docs}
        return {name: file.stat().st_mtime_ns for name, file in files.items()}


def page(label: str, body: str, title: str = "A page") -> str:
    """Return a page without warnings, with *body* under its title."""
    return f"---\ndescription: About {label}.\n---\n\n({label})=\n# {title}\n\n{body}\n"


def from_script(script: str) -> Any:
    """Return the data that a script of the index of search sets."""
    return json.loads(script[script.index("]=") + 2 : -2])


def search_parts(site: Path) -> dict[str, Any]:
    """Return the parts of the search index of a site by name."""
    scripts = sorted(Path(site, FOLDER).glob("*.js"))
    return {path.stem: from_script(path.read_text("utf-8")) for path in scripts}


def filters(html: str) -> list[dict[str, dict[str, str]]]:
    """Return the options of each filter of a page, by the label of the filter."""
    tree = parse(html, namespaceHTMLElements=False)
    options = {
        node.get("id"): {option.get("value"): option.text for option in node}
        for node in tree.iter("select")
    }
    return [
        {label.text: options[label.get("for")] for label in box.iter("label")}
        for box in tree.iter("div")
        if "facets" in (box.get("class") or "").split()
    ]


def pytest_configure() -> None:
    """Keep temporary files in memory where Linux has room for it, as half of the time is writing.

    A folder of one's own can be named in the environment, or by ``--basetemp``.
    """
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Import no file whose tests are all slow where none is wanted: it costs as much as to run."""
    if config.option.markexpr == "not slow" and collection_path.suffix == ".py":
        return WHOLLY_SLOW in collection_path.read_text("utf-8") or None
    return None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the cases marked ``every``, unless ``-m`` asks for them."""
    if "every" not in config.option.markexpr:
        every = [item for item in items if item.get_closest_marker("every")]
        config.hook.pytest_deselected(items=every)
        items[:] = [item for item in items if not item.get_closest_marker("every")]


class Compiled(BytecodeCache):
    """The templates of all builds, as compiled: each application has an environment of its own."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])  # unless the text has changed

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


class Builds:
    """Builds of one book in a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.opened: list[SphinxTestApp] = []

    def __call__(
        self,
        files: dict[str, str | None] | None = None,
        *,
        builder: str = "dummy",
        parallel: int = 1,
        fresh: bool = False,
        **settings: Any,
    ) -> Built:
        """Write *files* and build the book, also for a second time."""
        defaults = {"conf.py": CONF, "references.bib": ENTRY, "sources.md": SOURCES}
        pages = {"index.md": page("index", "```{toctree}\n:glob:\n\n*\n```")}
        if not self.opened:
            for name, text in {**pages, **defaults}.items():
                (self.root / name).write_text(text, "utf-8")
        for name, content in (files or {}).items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                path.unlink()
            else:
                path.write_text(content, "utf-8")
        app = SphinxTestApp(
            builder,
            srcdir=self.root,
            builddir=self.root / "_build",
            confoverrides=settings,
            parallel=parallel,
            freshenv=fresh,
        )
        self.opened.append(app)
        if isinstance(app.builder, StandaloneHTMLBuilder):
            app.builder.templates.environment.bytecode_cache = COMPILED
        app.build()
        return Built(app, self.root)

    def close(self) -> None:
        for app in self.opened:
            app.cleanup()


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Builds]:
    """Return a function that writes files and builds the book, also for a second time."""
    builds = Builds(tmp_path)
    yield builds
    builds.close()


@pytest.fixture(scope="session")
def shared_book(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Built]:
    """Return a function that builds equal files once, for tests that only read what was built."""
    found: dict[str, Built] = {}

    def build(files: dict[str, str | None], **settings: Any) -> Built:
        key = repr((sorted(files.items()), sorted(settings.items())))
        if key not in found:
            builds = Builds(tmp_path_factory.mktemp("shared"))
            found[key] = builds(files, **settings)
            builds.close()  # another build may follow, and what is registered is global
        return found[key]

    return build


def by_itself(item: dict[str, Any], style: Style) -> Iterator[str]:
    """Yield the citations that a style makes of an item without slots, in either case."""
    values = values_of(item, style)
    for cases in product((str, title_case), repeat=2):
        titles = {
            field: keep_case(case(values[field]).translate(ENCODE))
            for field, case in zip(("title", "container-title"), cases, strict=True)
            if field in values
        }
        whole = form_of(item, {}) | titles
        yield fix_punctuation(render(json.dumps(whole), style), style)
