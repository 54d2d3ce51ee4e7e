"""What writers get wrong, one mistake at a time: each gives one message, with place and cure.

The book is the small one of ``tests/whole-book``. Where two messages come, where one is that of
Sphinx, MyST or docutils, and where none comes, the table says why.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from sphinx.cmd.build import build_main

pytestmark = pytest.mark.slow
WHOLE = Path(__file__).with_name("whole-book")

FIELDS = "docs/land/fields.md"
FLOODS = "docs/water/floods.md"
ICE = "docs/water/ice.md"
ROADS = "docs/land/roads.md"
GLANCE = "docs/glance.md"
BIB = "references.bib"
LEVELS = "data/levels.csv"
PACKAGE = "data/datapackage.json"
CHART = "data/charts/river-levels.vl.json"
COPIES = "data/copies.csv"
NOTES = "data/notes.csv"
AUDITS = "data/audits.csv"

ROADS_FRONT_MATTER = (
    "description: Which roads of the Vale stay dry, and what is known of its bridges.\n"
    "reviewed: 2026-09-30\n"
)
CITED = "Bridges are high {cite:p}`smith2010sand`."
HEADING = "(bridges)=\n## Bridges\n"
EMPTY_CLAIM = ":::{claim} new-claim\n:kind: record\n:as-of: 2008\n:::\n"


class Mistake(NamedTuple):
    """One mistake.

    :param what: what somebody does
    :param file: the file
    :param old: what stands there, empty to make the file anew
    :param new: what is typed in its place
    :param says: how all messages begin, with … for words left out; none where nothing is wrong
    """

    what: str
    file: str
    old: str
    new: str
    says: tuple[str, ...] = ()


MISTAKES = (
    # citations
    Mistake(
        "a key that does not exist",
        ROADS,
        "`smith2010sand`",
        "`smith2010snd`",
        ("docs/land/roads.md:46: no source … did you mean 'smith2010sand'?",),
    ),
    Mistake(
        "a pinpoint without its brace",
        FIELDS,
        "sand{p. 2}`",
        "sand{p. 2`",
        ("docs/land/fields.md:14: … is not understood: write key, key{para. 46}",),
    ),
    Mistake(
        "a role without its second backquote",
        ROADS,
        "sand`",
        "sand",
        ("docs/land/roads.md:46: … is not read as a citation: write {cite:p}`key`",),
    ),
    Mistake(
        "a role without its first brace",
        ROADS,
        "{cite:p}`smith",
        "cite:p}`smith",
        ("docs/land/roads.md:46: … is not read as a citation: write {cite:p}`key`",),
    ),
    Mistake(
        "a space after a role",
        ROADS,
        "{cite:p}`smith",
        "{cite:p} `smith",
        ("docs/land/roads.md:46: … is not read as a citation: write {cite:p}`key`",),
    ),
    Mistake(
        "a citation as Pandoc has it",
        ROADS,
        "{cite:p}`smith2010sand`",
        "[@smith2010sand]",
        ("docs/land/roads.md:46: … is not read as a citation: write {cite:p}`key`",),
    ),
    # bibliography
    Mistake(
        "an entry without its last brace",
        BIB,
        "basis = {survey}\n}\n",
        "basis = {survey}\n",
        ("references.bib:49: gauge2008flood: the last brace of the entry is missing: add it",),
    ),
    Mistake(
        "a tier that does not exist",
        BIB,
        "tier = {ngo}",
        "tier = {newspaper}",
        ("references.bib:104: watch2009river: tier = {newspaper} … use one of treaty",),
    ),
    Mistake(
        "a body in single braces",
        BIB,
        "{{River Watch}}",
        "{River Watch}",
        ("references.bib:104: … a person called 'Watch': put … in double braces",),
    ),
    Mistake(
        "a comma missing between fields",
        BIB,
        "year = {2009},",
        "year = {2009}",
        ("references.bib:85: okafor2009losses: '}' expected; is a comma missing before it",),
    ),
    Mistake(
        "a conflict of Git in it",
        BIB,
        "@legislation",
        "<<<<<<< HEAD\n@legislation",
        ("references.bib:1: a merge conflict: keep one version",),
    ),
    # structure of a page
    Mistake(
        "an id of a claim that is taken",
        ICE,
        "early-thaw",
        "great-flood",
        ("docs/water/ice.md:58: the id of the claim … is used in water/floods too: rename one",),
    ),
    # Sphinx's own message names both places
    Mistake(
        "a label that is taken",
        ROADS,
        "(bridges)=",
        "(harvest)=",
        ("docs/land/roads.md:44: duplicate label … in docs/land/fields.md",),
    ),
    # MyST's own message names place and levels
    Mistake(
        "a heading of the fourth level below the second",
        ROADS,
        HEADING,
        HEADING.replace("##", "####"),
        ("docs/land/roads.md:44: Non-consecutive header level increase; H2 to H4 [myst",),
    ),
    Mistake(
        "a second title",
        ROADS,
        HEADING,
        HEADING.replace("##", "#"),
        ("docs/land/roads.md:44: the page already has a title: write '## Bridges'",),
    ),
    Mistake(
        "a heading without a label",
        ROADS,
        "(bridges)=\n",
        "",
        ("docs/land/roads.md:43: the heading … has no label: put (some-id)=",),
    ),
    # Sphinx's own message
    Mistake(
        "a page that no toctree names",
        "docs/reference/ways.md",
        "",
        "---\ndescription: W.\n---\n\n(ways)=\n# Ways\n",
        ("docs/reference/ways.md: document isn't included in any toctree [toc",),
    ),
    # links
    # MyST's own message for links names place and target
    Mistake(
        "a link to a section that does not exist",
        FIELDS,
        "[](#thaw)",
        "[](#thaww)",
        ("docs/land/fields.md:34: 'myst' cross-reference target not found: 'thaww' [myst",),
    ),
    Mistake(
        "a link to a section with a text of its own",
        ROADS,
        "[](#harvest)",
        "[the harvest](#harvst)",
        ("docs/land/roads.md:9: 'myst' cross-reference target not found: 'harvst' [myst",),
    ),
    Mistake(
        "a link to a file that does not exist",
        ROADS,
        "[](#harvest)",
        "[fields](field.md)",
        ("docs/land/roads.md:9: 'myst' cross-reference target not found: 'field.md' [myst",),
    ),
    Mistake(
        "a link to the page as it is published",
        ROADS,
        "[](#harvest)",
        "[fields](fields.html)",
        ("docs/land/roads.md:9: 'myst' cross-reference target not found: 'fields.html' [myst",),
    ),
    # front matter
    Mistake(
        "a colon in a description",
        ROADS,
        "Which roads",
        "Roads: which of them",
        ("docs/land/roads.md:2: … : put a value with a colon in quotation marks",),
    ),
    Mistake(
        "front matter that is not closed",
        ROADS,
        "reviewed: 2026-09-30\n---\n",
        "reviewed: 2026-09-30\n",
        ("docs/land/roads.md:1: the front matter is not closed: write --- on a line of its own",),
    ),
    Mistake(
        "front matter with nothing in it",
        ROADS,
        ROADS_FRONT_MATTER,
        "",
        ("docs/land/roads.md:1: the front matter is empty: add 'description: …'",),
    ),
    Mistake(
        "a date in words",
        FLOODS,
        "reviewed: 2026-11-01",
        "reviewed: 1 November 2026",
        ("docs/water/floods.md:3: reviewed: 1 November 2026 is not a day such as 2026-11-24",),
    ),
    # fences
    Mistake(
        "a list of claims that is not closed",
        GLANCE,
        ":tag: glance\n```",
        ":tag: glance",
        ("docs/glance.md:8: the fence '```{claim-list}' is not closed: write ```",),
    ),
    Mistake(
        "a claim that is not closed",
        FLOODS,
        "watch2009river`.\n:::",
        "watch2009river`.",
        ("docs/water/floods.md:29: the claim … is not closed: write :::",),
    ),
    Mistake(
        "a last claim that is not closed",
        ICE,
        "{cite:p}`watch2009river`.\n:::",
        "{cite:p}`watch2009river`.",
        ("docs/water/ice.md:58: the claim ':::{claim} early-thaw' is not closed: write :::",),
    ),
    Mistake(
        "a claim without a statement",
        ROADS,
        CITED,
        f"{CITED}\n\n{EMPTY_CLAIM}",
        ("docs/land/roads.md:48: the claim … has no statement: write it",),
    ),
    Mistake(
        "an option of a claim on two lines",
        FIELDS,
        ":disputed-by: {cite",
        ":disputed-by:\n  {cite",
        ("docs/land/fields.md:60: the claim … write each option on one line",),
    ),
    Mistake(
        "an option broken after its words",
        FIELDS,
        ":disputed-by: {cite:p}`watch2009river`",
        ":disputed-by: by some\n{cite:p}`watch2009river`",
        ("docs/land/fields.md:60: the claim … write each option on one line",),
    ),
    # images, roles, directives, HTML
    Mistake(
        "an image without a text",
        FLOODS,
        "![A drawing]",
        "![]",
        ("docs/water/floods.md:43: the image … say in words what it shows",),
    ),
    Mistake(
        "an image as a directive without a text",
        FLOODS,
        "![A drawing](drawing.svg)",
        "```{image} drawing.svg\n```",
        ("docs/water/floods.md:43: the image … say in words what it shows",),
    ),
    Mistake(
        "a figure without a text",
        FLOODS,
        "![A drawing](drawing.svg)",
        "```{figure} drawing.svg\nA drawing.\n```",
        ("docs/water/floods.md:43: the image … say in words what it shows",),
    ),
    Mistake(
        "an image as HTML",
        FLOODS,
        "![A drawing](drawing.svg)",
        '<img src="drawing.svg">',
        ("docs/water/floods.md:43: HTML is not read here: write it in Markdown",),
    ),
    Mistake(
        "a role of a domain that does not exist",
        FIELDS,
        "{chart:ref}",
        "{chrt:ref}",
        ("docs/land/fields.md:34: there is no role {chrt:ref}: write {chart:ref}",),
    ),
    # docutils's own message
    Mistake(
        "a role that does not exist",
        ROADS,
        "{cite:p}`smith",
        "{trm}`ice`, {cite:p}`smith",
        ('docs/land/roads.md:46: … Unknown interpreted text role "trm"',),
    ),
    # MyST's own message; a link to the claim has lost its target
    Mistake(
        "a directive that does not exist",
        FLOODS,
        "{claim} record-level",
        "{clam} record-level",
        (
            "docs/water/floods.md:52: Unknown directive type: 'clam'",
            "docs/water/ice.md:9: claim:ref reference target not found: record-level",
        ),
    ),
    Mistake(
        "a script",
        ROADS,
        CITED,
        f"{CITED}\n\n<script>alert(1)</script>",
        ("docs/land/roads.md:48: HTML is not read here: write it in Markdown",),
    ),
    # grades
    Mistake(
        "a grade of a record",
        FLOODS,
        ":kind: record",
        ":kind: record\n:evidence: medium\n:agreement: high",
        ("docs/water/floods.md:52: the claim … which has no grade: remove it",),
    ),
    # data
    Mistake(
        "a tab in a cell",
        LEVELS,
        "2010,4,gauge",
        "2010,4,\tgauge",
        ("data/levels.csv:10: way = '\\tgauge' is unknown: use one of gauge, mark",),
    ),
    Mistake(
        "a cell too few",
        LEVELS,
        "2010,4,gauge,",
        "2010,4,",
        ("data/levels.csv:10: 3 cells instead of 4: look for a comma",),
    ),
    Mistake(
        "a column that is left out",
        LEVELS,
        "year,metres,way,sources",
        "year,metres,sources",
        ("data/levels.csv:1: the first line must be ' … ': 'way' is missing",),
    ),
    Mistake(
        "tabs for commas",
        LEVELS,
        "year,metres,way,sources",
        "year\tmetres\tway\tsources",
        ("data/levels.csv:1: … separated by tabs, so save the file with commas",),
    ),
    Mistake(
        "semicolons for commas",
        LEVELS,
        "year,metres,way,sources",
        "year;metres;way;sources",
        ("data/levels.csv:1: … separated by semicolons, so save the file with commas",),
    ),
    Mistake(
        "a byte order mark",
        LEVELS,
        "year,metres,way,sources",
        "\ufeffyear,metres,way,sources",
        ("data/levels.csv:1: the file begins … save it as UTF-8 without one",),
    ),
    Mistake(
        "a year in words",
        LEVELS,
        "2010,4",
        "in 2010,4",
        ("data/levels.csv:10: year = 'in 2010' is not a year of four digits",),
    ),
    Mistake(
        "a row with an unknown source",
        LEVELS,
        "2010,4,gauge,smith2010sand",
        "2010,4,gauge,smith2010snd",
        ("data/levels.csv:10: no source has the key … correct it or add",),
    ),
    # its chart is reported once the package can be read
    Mistake(
        "a table with another name",
        PACKAGE,
        '"path": "levels.csv"',
        '"path": "level.csv"',
        ("data/level.csv:1: the table cannot be read: No such file",),
    ),
    Mistake(
        "a dataset without a title",
        PACKAGE,
        '   "title": "Levels",\n',
        "",
        ("data/datapackage.json:4: the resource 'levels' lacks 'title': add it",),
    ),
    Mistake(
        "a type that does not exist",
        PACKAGE,
        '"type": "year"',
        '"type": "yeer"',
        ('data/datapackage.json:17: … has the type "yeer": use one of string',),
    ),
    Mistake(
        "a comma missing in the package",
        PACKAGE,
        '"name": "river",',
        '"name": "river"',
        ("data/datapackage.json:3: the data package is not JSON: Expecting ',' delimiter",),
    ),
    # copies, notes and audits
    Mistake(
        "a note on a work that does not exist",
        NOTES,
        "river-05,watch2009river",
        "river-05,watch2009rivr",
        ("data/notes.csv:6: no work has … 'watch2009rivr': did you mean 'watch2009river'?",),
    ),
    Mistake(
        "a copy of which nothing was read",
        COPIES,
        "night,,,whole",
        "night,,,",
        ("data/copies.csv:3: courier2008night-1: 'read' is empty: write whole, opening",),
    ),
    Mistake(
        "an address of a copy that is unsafe to link",
        COPIES,
        "night,,,whole",
        "night,,person,whole",
        ("data/copies.csv:3: courier2008night-1: … unsafe to link has an address: delete it",),
    ),
    Mistake(
        "an observer that is not among the publishers",
        NOTES,
        ",gauge,document",
        ",bureau,document",
        ("data/notes.csv:18: river-17: the observer 'bureau' … add it",),
    ),
    Mistake(
        "a note without its last column",
        NOTES,
        ",,,,,2026-11-24,\nriver-02",
        ",,,,,2026-11-24\nriver-02",
        ("data/notes.csv:2: 9 cells instead of 10",),
    ),
    # the note and the citation both name it
    Mistake(
        "a place that no copy holds",
        COPIES,
        "2006,,,whole",
        "2006,,,opening; pp. 1–12",
        (
            "data/notes.csv:24: river-23: no copy of 'weirs2006register' holds … add it",
            "docs/water/floods.md:60: no copy of 'weirs2006register' holds … read it",
        ),
    ),
    Mistake(
        "a verdict that does not exist",
        AUDITS,
        ",holds,",
        ",true,",
        ("data/audits.csv:2: the verdict 'true' is unknown: use one of holds",),
    ),
    Mistake(
        "a sentence that was changed after it held",
        FIELDS,
        "Slow water leaves silt",
        "Slow water leaves mud",
        ("data/audits.csv:2: … held on 2026-11-26, but land/fields has no such sentence now",),
    ),
    # charts
    Mistake(
        "a column of a chart that does not exist",
        CHART,
        '"field": "year"',
        '"field": "yearr"',
        ("docs/glance.md:20: the chart … the column 'yearr' … did you mean 'year'?",),
    ),
    Mistake(
        "a property of a chart that does not exist",
        CHART,
        '"field": "year"',
        '"axes": {}, "field": "year"',
        ("docs/glance.md:20: the chart … the property 'axes' … did you mean 'axis'?",),
    ),
    Mistake(
        "a colour of a chart",
        CHART,
        '"mark": "bar"',
        '"mark": {"type": "bar", "color": "red"}',
        ("docs/glance.md:20: the chart … the colour 'red' … use var(--chart-1)",),
    ),
    # what is published and lasts
    # nothing: an id stays, whatever the heading says
    Mistake("a heading in other words", ROADS, "## Bridges", "## Bridges and fords"),
    # nothing: only a reader can know what a sentence needs
    Mistake(
        "a fact about a person that no source says",
        ROADS,
        CITED,
        f"{CITED}\n\nA ferryman of forty lives by the upper bridge.",
    ),
    Mistake(
        "a published claim under another id",
        FLOODS,
        "{claim} great-flood",
        "{claim} high-flood",
        ("permalinks.csv:2: the id 'great-flood' … give it back, or change this row",),
    ),
)


def messages(root: Path, builder: str) -> list[str]:
    """Build the book and return what it warns of, without the word WARNING."""
    log = root / "warnings.txt"
    places = ["-c", str(root), str(root / "docs"), str(root / "_build")]
    build_main(["-q", "-n", "-b", builder, "-w", str(log), *places])
    text = re.sub(r"\x1b\[[\d;]*m", "", log.read_text("utf-8")).replace(f"{root}/", "")
    return [line.replace("WARNING: ", "", 1) for line in text.splitlines() if line.strip()]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folder of the book, which was built there without a message, and a copy of all."""
    top = tmp_path_factory.mktemp("mistakes")
    shutil.copytree(WHOLE, top / "book")
    assert messages(top / "book", "dummy") == []
    shutil.copytree(top / "book", top / "copy")
    return top / "book", top / "copy"


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.what)
def test_a_mistake_gives_one_message_with_advice(
    built: tuple[Path, Path], mistake: Mistake
) -> None:
    """As in a preview, only what the mistake changes is read again."""
    root, copy = built
    shutil.rmtree(root)
    shutil.copytree(copy, root)
    path = root / mistake.file
    text = path.read_text("utf-8") if mistake.old else ""
    assert mistake.old in text
    path.write_text(text.replace(mistake.old, mistake.new, 1) or mistake.new, "utf-8")
    # charts are drawn for HTML only
    found = messages(root, "html" if mistake.file in (CHART, PACKAGE) else "dummy")
    assert len(found) == len(mistake.says), found
    for message, said in zip(found, mistake.says, strict=True):
        assert re.match(".*".join(map(re.escape, said.split(" … "))), message), message
