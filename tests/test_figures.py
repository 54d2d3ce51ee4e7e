"""The diagrams of the book are what their programs draw, and are drawn as the engine asks."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import polib
import pytest
from sphinx.config import Config
from sphinx.util.tags import Tags

from boxes import overlaps
from sphinx_evidence.charts.diagram import read_diagram
from sphinx_evidence.charts.specification import views
from sphinx_evidence.charts.style import (
    AREA,
    ESTABLISHED,
    HARM,
    INK,
    NARROW_SIZE,
    PALETTE,
    PARTIAL,
    UNKNOWN,
)
from sphinx_evidence.claims.grading import CONFIDENCE, GRADED, SINGLE_OBSERVER, Agreement, Evidence
from sphinx_evidence.sources.bibfile import read_bibfile
from sphinx_evidence.sources.model import read_sources
from sphinx_evidence.translations.catalogs import read_messages
from tools.__main__ import main
from tools.figures import (
    arrest_to_punishment,
    arrivals_and_governments,
    chinas_formula_1998_2024,
    cover_six_steps,
    market_causes_by_year,
    nine_explanations_by_year,
    refuge_by_country,
    returned_february_2012,
    returned_may_2013,
    returned_october_2023,
    ten_neighbours_by_year,
)
from tools.figures.command import drawings, programs
from tools.figures.command import drawn as draw
from tools.figures.estimates_by_whom import PANELS, estimates
from tools.figures.events_by_topic import events, most
from tools.figures.house import DISPUTES, Sheet, table
from tools.figures.provinces_of_origin import GROUPS
from tools.figures.reports import reports
from tools.figures.template import write_template
from tools.figures.words import Words, read_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_evidence.sources.model import Source

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "figures"
LOCALES = ROOT / "locales"


@pytest.fixture(scope="module")
def drawn():
    """Return the drawings in English by name, as their programs draw them."""
    return dict(drawings())


@pytest.fixture(scope="module")
def every():
    """Return the drawings in all languages."""
    return dict(drawings(read_words(LOCALES)))


def test_a_drawing_is_what_its_program_draws(every):
    kept = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.svg")}
    of_languages = {name for name in kept if name.count(".") > 1}
    assert of_languages == {name for name in every if name.count(".") > 1}
    changed = [name for name in every if kept.get(name) != every[name]]
    assert changed == [], "run nox -s tool -- figures"


def test_texts_of_a_drawing_do_not_meet_and_stay_inside(every):
    found = {name: overlaps(drawing) for name, drawing in every.items()}
    assert {name: texts for name, texts in found.items() if texts} == {}


@pytest.mark.parametrize("language", ["", "ko", "zh_CN"])
def test_a_drawing_can_be_read(language):
    paths = [path for path in sorted(FOLDER.glob("*.svg")) if path.name.count(".") == 1]
    paths = [path for path in paths if not path.stem.endswith("-narrow")]
    forms = {path.stem: set(read_diagram(path, language)) for path in paths}
    assert forms
    known = ({"wide", "narrow"}, {"only"})
    assert {name: form for name, form in forms.items() if form not in known} == {}


def first_of(pages: dict[str, str]) -> set[str]:
    """Return the drawings on pages that are translated whole; one of a table is none."""
    directives = re.compile(r"(?ms)^```\{(?:diagram|drawing)\} ([\w-]+)\n(.*?)^```$")
    return {
        name
        for page in pages.values()
        for name, body in directives.findall(page)
        if ":listed:" not in body and "| --- |" not in body
    }


def test_translators_have_all_words_of_drawings_on_pages_that_are_translated_whole():
    """On failure run ``nox -s translations``; a catalog may have them without a translation."""
    config = Config.read(ROOT, overrides={}, tags=Tags())
    settings = "evidence_parts", "evidence_translated"
    parts, whole = (config._raw_config[name] for name in settings)
    names = ["index", *whole, *(f"{part}/index" for part in parts)]
    found = first_of({name: (ROOT / f"docs/{name}.md").read_text("utf-8") for name in names})
    assert {"two-rivers", "who-counted"} <= found
    words = Words()
    for name, program in programs():
        if name in found:
            list(draw(program, words))
    for path in LOCALES.glob("*/LC_MESSAGES/figures.po"):
        assert {message.source for message in read_messages(path)[0]} == {*words.lacking}


def test_translators_get_the_words_of_drawings_of_the_first_tier_once(tmp_path):
    pages = polib.POFile()
    for message, comment in (
        ("Of 49", "figure who-counted · index.html#who-counted · tier 1"),
        ("Map", "drawing two-rivers in border · index.html#border · tier 1"),
        ("Six", "list cover-six-steps · index.html#cover-six-steps · tier 1"),
        ("Nine", "figure nine-explanations-by-year · why.html · tier 2"),
    ):
        pages.append(polib.POEntry(msgid=message, comment=comment))
    pages.save(str(tmp_path / "index.pot"))
    write_template(tmp_path)
    template = polib.pofile(str(tmp_path / "figures.pot"))
    comments = {entry.msgid: entry.comment for entry in template}
    assert len(comments) == len(template)
    assert {*comments.values()} == {
        f"drawing {name} · tier 1" for name in ("two-rivers", "who-counted")
    }
    assert comments["no date"] == "drawing who-counted · tier 1"
    assert "North\nHamgyong" in comments
    assert not [one for one in comments if not re.search("[a-z]", one, re.IGNORECASE)]


def test_one_word_that_is_not_translated_leaves_a_drawing_in_english(tmp_path):
    known = read_words(LOCALES)["ko"]
    every = dict(drawings({"ko": known}))
    some = dict(drawings({"ko": {one: text for one, text in known.items() if one != "no date"}}))
    assert every.keys() - some.keys() == {"who-counted.ko.svg", "who-counted-narrow.ko.svg"}


def test_drawings_are_written_and_those_of_words_that_changed_deleted(tmp_path, capsys):
    """A message that is fuzzy, or says something else, is as good as none."""
    catalog = polib.pofile(str(LOCALES / "ko" / "LC_MESSAGES" / "figures.po"))
    catalog.find("no date").flags = ["fuzzy"]
    catalog.find("{group}, {year}: {count} people").msgstr = "{group}, {year}년"
    folder = tmp_path / "locales" / "ko" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalog.save(str(folder / "figures.po"))
    figures = tmp_path / "docs" / "figures"
    figures.mkdir(parents=True)
    (figures / "who-counted.ko.svg").write_text("older", "utf-8")
    (tmp_path / "conf.py").write_text('locale_dirs = ["../locales"]', "utf-8")
    assert main(["--book", str(tmp_path), "figures", "who-", "two-"]) == 0
    assert capsys.readouterr().out.startswith("who-counted.ko.svg is deleted, since the catalog")
    assert sorted(path.name for path in figures.iterdir()) == [
        *("two-rivers-narrow.ko.svg", "two-rivers-narrow.svg", "two-rivers.ko.svg"),
        *("two-rivers.svg", "who-could-be-asked-narrow.svg", "who-could-be-asked.svg"),
        *("who-counted-narrow.svg", "who-counted.svg"),
    ]


def test_what_is_written_on_a_sheet_is_translated_whole_and_once():
    """Numbers are the same in all languages; what the data say stays in English, and says so."""
    words = Words({"a ford": "나루", "many years ago": "a ford", "{count} fords": "나루 {count}곳"})
    sheet = Sheet(360, words=words)
    sheet.lines(0, 0, "many years ago", 20)
    sheet.text(0, 40, "a ford", italic=True)
    sheet.text(0, 60, "1,346")
    sheet.text(0, 80, "김", lang="ko")
    with sheet.link("fords#row-1", "The upper ford"):
        sheet.dot(0, 0)
    with sheet.link("fords#row-2", sheet.say("{count} fords", count=2)):
        sheet.dot(0, 0)
    svg = sheet.svg()
    assert re.findall("<text[^>]*>([^<]*)", svg) == ["a", "ford", "나루", "1,346", "김"]
    assert "italic" not in svg
    assert '<g lang="en"><a href="fords#row-1"><title>The upper ford</title>' in svg
    assert '\n<a href="fords#row-2"><title>나루 2곳</title>' in svg
    assert words.lacking == []


@pytest.fixture(scope="module")
def pages():
    """Return the text of all pages of the book."""
    return [path.read_text("utf-8") for path in sorted((ROOT / "docs").rglob("*.md"))]


def test_a_grade_that_is_drawn_is_that_of_the_claim(pages):
    grades = arrest_to_punishment.CLAIMS | {
        step.claim: step.grade for step in cover_six_steps.STEPS
    }
    written = {}
    for page in pages:
        for name, head in re.findall(r"(?s):::\{claim\} ([\w-]+)\n(.*?)\n\n", page):
            options = dict(re.findall(r":(evidence|agreement): (\w+)", head))
            if name in grades:
                evidence = Evidence[options["evidence"].upper()]
                agreement = Agreement[options.get("agreement", SINGLE_OBSERVER.name).upper()]
                written[name] = CONFIDENCE[agreement][evidence - 1]
    assert written == grades


def test_a_claim_that_is_drawn_shows_who_disputes_it(pages, drawn):
    """The drawings name those who dispute a claim in short, with a word of its own text."""
    claims = re.compile(r"(?s):::\{claim\} ([\w-]+)\n(.*?)\n\n")
    heads = dict(claims.findall("\n".join(pages)))
    for name, shown in (
        ("arrest-to-punishment", {*arrest_to_punishment.CLAIMS}),
        ("cover-six-steps", {step.claim for step in cover_six_steps.STEPS}),
    ):
        disputed = {claim for claim in shown if "\n:disputed-by: " in heads[claim]}
        assert disputed == DISPUTES.keys() & shown
        words = " ".join(re.sub("<[^>]+>", " ", drawn[f"{name}.svg"]).split())
        for claim in disputed:
            what, who = DISPUTES[claim]
            assert f"{what} by {who}" in words
            assert who.casefold() in heads[claim].casefold()


COUNTED = {
    "who-counted": sum(row["counted"] != "ever left" for row in table("estimates")),
    "recommendations-taken-up": len(table("recommendations")),
    "laws-and-penalties-status-board": len(table("legislation")),
}


@pytest.mark.parametrize("name", sorted(COUNTED))
def test_a_title_counts_what_is_drawn(name, pages):
    titles = re.findall(rf"```\{{diagram\}} {name}\n:title: Of (\d+) ", "\n".join(pages))
    assert set(titles) == {str(COUNTED[name])}


EVENTS = {
    "returned-october-2023": (returned_october_2023.EVENT, "Of 12 reports", "seven give a number"),
    "returned-february-2012": (returned_february_2012.EVENT, "Of seven reports", "three seem to"),
    "returned-may-2013": (returned_may_2013.EVENT, "All five reports", "count nine people"),
}
COUNTS = {5: "five", 7: "seven", 8: "eight", 3: "three"}


def test_an_event_with_four_reports_or_more_is_drawn(pages, drawn):
    """Every report has a link to its row, and the titles count what is drawn."""
    events = Counter(row["event"] for row in table("repatriation-reports"))
    assert {event for event, _, _ in EVENTS.values()} == {e for e, n in events.items() if n > 3}
    titles = dict(re.findall(r"```\{diagram\} ([\w-]+)\n:title: (.*)", "\n".join(pages)))
    for name, (event, start, words) in EVENTS.items():
        found = reports(event)
        linked = re.findall('href="repatriation-reports#row-([^"]*)"', drawn[f"{name}.svg"])
        assert sorted(linked) == sorted(found)
        assert titles[name].startswith(start)
        assert words in titles[name]
        assert start.split()[1] in (str(len(found)), COUNTS.get(len(found)))
    numbers = [report.values for report in reports("r27").values() if report.values]
    assert len(numbers) == 7
    assert (min(map(min, numbers)), max(map(max, numbers))) == (180, 650)
    assert sum(report.relation == "repeats" for report in reports("r17").values()) == 3
    assert {report.values for report in reports("r18").values()} == {(9,)}


def test_estimates_are_all_drawn_or_said_to_be_left_out(pages, drawn):
    every = table("estimates")
    panels = [len(estimates(panel)) for panel in PANELS]
    assert drawn["estimates-by-whom.svg"].count('href="estimates#row-') == sum(panels)
    left = [row for row in every if row["counted"] != "ever left" and not row["start"]]
    ever = [row for row in every if row["counted"] == "ever left"]
    assert sum(panels) + len(left) + len(ever) == len(every)
    assert (len(left), len(ever), panels) == (1, 3, [29, 6, 1, 7])
    assert "One figure without a date and three for all who ever left" in "\n".join(pages)


def test_events_are_counted_as_drawn(pages):
    found = {topic: sum(map(len, lane.values())) for topic, lane in events().items()}
    text = "\n".join(pages)
    assert f"Of {sum(found.values())} events {found['law and policy']} are of law" in text
    assert f"{found['return']} of return" in text
    for topic, count in found.items():
        assert f"{topic[0].upper()}{topic[1:]}: {count} events" in text
    assert most("return")[:3] == [2023, 2012, 2024]
    assert most("law and policy")[:2] == [2025, 2024]


def test_shares_of_provinces_are_those_of_the_notes(pages):
    """The note that has them is the source of the figure."""
    notes = (ROOT / "data" / "notes.csv").read_text("utf-8")
    everyone, later = GROUPS
    for share in (*everyone.shares.values(), *later.shares.values()):
        assert re.search(rf"\b{share:.1f}\b", notes)
    assert "North Hamgyong 19,145 (60.7 per cent), Ryanggang 5,061 (16.0)" in notes


def test_countries_of_asylum_are_those_with_ten_refugees(pages):
    """They add up to the totals of the other table, and the title has the highest number."""
    numbers = refuge_by_country.refugees()
    totals = Counter()
    for years in numbers.values():
        totals.update({year: people for year, (people, _) in years.items()})
    rows = {int(row["year"]): row["refugees"] for row in table("unhcr-statistics")}
    assert {str(year): str(total) for year, total in totals.items()} == {
        str(year): total for year, total in rows.items() if total
    }
    most = {name: max(people for people, _ in years.values()) for name, years in numbers.items()}
    drawn = {name for row in refuge_by_country.ROWS for name in row.countries}
    assert drawn - set(refuge_by_country.NONE) == {
        name for name, people in most.items() if people >= refuge_by_country.LEAST
    }
    assert not set(refuge_by_country.NONE) & set(numbers)
    assert f"lists at most {max(most.values())} refugees" in "\n".join(pages)


def test_no_president_of_the_south_changed_in_the_years_of_the_two_greatest_falls():
    figure = arrivals_and_governments
    falls = {year: figure.fall(year) for year in range(2003, 2026)}
    assert tuple(sorted(sorted(falls, key=falls.get)[-2:])) == figure.FALLS
    assert not {int(term.start) for term in figure.terms("Seoul")} & set(figure.FALLS)
    page = (ROOT / "docs" / "accountability" / "south-korea.md").read_text("utf-8")
    for year in figure.FALLS:
        assert re.search(rf"by {falls[year]:,}( people)? in {year}", page)


def names_in(page: str, head: str) -> list[str]:
    """Return the first column of a table of a chapter, without citations and brackets."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    rows = text[text.index(head) :].split("\n\n")[0].split(":::")[0].splitlines()[2:]
    cells = [re.sub(r"\{cite:p\}`[^`]*`|\([^)]*\)", "", row.split(" | ")[0]) for row in rows]
    return [cell.strip("| ") for cell in cells]


