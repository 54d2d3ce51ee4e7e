"""Write synthetic books: any number of chapters of made-up words, the same text for every stack.

The text is MyST; :func:`to_mkdocs` converts a page for MkDocs. No fact and no person in it is real.
The same arguments always give the same bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from random import Random
from runpy import run_path

ROOT = Path(__file__).parents[2]


class Stack(StrEnum):
    """The tools that a synthetic book is built with."""

    CITING = "citing"
    MKDOCS = "mkdocs"
    OURS = "ours"


PARTS = 6
SECTIONS = 8
PARAGRAPHS = 4  # in a section
SENTENCES = 6  # in a paragraph
CITATIONS = 28  # in a chapter
SHARED = 4  # of them to sources of other chapters
SENTENCE_WORDS = (11, 25)
PINPOINTS = ("", "", "", "{{para. {}}}", "{{p. {}}}", "{{art. {}}}", "{{paras {}–{}}}")

# The tiers of the sources of a chapter, and the pages of the register for each tier.
SOURCE_TIERS = ("news", "news", "news", "ngo", "ngo", "intergovernmental", "government", "research")
REGISTER = {
    "intergovernmental": ("a-z",),
    "government": ("a-z",),
    "research": ("a-z",),
    "ngo": ("a-m", "n-z"),
    "news": ("a-h", "i-q", "r-z"),
}
BODIES = {
    "intergovernmental": ("Panel", "report", "institution", "inquiry"),
    "government": ("Bureau", "report", "institution", "document"),
    "research": ("Journal", "article", "journal", "survey"),
    "ngo": ("Relief", "report", "institution", "testimony"),
    "news": ("Herald", "article", "journal", "unnamed"),
}
"""By tier: second word of the organisation's name, type of entry, its field, basis."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
PARTICLES = (
    *("the", "of", "and", "to", "in", "a", "that", "for", "with", "on", "as", "by", "from"),
    *("at", "or", "which", "was", "were", "is", "are", "had", "not", "when", "after", "under"),
)
BEGINNINGS = (*[""] * 6, "re", "un", "over", "under", "out", "fore", "inter", "mis")
ROOTS = (
    *("acorn", "alder", "amber", "anchor", "apple", "arbour", "arrow", "ash", "aspen", "attic"),
    *("badge", "bamboo", "barley", "barrel", "basin", "basket", "beacon", "bell", "birch"),
    *("blanket", "bloom", "bottle", "bough", "bramble", "branch", "brick", "bridle", "brook"),
    *("bucket", "button", "cabin", "candle", "canvas", "carpet", "cedar", "chalk", "chimney"),
    *("cinder", "clover", "cobble", "copper", "coral", "cotton", "cradle", "crane", "crest"),
    *("cricket", "crystal", "curtain", "cushion", "dapple", "dawn", "dell", "dew", "dome"),
    *("drum", "dune", "dusk", "eagle", "easel", "echo", "elder", "elm", "ember", "fabric"),
    *("falcon", "feather", "fennel", "fern", "fiddle", "field", "flax", "flint", "flute"),
    *("fog", "fountain", "frost", "furrow", "gable", "garnet", "ginger", "glade", "glass"),
    *("granite", "gravel", "grove", "gull", "hamper", "harbour", "harp", "hazel", "heath"),
    *("hedge", "heron", "hinge", "hollow", "honey", "hull", "inlet", "iris", "island", "ivory"),
    *("ivy", "jasper", "jetty", "jewel", "jug", "juniper", "kelp", "kernel", "kettle", "kiln"),
    *("kite", "ladder", "lagoon", "lantern", "larch", "lark", "lattice", "laurel", "ledge"),
    *("linen", "lintel", "loom", "lotus", "mallet", "mantle", "maple", "marble", "marsh"),
    *("meadow", "mill", "mint", "mirror", "moor", "mortar", "moss", "mural", "nectar"),
    *("needle", "nettle", "nook", "nutmeg", "oak", "oar", "oasis", "olive", "opal", "orchard"),
    *("otter", "paddle", "pantry", "pebble", "petal", "pewter", "pillar", "plank", "plum"),
    *("pond", "poplar", "porch", "prism", "quarry", "quartz", "quill", "quilt", "rafter"),
    *("reed", "ribbon", "ridge", "ripple", "robin", "rudder", "saddle", "saffron", "sage"),
    *("satin", "shale", "shingle", "shore", "silk", "slate", "sparrow", "spindle", "spruce"),
    *("stream", "sundial", "swallow", "tapestry", "teapot", "thicket", "thimble", "thistle"),
    *("thyme", "timber", "trellis", "tulip", "turret", "umber", "valley", "velvet", "vine"),
    *("violet", "walnut", "warbler", "weave", "wharf", "wheat", "wicker", "willow", "yarrow"),
)
ENDINGS = ("", "", "", "s", "s", "ed", "ing", "er", "less")
BODY_ROOTS = ROOTS[::5]

