"""What writers get wrong, one slip at a time: each gives one message, with place and cure.

The book is the small one of ``tests/whole-book``. Where two messages come, and where none comes,
the table says why. Sphinx, MyST and docutils only say what is wrong; ``chapters/advice.py`` adds
what to do. What a slip in a page looks like in the source is also in ``tests/checks``.
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


class Slip(NamedTuple):
    """One slip.

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


SLIPS = (
    # citations
    Slip(
        "a key that does not exist",
        ROADS,
        "`smith2010sand`",
        "`smith2010snd`",
        ("docs/land/roads.md:47: no source … did you mean 'smith2010sand'?",),
    ),
    Slip(
        "a pinpoint without its brace",
        FIELDS,
        "sand{p. 2}`",
        "sand{p. 2`",
        ("docs/land/fields.md:14: … is not understood: write key, key{para. 46}",),
    ),
    Slip(
        "a role without its second backquote",
        ROADS,
        "sand`",
        "sand",
        ("docs/land/roads.md:47: … is not read as a citation: write {cite:p}`key`",),
    ),
    Slip(
        "a role without its first brace",
        ROADS,
        "{cite:p}`smith",
        "cite:p}`smith",
        ("docs/land/roads.md:47: … is not read as a citation: write {cite:p}`key`",),
    ),
    Slip(
        "a space after a role",
        ROADS,
        "{cite:p}`smith",
        "{cite:p} `smith",
        ("docs/land/roads.md:47: … is not read as a citation: write {cite:p}`key`",),
    ),
    Slip(
        "a citation as Pandoc has it",
        ROADS,
        "{cite:p}`smith2010sand`",
        "[@smith2010sand]",
        ("docs/land/roads.md:47: … is not read as a citation: write {cite:p}`key`",),
    ),
    # bibliography
    Slip(
        "an entry without its last brace",
        BIB,
        "basis = {survey}\n}\n",
        "basis = {survey}\n",
        ("references.bib:48: gauge2008flood: the last brace of the entry is missing: add it",),
    ),
    Slip(
        "a tier that does not exist",
        BIB,
        "tier = {walkers}",
        "tier = {newspaper}",
        ("references.bib:103: watch2009river: tier = {newspaper} … use one of act",),
    ),
    Slip(
        "a body in single braces",
        BIB,
        "{{River Watch}}",
        "{River Watch}",
        ("references.bib:103: … a person called 'Watch': put … in double braces",),
    ),
    Slip(
        "a comma missing between fields",
        BIB,
        "year = {2009},",
        "year = {2009}",
        ("references.bib:84: okafor2009losses: '}' expected; is a comma missing before it",),
    ),
    Slip(
        "a conflict of Git in it",
        BIB,
        "@legislation",
        "<<<<<<< HEAD\n@legislation",
        ("references.bib:1: a merge conflict: keep one version",),
    ),
    Slip(
        "a field that does not exist",
        BIB,
        "langid = {english}",
        "langdi = {english}",
        ("references.bib:1: … the field 'langdi' is unknown: did you mean langid?",),
    ),
    Slip(
        "a type of work that does not exist",
        BIB,
        "@legislation{",
        "@legislaton{",
        ("references.bib:1: … @legislaton is unknown: did you mean @legislation?",),
    ),
    # structure of a page
    Slip(
        "an id of a claim that is taken",
        ICE,
        "early-thaw",
        "great-flood",
        ("docs/water/ice.md:59: the id of the claim … is used in water/floods too: rename one",),
    ),
    Slip(
        "a label that is taken",
        ROADS,
        "(bridges)=",
        "(harvest)=",
        ("docs/land/roads.md:45: duplicate label … in docs/land/fields.md: rename one, and keep",),
    ),
    Slip(
        "a heading of the fourth level below the second",
        ROADS,
        HEADING,
        HEADING.replace("##", "####"),
        ("docs/land/roads.md:45: Non-consecutive header level … H2 to H4: write ### before it",),
    ),
    Slip(
        "a second title",
        ROADS,
        HEADING,
        HEADING.replace("##", "#"),
        ("docs/land/roads.md:45: the page already has a title: write '## Bridges'",),
    ),
    Slip(
        "a heading without a label",
        ROADS,
        "(bridges)=\n",
        "",
        ("docs/land/roads.md:44: the heading … has no label: put (some-id)=",),
    ),
    Slip(
        "a page that no toctree names",
        "docs/reference/ways.md",
        "",
        "---\ndescription: W.\n---\n\n(ways)=\n# Ways\n",
        ("docs/reference/ways.md: document isn't included … add 'ways' to the {toctree} of",),
    ),
    # links
    Slip(
        "a link to a section that does not exist",
        FIELDS,
        "[](#thaw)",
        "[](#thaww)",
        ("docs/land/fields.md:34: … not found: 'thaww': did you mean #thaw?",),
    ),
    Slip(
        "a link to a section with a text of its own",
        ROADS,
        "[](#harvest)",
        "[the harvest](#harvst)",
        ("docs/land/roads.md:9: … not found: 'harvst': did you mean #harvest?",),
    ),
    Slip(
        "a link to a file that does not exist",
        ROADS,
        "[](#harvest)",
        "[fields](field.md)",
        ("docs/land/roads.md:9: … not found: 'field.md': did you mean fields.md?",),
    ),
    Slip(
        "a link to the page as it is published",
        ROADS,
        "[](#harvest)",
        "[fields](fields.html)",
        ("docs/land/roads.md:9: … not found: 'fields.html': did you mean fields.md?",),
    ),
    # front matter
    Slip(
        "a colon in a description",
        ROADS,
        "Which roads",
        "Roads: which of them",
        ("docs/land/roads.md:2: … : put a value with a colon in quotation marks",),
    ),
    Slip(
        "front matter that is not closed",
        ROADS,
        "reviewed: 2026-09-30\n---\n",
        "reviewed: 2026-09-30\n",
        ("docs/land/roads.md:1: the front matter is not closed: write --- on a line of its own",),
    ),
    Slip(
        "front matter with nothing in it",
        ROADS,
        ROADS_FRONT_MATTER,
        "",
        ("docs/land/roads.md:1: the front matter is empty: add 'description: …'",),
    ),
    Slip(
        "a date in words",
        FLOODS,
        "reviewed: 2026-11-01",
        "reviewed: 1 November 2026",
        ("docs/water/floods.md:3: reviewed: 1 November 2026 is not a day such as 2026-11-24",),
    ),
    # fences
    Slip(
        "a list of claims that is not closed",
        GLANCE,
        ":tag: glance\n```",
        ":tag: glance",
        ("docs/glance.md:8: '```{claim-list}' is not closed: write ```",),
    ),
    Slip(
        "a claim that is not closed",
        FLOODS,
        "watch2009river`.\n:::",
        "watch2009river`.",
        ("docs/water/floods.md:29: ':::{claim} great-flood' is not closed: write :::",),
    ),
    Slip(
        "a last claim that is not closed",
        ICE,
        "{cite:p}`watch2009river`.\n:::",
        "{cite:p}`watch2009river`.",
        ("docs/water/ice.md:59: ':::{claim} early-thaw' is not closed: write :::",),
    ),
    Slip(
        "a claim without a statement",
        ROADS,
        CITED,
        f"{CITED}\n\n{EMPTY_CLAIM}",
        ("docs/land/roads.md:49: the claim … has no statement: write it",),
    ),
    Slip(
        "an option of a claim on two lines",
        FIELDS,
        ":disputed-by: The",
        ":disputed-by:\n  The",
        ("docs/land/fields.md:61: the claim … write each option on one line",),
    ),
    Slip(
        "an option broken after its words",
        FIELDS,
        ":disputed-by: The River Watch, which saw good fields {cite:p}`watch2009river`",
        ":disputed-by: The River Watch, which saw\ngood fields {cite:p}`watch2009river`",
        ("docs/land/fields.md:61: the claim … write each option on one line",),
    ),
    # images, roles, directives, HTML
    Slip(
        "an image without a text",
        FLOODS,
        "![A drawing]",
        "![]",
        ("docs/water/floods.md:44: the image … say in words what it shows",),
    ),
    Slip(
        "an image as a directive without a text",
        FLOODS,
        "![A drawing](drawing.svg)",
        "```{image} drawing.svg\n```",
        ("docs/water/floods.md:44: the image … say in words what it shows",),
    ),
    Slip(
        "a figure without a text",
        FLOODS,
        "![A drawing](drawing.svg)",
        "```{figure} drawing.svg\nA drawing.\n```",
        ("docs/water/floods.md:44: the image … say in words what it shows",),
    ),
    Slip(
        "an image as HTML",
        FLOODS,
        "![A drawing](drawing.svg)",
        '<img src="drawing.svg">',
        ("docs/water/floods.md:44: HTML is not read here: write it in Markdown",),
    ),
    Slip(
        "a role of a domain that does not exist",
        FIELDS,
        "{chart:ref}",
        "{chrt:ref}",
        ("docs/land/fields.md:34: there is no role {chrt:ref}: write {chart:ref}",),
    ),
    Slip(
        "a role that does not exist",
        ROADS,
        "{cite:p}`smith",
        "{trm}`ice`, {cite:p}`smith",
        ('docs/land/roads.md:47: … Unknown interpreted text role "trm": did you mean {term}?',),
    ),
    Slip(
        "a directive that does not exist",
        FLOODS,
        "{claim} record-level",
        "{clam} record-level",
        ("docs/water/floods.md:53: Unknown directive type: 'clam': did you mean {claim}?",),
    ),
    # its id is registered, and lost only because the page is not read whole
    Slip(
        "a directive that does not exist, of a published claim",
        FLOODS,
        "{claim} great-flood",
        "{clam} great-flood",
        ("docs/water/floods.md:29: Unknown directive type: 'clam': did you mean {claim}?",),
    ),
    Slip(
        "an option that does not exist",
        FIELDS,
        ":disputed-by: The",
        ":disputed_by: The",
        ("docs/land/fields.md:68: 'claim': Unknown option … did you mean :disputed-by:?",),
    ),
    Slip(
        "words in a directive that has none",
        ROADS,
        "```{claim-list}\n:here:\n",
        "```{claim-list}\n:here:\n\nAll findings.\n",
        ("docs/land/roads.md:15: 'claim-list': Has content … end it on the next line",),
    ),
    Slip(
        "a drawing that is not there",
        FLOODS,
        "(drawing.svg)",
        "(drawings.svg)",
        ("docs/water/floods.md:44: image file not readable … put the file there",),
    ),
    Slip(
        "a mark of a note that is not there",
        ROADS,
        CITED,
        f"{CITED}[^1]",
        ("docs/land/roads.md:47: … Unknown target name … write the note",),
    ),
    Slip(
        "a page that a toctree names and nobody wrote",
        "docs/land/index.md",
        "roads\n",
        "raods\n",
        (
            "docs/land/index.md:10: toctree … 'land/raods': did you mean land/roads?",
            "docs/land/roads.md: document isn't included … add 'roads' to the {toctree} of",
        ),
    ),
    Slip(
        "a chapter without its sources",
        ROADS,
        "```{chapter-sources}\n```\n",
        "",
        ("docs/land/roads.md: no list of its sources: end it with a section that has",),
    ),
    Slip(
        "a script",
        ROADS,
        CITED,
        f"{CITED}\n\n<script>alert(1)</script>",
        ("docs/land/roads.md:49: HTML is not read here: write it in Markdown",),
    ),
    # grades
    Slip(
        "a grade of a record",
        FLOODS,
        ":kind: record",
        ":kind: record\n:evidence: medium\n:agreement: high",
        ("docs/water/floods.md:53: the claim … which has no grade: remove it",),
    ),
    # data
    Slip(
        "a tab in a cell",
        LEVELS,
        "2010,4,gauge",
        "2010,4,\tgauge",
        ("data/levels.csv:10: way = '\\tgauge' is unknown: use one of gauge, mark",),
    ),
    Slip(
        "a cell too few",
        LEVELS,
        "2010,4,gauge,",
        "2010,4,",
        ("data/levels.csv:10: 3 cells instead of 4: look for a comma",),
    ),
    Slip(
        "a column that is left out",
        LEVELS,
        "year,metres,way,sources",
        "year,metres,sources",
        ("data/levels.csv:1: the first line must be ' … ': 'way' is missing",),
    ),
    Slip(
        "tabs for commas",
        LEVELS,
        "year,metres,way,sources",
        "year\tmetres\tway\tsources",
        ("data/levels.csv:1: … separated by tabs, so save the file with commas",),
    ),
    Slip(
        "semicolons for commas",
        LEVELS,
        "year,metres,way,sources",
        "year;metres;way;sources",
        ("data/levels.csv:1: … separated by semicolons, so save the file with commas",),
    ),
    Slip(
        "a byte order mark",
        LEVELS,
        "year,metres,way,sources",
        "\ufeffyear,metres,way,sources",
        ("data/levels.csv:1: the file begins … save it as UTF-8 without one",),
    ),
    Slip(
        "a year in words",
        LEVELS,
        "2010,4",
        "in 2010,4",
        ("data/levels.csv:10: year = 'in 2010' is not a year of four digits",),
    ),
    Slip(
        "a row with an unknown source",
        LEVELS,
        "2010,4,gauge,smith2010sand",
        "2010,4,gauge,smith2010snd",
        ("data/levels.csv:10: no source has the key … correct it or add",),
    ),
    # its chart is reported once the package can be read
    Slip(
        "a table with another name",
        PACKAGE,
        '"path": "levels.csv"',
        '"path": "level.csv"',
        ("data/level.csv:1: the table cannot be read … correct its path",),
    ),
    Slip(
        "a dataset without a title",
        PACKAGE,
        '   "title": "Levels",\n',
        "",
        ("data/datapackage.json:4: the resource 'levels': 'title' is a required property",),
    ),
    Slip(
        "a type that does not exist",
        PACKAGE,
        '"type": "year"',
        '"type": "yeer"',
        ("data/datapackage.json:17: 'type' of … \"yeer\" is not one of ['string', … 'year'",),
    ),
    Slip(
        "a comma missing in the package",
        PACKAGE,
        '"name": "river",',
        '"name": "river"',
        ("data/datapackage.json:3: the data package is not JSON: Expecting ',' delimiter",),
    ),
    # copies, notes and audits
    Slip(
        "a note on a work that does not exist",
        NOTES,
        "river-05,watch2009river",
        "river-05,watch2009rivr",
        ("data/notes.csv:6: no work has … 'watch2009rivr': did you mean 'watch2009river'?",),
    ),
    Slip(
        "a copy of which nothing was read",
        COPIES,
        "night,,,whole",
        "night,,,",
        ("data/copies.csv:3: courier2008night-1: 'read' is empty: write whole, opening",),
    ),
    Slip(
        "an address of a copy that is unsafe to link",
        COPIES,
        "night,,,whole",
        "night,,person,whole",
        ("data/copies.csv:3: courier2008night-1: … unsafe to link has an address: delete it",),
    ),
    Slip(
        "an observer that is not among the publishers",
        NOTES,
        ",gauge,document",
        ",bureau,document",
        ("data/notes.csv:18: river-17: the observer 'bureau' … add it",),
    ),
    Slip(
        "a note without its last column",
        NOTES,
        ",,,,,2026-11-24,,\nriver-02",
        ",,,,,2026-11-24,\nriver-02",
        ("data/notes.csv:2: 10 cells instead of 11",),
    ),
    # the note and the citation both name it
    Slip(
        "a place that no copy holds",
        COPIES,
        "2006,,,whole",
        "2006,,,opening; pp. 1–12",
        (
            "data/notes.csv:24: river-23: no copy of 'weirs2006register' holds … add it",
            "docs/water/floods.md:61: no copy of 'weirs2006register' holds … read it",
        ),
    ),
    Slip(
        "a verdict that does not exist",
        AUDITS,
        ",holds,",
        ",true,",
        ("data/audits.csv:2: the verdict 'true' is unknown: use one of holds",),
    ),
    Slip(
        "a verdict that does not say what was seen",
        AUDITS,
        ",https://gauge.example/silt,",
        ",,",
        ("data/audits.csv:4: the verdict 'exact' does not say what was seen: write the address",),
    ),
    # charts
    Slip(
        "a column of a chart that does not exist",
        CHART,
        '"field": "year"',
        '"field": "yearr"',
        ("docs/glance.md:20: the chart … the column 'yearr' … did you mean 'year'?",),
    ),
    Slip(
        "a property of a chart that does not exist",
        CHART,
        '"field": "year"',
        '"axes": {}, "field": "year"',
        ("docs/glance.md:20: the chart … the property 'axes' … did you mean 'axis'?",),
    ),
    Slip(
        "a colour of a chart",
        CHART,
        '"mark": "bar"',
        '"mark": {"type": "bar", "color": "red"}',
        ("docs/glance.md:20: the chart … the colour 'red' … use var(--chart-1)",),
    ),
    # what is published and lasts
    # nothing: an id stays, whatever the heading says
    Slip("a heading in other words", ROADS, "## Bridges", "## Bridges and fords"),
    # nothing: only a reader can know what a sentence needs
    Slip(
        "a fact about a person that no source says",
        ROADS,
        CITED,
        f"{CITED}\n\nA ferryman of forty lives by the upper bridge.",
    ),
    Slip(
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
    top = tmp_path_factory.mktemp("slips")
    shutil.copytree(WHOLE, top / "book")
    assert messages(top / "book", "dummy") == []
    shutil.copytree(top / "book", top / "copy")
    return top / "book", top / "copy"


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.what)
def test_a_slip_gives_one_message_with_advice(built: tuple[Path, Path], slip: Slip) -> None:
    """As in a preview, only what the slip changes is read again."""
    root, copy = built
    shutil.rmtree(root)
    shutil.copytree(copy, root)
    path = root / slip.file
    text = path.read_text("utf-8") if slip.old else ""
    assert slip.old in text
    path.write_text(text.replace(slip.old, slip.new, 1) or slip.new, "utf-8")
    # charts are drawn for HTML only
    found = messages(root, "html" if slip.file in (CHART, PACKAGE) else "dummy")
    assert len(found) == len(slip.says), found
    for message, said in zip(found, slip.says, strict=True):
        assert re.match(".*".join(map(re.escape, said.split(" … "))), message), message