def test_each_explanation_has_something_that_fits_and_something_that_does_not():
    lanes = nine_explanations_by_year.LANES
    table = names_in("law-and-return/why-china-sends-them-back.md", "| Explanation |")
    assert [lane.name for lane in lanes] == table
    assert len(table) == 9
    assert all({mark.line for mark in lane.marks} == {0, 1} for lane in lanes)


def test_cases_in_which_a_host_did_both_are_counted(pages):
    lanes = ten_neighbours_by_year.LANES
    table = names_in("accountability/whom-a-neighbour-sent-back.md", "| Who, in whose hands |")
    assert [lane.name for lane in lanes] == [name.split(", 1")[0].split(", 2")[0].split(", s")[0]
                                             for name in table]  # fmt: skip
    assert (len(lanes), len(ten_neighbours_by_year.both())) == (10, 6)
    assert "In six of ten cases the same hosts both let people stay" in "\n".join(pages)


def test_what_the_title_puts_first_came_first():
    lanes = {lane.name: lane.marks[0].start for lane in market_causes_by_year.LANES}
    grown = lanes.pop("Those boys are old enough to marry")
    assert max(lanes.values()) < grown


def test_statements_are_sorted_and_counted_as_drawn():
    """Every row of the dataset has a point, and the years said in words are those drawn."""
    formula = chinas_formula_1998_2024
    assert set(formula.POINTS) == {row["id"] for row in table("statements-by-china")}
    page = (ROOT / "docs" / "law-and-return" / "what-china-says.md").read_text("utf-8")
    assert f"The [{len(formula.POINTS)} statements](#statements-by-china)" in page
    years = {row[2:6] for row, points in formula.POINTS.items() if "not refugees" in points}
    said = re.search(r"illegal entrants or migrants is said in ([^.]*)\.", page)[1]
    ranges = re.findall(r"from (\d{4}) to (\d{4})", said)
    told = {str(year) for one, two in ranges for year in range(int(one), int(two) + 1)}
    assert told | set(re.findall(r"\d{4}", said)) == years