CONF = """
project = html_title = "A synthetic book"
author = "Nobody"
language = "en_GB"

extensions = {extensions}
nitpicky = True
bibtex_bibfiles = ["references.bib"]
{settings}
"""
OF_THE_BOOK = (
    *("myst_enable_extensions", "myst_disable_syntax", "myst_ref_domains"),
    *("smartquotes", "evidence_data"),
    *("bibtex_cite_id", "bibtex_tooltips"),
    *("html_copy_source", "html_show_sourcelink", "html_show_sphinx", "html_use_index"),
    *("html_domain_indices", "html_css_files", "html_theme"),
)
"""Settings copied from the real book, in addition to its templates and static files."""

CITING_SETTINGS = """
version = "2026.1"
evidence_parts = {parts}
evidence_edition_date = "2026-01-01"
evidence_base_address = "https://book.example/"
"""
MKDOCS_CONF = """
site_name: A synthetic book
theme:
  name: material
  font: false
plugins:
  - search
  - bibtex:
      bib_file: references.bib
      bib_by_default: false
      enable_inline_citations: false
markdown_extensions:
  - attr_list
  - footnotes
"""
PACKAGE = """{
  "name": "numbers",
  "resources": [{
    "name": "numbers", "path": "numbers.csv", "title": "Numbers", "description": "Made up.",
    "schema": {"primaryKey": ["id"], "fields": [
      {"name": "id", "title": "Row", "type": "string"},
      {"name": "year", "title": "Year", "type": "year"},
      {"name": "low", "title": "Low", "type": "integer"},
      {"name": "high", "title": "High", "type": "integer"},
      {"name": "sources", "title": "Source", "type": "list"}
    ]}
  }]
}"""
CHART = """{
  "data": {"url": "../numbers.csv"},
  "height": 200,
  "transform": [{"filter": "datum.year >= 1996"}],
  "mark": "bar",
  "encoding": {
    "x": {"field": "year", "type": "ordinal"},
    "y": {"field": "low", "type": "quantitative"},
    "y2": {"field": "high"}
  }
}"""

# The content of each chapter with all exports, like the average chapter of the real book.
CLAIMS = 7
VALUES = 8
TABLE_ROWS = 10
TABLE_EVERY = 2  # chapters
CHART_EVERY = 3  # chapters
ROWS = 60  # of the one dataset