def test_more_claims_are_on_record_than_graded():
    """The title of the chart ``confidence-by-part`` says so."""
    chapters = [
        path for path in (ROOT / "docs").glob("*/*.md") if path.parent.name != "contributing"
    ]
    kinds = Counter(
        kind
        for path in chapters
        for kind in re.findall(
            r":::\{claim\} [^:]*\n(?::[\w-]+:.*\n)*?:kind: (\w+)", path.read_text("utf-8")
        )
    )
    assert kinds["record"] > sum(kinds[kind] for kind in GRADED) > 0


TEAL, LIGHT_TEAL, OCHRE, RUST, GREY = ESTABLISHED, AREA, PARTIAL, HARM, UNKNOWN
MEANINGS = {
    TEAL: (
        "In favour; Confirmed by China; Survey with a stated method; Women; Refugees; many; few; "
        "in the original; English"
    ),
    LIGHT_TEAL: "Men; Korean",
    OCHRE: (
        "Abstaining; Several observers; Field visits, monitoring; 2: Tier 2 Watch List; "
        "Asylum seekers; in a copy, a translation or an excerpt"
    ),
    RUST: "Against; 3: Tier 3",
    GREY: "One observer; No method of its own stated; through an account; other",
    INK: "Chinese",
}
"""The words of charts and their colours; what a colour means is in the guide for authors."""


def test_a_colour_has_one_meaning_in_all_charts():
    meant = {word: colour for colour, words in MEANINGS.items() for word in words.split("; ")}
    found = {}
    for path in sorted((ROOT / "data" / "charts").glob("*.json")):
        for view in views(json.loads(path.read_text("utf-8"))):
            scale = (view.get("encoding", {}).get("color") or {}).get("scale", {})
            found |= dict(zip(scale.get("domain", ()), scale.get("range", PALETTE), strict=False))
    assert found == meant


WORDS_ALONE = frozenset(
    "avenues_of_law doors_that_ask_for_a_name help_by_law_and_its_risk kinds_of_helper "
    "safer_asks_and_what_exists standings_in_china testimony_kinds treaties_that_bind_china "
    "two_groups_of_workers un_bodies_and_china unhcr_words what_goes_with_recovery".split()
)
"""Drawings of words, whose colours mark nothing."""


def test_marks_are_coloured_by_what_they_mean():
    programs = (ROOT / "tools" / "figures").glob("*.py")
    named = {
        path.stem for path in programs if re.search(r"\b(ACCENT|TEAL)\b", path.read_text("utf-8"))
    }
    assert named - {"house"} <= WORDS_ALONE


def test_text_on_a_phone_is_large_enough(drawn):
    sizes = {
        float(size)
        for name, drawing in drawn.items()
        if name.endswith("-narrow.svg")
        for size in re.findall(r'font-size="([\d.]+)"', drawing)
    }
    assert min(sizes) >= NARROW_SIZE


def test_marks_of_rows_lead_to_rows_that_there_are(drawn):
    rows = {}
    for drawing in drawn.values():
        for dataset, row in re.findall(r'<a href="([\w-]+)#row-([\w-]+)"><title>[^<]', drawing):
            if dataset not in rows:
                rows[dataset] = {next(iter(one.values())).lower() for one in table(dataset)}
            assert row in rows[dataset], (dataset, row)
    assert len(rows) >= 7


def test_what_is_said_of_the_works_is_so(pages):
    """The charts of works have titles in round numbers, which each new entry changes a little."""
    works = read_sources(read_bibfile(ROOT / "references.bib").data.entries).values()

    def share(chosen: Callable[[Source], bool]) -> float:
        return sum(map(chosen, works)) / len(works)

    text = "\n".join(pages)
    assert "Nearly half of the works are from the press" in text
    assert 0.45 < share(lambda work: work.tier == "news") < 0.5
    since = "Nearly three in four works are of 2012 or later"
    assert f"{since}, and about a quarter are in Korean" in text
    assert 0.72 < share(lambda work: work.year >= "2012") < 0.78
    assert 0.22 < share(lambda work: work.lang == "ko") < 0.28