LABEL = re.compile(r"^\(([\w-]+)\)=\n(#+ .*)$", re.MULTILINE)
LINK = re.compile(r"\]\(#([\w-]+)\)")
CITATION = re.compile(r"\{cite:p\}`([^`]+)`")
TOCTREE = re.compile(r"```\{toctree\}\n.*?```", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Source:
    """A made-up entry of the bibliography.

    :param key: its key
    :param entry: its BibTeX source
    """

    key: str
    entry: str


def write_book(folder: Path, chapters: int, *, stack: Stack) -> None:
    """Write a book into *folder*: its settings, ``references.bib``, ``data/`` and ``docs/``.

    The chapters are the same for every *stack*, except for the list of sources at their end, and
    the claims, numbers, tables and charts of ``CITING``. The styles of BibTeX, which MkDocs uses,
    know reports of bodies as ``@techreport`` only.
    """
    sources = [_sources(number) for number in range(chapters)]
    entries = sorted((source for own in sources for source in own), key=lambda one: one.key)
    conf = {"mkdocs.yml": MKDOCS_CONF} if stack is Stack.MKDOCS else {"conf.py": _conf(stack)}
    bibliography = "\n".join(source.entry for source in entries)
    if stack is Stack.MKDOCS:
        bibliography = bibliography.replace("@report{", "@techreport{")
    files = conf | {
        "references.bib": bibliography,
        "data/publishers.csv": _publishers(),
    }
    parts: list[list[str]] = [[] for _ in range(min(PARTS, chapters))]
    for number in range(chapters):
        part = number * len(parts) // chapters
        name = _chapter_name(number)
        parts[part].append(name)
        text = _chapter(number, sources)
        if stack is Stack.CITING:
            text = _with_features(number, text, sources)
            if number % CHART_EVERY == 0:
                files[f"data/charts/{name}-chart.vl.json"] = CHART
        sources_list = r"\bibliography" if stack is Stack.MKDOCS else "```{chapter-sources}\n```"
        text += f"\n\n({name}-sources)=\n## Sources\n\n{sources_list}"
        files[f"docs/part-{part + 1}/{name}.md"] = _page(name, text)
    for part, names in enumerate(parts, 1):
        files[f"docs/part-{part}/index.md"] = _page(f"part-{part}", _toctree(names))
    pages = [f"part-{part}/index" for part in range(1, len(parts) + 1)]
    files["docs/index.md"] = _page("index", _toctree([*pages, "reference/sources"]))
    if stack is Stack.CITING:
        files["data/numbers.csv"] = _dataset(sources)
        files["data/datapackage.json"] = PACKAGE
    for name, text in _reference(stack).items():
        files[f"docs/reference/{name}.md"] = _page(name, text)
    if stack is Stack.MKDOCS:
        homes = {
            label: path.removeprefix("docs/")
            for path, text in files.items()
            if path.endswith(".md")
            for label, _ in LABEL.findall(text)
        }
        files = {
            path: to_mkdocs(text, homes) if path.endswith(".md") else text
            for path, text in files.items()
        }
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"{text.strip()}\n", "utf-8")


def to_mkdocs(text: str, homes: dict[str, str]) -> str:
    """Return a page for MkDocs, with labels, links and citations in its syntax.

    Pinpoints follow their citations as text, since mkdocs-bibtex needs pandoc for them. Lists of
    pages are left out, as MkDocs derives its navigation from the folders. All pages except the
    first are in a folder below the root, which relative links depend on.

    :param homes: the path of the page of each label, from the root folder
    """

    def link(match: re.Match[str]) -> str:
        return f"](../{homes[match[1]]}#{match[1]})"

    def citation(match: re.Match[str]) -> str:
        key, _, place = match[1].partition("{")
        return f"[@{key}] ({place.removesuffix('}')})" if place else f"[@{key}]"

    text = TOCTREE.sub("", LABEL.sub(r"\2 { #\1 }", text))
    return CITATION.sub(citation, LINK.sub(link, text))


def _conf(stack: Stack) -> str:
    extensions = ["myst_parser", "sphinxcontrib.bibtex", "sphinx_evidence"]
    settings = _settings_of_the_book()
    if stack is Stack.CITING:
        settings += CITING_SETTINGS.format(parts=[f"part-{one}" for one in range(1, PARTS + 1)])
    return CONF.format(extensions=extensions, settings=settings)


@cache
def _settings_of_the_book() -> str:
    book = run_path(str(ROOT / "conf.py"))
    settings = [f"{name} = {book[name]!r}" for name in OF_THE_BOOK]
    for name in ("templates_path", "html_static_path"):
        settings.append(f"{name} = {[str(ROOT / folder) for folder in book[name]]!r}")
    return "\n".join(["", *settings, ""])


def _page(name: str, text: str) -> str:
    title = name.replace("-", " ").capitalize()
    return f"---\ndescription: Made-up words, page {name}.\n---\n\n({name})=\n# {title}\n\n{text}"


def _toctree(names: list[str]) -> str:
    return "\n".join(["Made-up words only.", "", "```{toctree}", *names, "```"])


def _reference(stack: Stack) -> dict[str, str]:
    """Return the reference pages: one with all sources for MkDocs, else the register."""
    if stack is Stack.MKDOCS:
        return {"sources": r"\full_bibliography"}
    pages = {
        f"sources-{tier}-{initials}": (
            f"```{{source-register}}\n:tier: {tier}\n:initials: {initials}\n```"
        )
        for tier, ranges in REGISTER.items()
        for initials in ranges
    }
    if stack is Stack.CITING:
        pages |= {
            "claims": "```{claim-filters}\n```\n\n```{claim-list}\n```",
            "numbers": "```{dataset} numbers\n```",
        }
    return {"sources": _toctree(list(pages)), **pages}


def _chapter_name(number: int) -> str:
    return f"chapter-{number + 1:04}"


def _section_name(number: int, section: int) -> str:
    return f"{_chapter_name(number)}-section-{section + 1}"


def _word(random: Random) -> str:
    if random.random() < 0.4:
        return random.choice(PARTICLES)
    return random.choice(BEGINNINGS) + random.choice(ROOTS) + random.choice(ENDINGS)


def _words(random: Random, count: int) -> str:
    return " ".join(_word(random) for _ in range(count)).capitalize()


def _citation(random: Random, key: str) -> str:
    first = random.randint(1, 90)
    pinpoint = random.choice(PINPOINTS).format(first, first + random.randint(1, 9))
    return f"{{cite:p}}`{key}{pinpoint}`"


def _chapter(number: int, sources: list[tuple[Source, ...]]) -> str:
    """Return the sections of a chapter; each links to another chapter, the first to the next."""
    random = Random(f"chapter {number}")
    own = [source.key for source in sources[number]]
    keys = [own[place % len(own)] for place in range(CITATIONS - SHARED)]
    keys += [random.choice(random.choice(sources)).key for _ in range(SHARED)]
    random.shuffle(keys)
    places = random.sample(range(SECTIONS * PARAGRAPHS * SENTENCES), CITATIONS)
    cited = dict(zip(places, keys, strict=True))
    lines: list[str] = []
    place = 0
    for section in range(SECTIONS):
        lines += ["", f"({_section_name(number, section)})=", f"## {_words(random, 4)}"]
        step = random.randint(1, max(1, len(sources) - 1)) if section else 1
        other = (number + step) % len(sources)
        for paragraph in range(PARAGRAPHS):
            lines.append("")
            for sentence in range(SENTENCES):
                line = _words(random, random.randint(*SENTENCE_WORDS))
                if paragraph == sentence == 1:
                    target = _section_name(other, random.randrange(SECTIONS))
                    line += f", as in [{_word(random)} {_word(random)}](#{target})"
                if place in cited:
                    line += f" {_citation(random, cited[place])}"
                lines.append(f"{line}.")
                place += 1
    return "\n".join(lines).strip()


def _with_features(number: int, text: str, sources: list[tuple[Source, ...]]) -> str:
    """Return a chapter with claims and a list of them, numbers, a table and a chart."""
    random = Random(f"features {number}")
    name = _chapter_name(number)
    head = f"({name}-in-brief)=\n## In brief\n\n```{{claim-list}}\n:here:\n```\n"
    claims = [_claim(random, f"{name}-claim-{one}", sources[number]) for one in range(CLAIMS)]
    rows = [f"n{random.randrange(ROWS):02}" for _ in range(VALUES)]
    values = " ".join(f"{_word(random)} {{value}}`numbers:{row}:low`" for row in rows)
    table = ""
    if number % TABLE_EVERY == 0:
        shown = " | ".join(f"n{row:02}" for row in random.sample(range(ROWS), TABLE_ROWS))
        table = (
            "```{data-table} numbers\n:columns: year, low, high, sources\n"
            f":where: id = {shown}\n```"
        )
    chart = ""
    if number % CHART_EVERY == 0:
        chart = (
            f"```{{chart}} {name}-chart\n:alt: {_words(random, 20)}\n\n{_words(random, 20)}\n```"
        )
    extra = f"({name}-numbers)=\n## Numbers\n\n{values.capitalize()}.\n\n{table}\n\n{chart}"
    unknown = f"({name}-not-known)=\n## Not known\n\n{_words(random, 40)}."
    return "\n\n".join([head, text, *claims, extra, unknown])


def _claim(random: Random, name: str, sources: tuple[Source, ...]) -> str:
    keys = [source.key for source in random.sample(sources, 2)]
    return (
        f":::{{claim}} {name}\n:kind: practice\n:evidence: limited\n:agreement: medium\n"
        f":as-of: 2020\n:reason: {_words(random, 12)}.\n\n"
        f"{_words(random, 18)} {{cite:p}}`{','.join(keys)}`.\n:::"
    )


def _dataset(sources: list[tuple[Source, ...]]) -> str:
    """Return the one dataset, with a row for each of sixty years."""
    random = Random("dataset")
    lines = ["id,year,low,high,sources"]
    for row in range(ROWS):
        low = random.randint(100, 5000)
        key = random.choice(random.choice(sources)).key
        lines.append(f"n{row:02},{1960 + row},{low},{low + random.randint(0, 900)},{key}")
    return "\n".join(lines)


def _body(root: str, tier: str) -> tuple[str, str]:
    """Return id and name of a made-up organisation."""
    kind = BODIES[tier][0]
    return f"{root}-{kind.lower()}", f"{root.capitalize()} {kind}"


def _publishers() -> str:
    bodies = sorted(_body(root, tier) for root in BODY_ROOTS for tier in BODIES)
    return "\n".join(["id,name", *(f"{key},{name}" for key, name in bodies)])


def _sources(number: int) -> tuple[Source, ...]:
    """Return the sources of a chapter."""
    random = Random(f"sources {number}")
    return tuple(
        _source(random, f"{number + 1:04}-{place}", tier)
        for place, tier in enumerate(SOURCE_TIERS, 1)
    )


def _source(random: Random, serial: str, tier: str) -> Source:
    root, year = random.choice(BODY_ROOTS), random.randint(1999, 2025)
    publisher, name = _body(root, tier)
    _, kind, where, basis = BODIES[tier]
    author = f"{{{name}}}"
    if tier == "research":
        surnames = random.sample(ROOTS, random.randint(1, 3))
        author = " and ".join(f"{surname.capitalize()}, A." for surname in surnames)
    key = f"{root}{year}{random.choice(ROOTS)}{serial.replace('-', '')}"
    fields = {
        "author": author,
        "title": f"{{{_words(random, random.randint(5, 12))}}}",
        where: name,
        "year": str(year),
        "day": str(random.randint(1, 28)),
        "url": f"https://{publisher}.example/{year}/{serial}",
        "urldate": "2026-01-01",
        "langid": "english",
        "tier": tier,
        "publisher": publisher,
        "basis": basis,
    }
    lines = [f"  month = {random.choice(MONTHS)}"]
    lines += [f"  {field} = {{{value}}}" for field, value in fields.items()]
    body = ",\n".join(lines)
    return Source(key, f"@{kind}{{{key},\n{body}\n}}\n")
