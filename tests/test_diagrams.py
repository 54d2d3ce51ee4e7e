"""Diagrams in built books: inlined, framed, described, refused, and read again when they change."""

from __future__ import annotations

import json

import pytest

from conftest import CONF, page, search_parts
from test_charts import figures
from test_citing import SETTINGS

pytestmark = pytest.mark.slow
BOX = '<rect x="4" y="4" width="90" height="40" fill="none" stroke="currentColor"/>'
TEXT = '<text x="10" y="30" font-size="13" fill="currentColor">{}</text>'


def svg(inner, width=620):
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 60">{inner}</svg>'


DIAGRAM = """```{diagram} two-fords
:alt: Two boxes.
:title: The upper ford is the older one
:as-of: 2008-10

Drawn from one report {cite:p}`hrw2008denied`.

- The upper ford: older.
- The lower ford: younger.
```"""
FILES = {
    "figures/two-fords.svg": svg(BOX + TEXT.format("Upper &amp; lower ford")),
    "figures/two-fords-narrow.svg": svg(TEXT.format("Both fords"), 360),
    "a.md": page("a", DIAGRAM),
}


def test_a_diagram_is_a_figure_with_its_title_date_source_and_words(book):
    built = book(FILES, builder="html")
    assert built.warnings == []
    (figure,) = figures(built.html("a"))
    assert figure.get("id") == "two-fords"
    drawings = [node for node in figure.iter() if str(node.tag).endswith("svg")]
    assert [node.get("class") for node in drawings] == ["chart-wide", "chart-narrow"]
    assert figure.get("aria-label") == "The upper ford is the older one"
    assert {node.get("aria-label") for node in drawings} == {"Two boxes."}
    wide, narrow = (
        [text.text for text in node.iter() if str(text.tag).endswith("text")] for node in drawings
    )
    assert wide[:2] == ["The upper ford is the older one", "As of October 2008"]
    assert wide[2].startswith("Drawn from 1 work. ")
    assert wide[-1] == "Upper & lower ford"
    assert "Both fords" in narrow
    (words,) = figure.iter("details")
    assert [item.text for item in words.iter("summary")] == ["In words"]
    (caption,) = figure.iter("figcaption")
    assert not [node for node in caption.iter() if node in (words, *ways(figure))]
    assert {link.text for link in ways(figure)} == {"SVG", "PNG", "Permalink"}
    assert len(list(words.iter("li"))) == 2
    assert "Human Rights Watch 2008" in built.html("a")


def ways(figure):
    """Return the links below a figure."""
    (line,) = (node for node in figure.iter("p") if node.get("class") == "chart-ways")
    return list(line.iter("a"))


def test_what_is_listed_is_shown_in_place_of_the_drawing(book):
    listed = DIAGRAM.replace(":alt:", ":listed:\n:alt:")
    built = book(FILES | {"a.md": page("a", listed)}, builder="html")
    assert built.warnings == []
    (figure,) = figures(built.html("a"))
    assert figure.get("aria-label") == "The upper ford is the older one"
    assert [len(list(figure.iter(tag))) for tag in ("details", "figcaption", "li")] == [0, 0, 2]
    assert not [node for node in figure.iter() if str(node.tag).endswith("svg")]
    assert (built.app.outdir / "data/charts/two-fords.svg").is_file()


DRAWING = "```{drawing} two-fords\n:alt: Two fords.\n\nThe [fords](#two-fords).\n```"


def test_a_drawing_is_shown_again_without_a_title_and_an_id(book):
    files = FILES | {"b.md": page("b", DRAWING, "Another page")}
    built = book(files, builder="html")
    assert built.warnings == []
    (figure,) = figures(built.html("b"))
    assert figure.get("id") is None
    drawings = [node for node in figure.iter() if str(node.tag).endswith("svg")]
    assert [node.get("aria-label") for node in drawings] == ["Two fords."] * 2
    assert "Upper &amp; lower ford" in built.html("b")
    assert "The upper ford is the older one" not in "".join(figure.itertext())
    changed = {"figures/two-fords.svg": svg(TEXT.format("Three fords"))}
    assert "Three fords" in book(changed, builder="html").html("b")


@pytest.mark.worded
@pytest.mark.parametrize(
    ("body", "why"),
    [
        (DRAWING.replace("two-fords\n", "no-fords\n", 1), "no-fords.svg cannot be read"),
        (DRAWING.replace("two-fords\n", "../fords\n", 1), "'../fords' is no id"),
        (DRAWING.replace(":alt: Two fords.\n", ""), "it has no ':alt:'"),
    ],
)
def test_a_drawing_that_cannot_be_shown_is_one_warning(book, body, why):
    files = FILES | {"b.md": page("b", body, "Another page")}
    (warning,) = book(files, builder="html").warnings
    assert warning.startswith("b.md:")
    assert why in warning


def test_a_diagram_is_a_file_and_has_a_permalink_and_citations(book):
    built = book(FILES | {"conf.py": CONF + SETTINGS}, builder="html")
    out = built.app.outdir
    file = (out / "data/charts/two-fords.svg").read_text("utf-8")
    assert "<title>The upper ford is the older one</title><desc>Two boxes.</desc>" in file
    assert "currentColor" not in file
    assert "var(" not in file
    assert (out / "data/charts/two-fords.png").read_bytes().startswith(b"\x89PNG")
    assert not (out / "data/charts/two-fords.vl.json").exists()
    assert "The upper ford is the older one" in (out / "id/two-fords/cite.html").read_text("utf-8")
    found = json.dumps(search_parts(out))
    assert '"figure"' in found
    assert "The upper ford is the older one" in found
    (figure,) = figures(built.html("a"))
    links = {link.get("href") for link in figure.iter("a")}
    assert {"data/charts/two-fords.svg", "data/charts/two-fords.png", "#two-fords"} <= links


def test_a_page_depends_on_drawings_that_there_are(book):
    """One that is missing would have Sphinx read the page in every build."""
    files = {"figures/two-fords.svg": svg(TEXT.format("Ford"), 360), "a.md": FILES["a.md"]}
    for more in ({}, FILES):
        built = book(files | more, builder="html")
        files_of = [built.root / str(name) for name in built.app.env.dependencies["a"]]
        found = [path for path in files_of if path.stem.startswith("two-fords")]
        assert len(found) == 1 + bool(more)
        assert all(path.exists() for path in found)


def test_a_link_to_a_diagram_shows_its_title(book):
    built = book(FILES | {"b.md": page("b", "See [](#two-fords).")}, builder="html")
    assert built.warnings == []
    assert "The upper ford is the older one</" in built.html("b")


def test_a_drawing_as_narrow_as_a_phone_serves_for_both(book):
    files = FILES | {"figures/two-fords.svg": svg(BOX, 360)}
    built = book(files, builder="html")
    assert built.warnings == []
    assert 'class="chart-only"' in built.html("a")
    assert "chart-narrow" not in built.html("a")


def test_a_changed_drawing_is_shown_by_a_second_build(book):
    assert "Both fords" in book(FILES, builder="html").html("a")
    changed = {"figures/two-fords-narrow.svg": svg(TEXT.format("Three fords"), 360)}
    assert "Three fords" in book(changed, builder="html").html("a")


@pytest.mark.parametrize(
    ("inner", "why"),
    [
        ("<script/>", "has a <script>"),
        ('<g onclick="x()"/>', "onclick"),
        ('<image href="https://example.org/a.png"/>', "has a <image>"),
        ('<use href="a.svg#b"/>', "has a <use>"),
        ("<style>@import url(a.css)</style>", "has a <style>"),
        ('<path style="fill: url(a.svg)" d="M0 0"/>', "attribute 'style'"),
        ('<path id="river" d="M0 0"/>', "attribute 'id'"),
        ('<path fill="url(https://example.org)" d="M0 0"/>', "has the colour"),
        ('<path fill="#7a3b2e" d="M0 0"/>', "has the colour '#7a3b2e'"),
        ('<a href="https://example.org"><title>5</title><path d="M0 0"/></a>', "has a link to"),
        ('<a href="people#row-1"><path d="M0 0"/></a>', "has a link without a <title>"),
        ('<text font-size="9">small</text>', "text of size '9'"),
        (
            '<x:text xmlns:x="https://example.org/">no</x:text>',
            "has a <{https://example.org/}text>",
        ),
        ("<g>", "is not an SVG that can be read"),
    ],
)
def test_a_drawing_that_loads_or_runs_or_fixes_something_is_one_warning(book, inner, why):
    built = book(FILES | {"figures/two-fords.svg": svg(inner)}, builder="html")
    (warning,) = built.warnings
    assert warning.startswith("a.md:")
    assert "the diagram 'two-fords' is not drawn: the drawing two-fords.svg" in warning
    assert why in warning
    assert "[evidence.malformed-chart]" in warning
    (figure,) = figures(built.html("a"))
    assert not [node for node in figure.iter() if str(node.tag).endswith("svg")]
    assert "Drawn from one report" in built.html("a")


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"figures/two-fords.svg": svg(BOX, 900)}, "two-fords.svg is 900 wide: make it 620 or 360"),
        ({"figures/two-fords-narrow.svg": svg(BOX, 620)}, "two-fords-narrow.svg is 620 wide"),
        ({"figures/two-fords-narrow.svg": None}, "two-fords-narrow.svg cannot be read"),
        ({"figures/two-fords.svg": "<svg/>"}, "needs <svg viewBox="),
    ],
)
def test_drawings_of_other_sizes_are_refused(book, files, why):
    kept = {name: text for name, text in (FILES | files).items() if text is not None}
    (warning,) = book(kept, builder="html").warnings
    assert why in warning


def test_a_mark_of_a_diagram_leads_to_what_it_names(book):
    mark = '<a href="#{}"><title>Upper &amp; older</title>' + BOX + "</a>"
    built = book(FILES | {"figures/two-fords.svg": svg(mark.format("two-fords"))}, builder="html")
    assert built.warnings == []
    html = built.html("a")
    assert '<a href="#two-fords"><title>Upper &amp; older</title><rect' in html
    assert '<svg role="group"' in html
    file = (built.app.outdir / "data/charts/two-fords.svg").read_text("utf-8")
    assert "<g><title>Upper &amp; older</title><rect" in file
    assert "<a" not in file


def test_a_mark_of_a_diagram_may_lead_to_a_section(book):
    mark = f'<a href="#b"><title>Older fords</title>{BOX}</a>'
    changed = {"figures/two-fords.svg": svg(mark), "b.md": page("b", "Older fords.", "Fords")}
    built = book(FILES | changed, builder="html")
    assert built.warnings == []
    assert '<a href="b.html#b"><title>Older fords</title>' in built.html("a")


def test_a_mark_follows_what_it_leads_to_in_a_second_build(book):
    mark = f'<a href="#older"><title>Older fords</title>{BOX}</a>'
    section = "(older)=\n## Older\n\nText."
    files = FILES | {"figures/two-fords.svg": svg(mark), "b.md": page("b", section, "Fords")}
    files |= {"c.md": page("c", "Text.", "More")}
    assert '<a href="b.html#older">' in book(files, builder="html").html("a")
    moved = {"b.md": page("b", "Text.", "Fords"), "c.md": page("c", section, "More")}
    assert '<a href="c.html#older">' in book(moved, builder="html").html("a")


def test_a_mark_of_a_diagram_that_leads_nowhere_is_one_warning(book):
    mark = f'<a href="rivers#row-1"><title>5</title>{BOX}</a>'
    (warning,) = book(FILES | {"figures/two-fords.svg": svg(mark)}, builder="html").warnings
    assert warning.startswith("a.md:")
    assert "a mark of 'two-fords' leads to 'rivers#row-1', which does not exist" in warning


def test_a_diagram_needs_words_a_title_and_a_caption(book):
    files = FILES | {"a.md": page("a", "```{diagram} two-fords\n:as-of: lately\n```")}
    built = book(files, builder="html")
    missing = ("':as-of: lately'", "no ':alt:'", "no ':title:'", "no caption")
    assert len(built.warnings) == len(missing)
    assert all(any(words in warning for warning in built.warnings) for words in missing)


BOARD = """```{diagram} ways-over
:title: One ford was kept; the ferry was not
:as-of: 2008-10

Ways over the river; the signs are ours.

| Way | Kept? | Since |
| --- | --- | --- |
| Upper ford | ● yes: by the village {cite:p}`hrw2008denied` | 1990 |
| Ferry | ○ no | |

Nobody asked the ferryman.
```"""


HEADLESS = ":::{list-table}\n- - Ferry\n  - gone\n:::"


def test_a_diagram_of_words_is_a_table_in_the_frame_of_a_figure(book):
    built = book({"a.md": page("a", BOARD)}, builder="html")
    assert built.warnings == []
    (figure,) = figures(built.html("a"))
    assert figure.get("id") == "ways-over"
    assert figure.get("aria-labelledby") == "ways-over-title"
    assert not [node for node in figure.iter() if str(node.tag).endswith("svg")]
    assert [node.tag for node in figure][:2] == ["figcaption", "details"]
    assert [node.tag for node in figure[1]] == ["summary", "table"]  # a phone folds it
    caption = [" ".join(text.itertext()) for text in figure.find("figcaption")]
    assert caption == [
        "One ford was kept; the ferry was not", "As of October 2008",
        "Ways over the river; the signs are ours.",
    ]  # fmt: skip
    rows = [[cell.tag for cell in row] for row in figure.iter("tr")]
    assert rows == [["th", "th", "th"], ["th", "td", "td"], ["th", "td", "td"]]
    cells = list(figure.iter("td"))
    assert [cell.get("data-label") for cell in cells] == ["Kept?", "Since"] * 2
    signs = [node for node in figure.iter("span") if "sign" in (node.get("class") or "").split()]
    assert [(sign.text, sign.get("class"), sign.get("aria-hidden")) for sign in signs] == [
        ("●", "sign sign-yes", "true"), ("○", "sign sign-no", "true"),
    ]  # fmt: skip
    assert "Human Rights Watch 2008" in "".join(cells[0].itertext())
    assert {link.text for link in figure.iter("a")} >= {"Permalink"}


def test_a_table_is_cited_and_found_like_a_drawing_and_has_no_files(book):
    built = book({"conf.py": CONF + SETTINGS, "a.md": page("a", BOARD)}, builder="html")
    out = built.app.outdir
    assert "One ford was kept" in (out / "id/ways-over/cite.html").read_text("utf-8")
    found = json.dumps(search_parts(out))
    assert '"figure"' in found
    assert "One ford was kept" in found
    assert not list(out.glob("data/charts/ways-over*"))


def test_two_tables_of_a_figure_have_their_titles(book):
    table = "\n| A | B |\n| --- | --- |\n| one | two |\n"
    titled = "".join(f"\n:::{{table}} {name}\n{table}:::\n" for name in ("Above", "Below"))
    board = f"```{{diagram}} banks\n:title: Two banks\n\nThe banks.\n{titled}```"
    built = book({"a.md": page("a", board)}, builder="html")
    assert built.warnings == []
    (figure,) = figures(built.html("a"))
    assert [next(one.itertext()) for one in figure.iter("caption")] == ["Above", "Below"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("○ no", "○"), "in the diagram 'ways-over' the sign '○' in a cell has no word"),
        (
            (BOARD[BOARD.index("| Way") : BOARD.index("\n\nNobody")], HEADLESS),
            "in the diagram 'ways-over' a table has no row of headings",
        ),
        ((":as-of:", ":alt: A table.\n:as-of:"), "leave out ':alt:'"),
        (("2008-10", "lately"), "':as-of: lately'"),
        (("Ways over the river; the signs are ours.\n", ""), "has no caption"),
    ],
)
def test_a_table_with_a_mistake_is_one_warning(book, change, why):
    (warning,) = book({"a.md": page("a", BOARD.replace(*change))}, builder="html").warnings
    assert why in warning


def test_a_diagram_is_a_table_or_a_drawing(book):
    files = {"a.md": page("a", BOARD), "figures/ways-over.svg": svg(BOX, 330)}
    (warning,) = book(files, builder="html").warnings
    assert "has a table and the drawing ways-over.svg: keep one" in warning


@pytest.mark.parametrize("builder", ["text", "latex"])
def test_other_formats_print_the_table(book, builder):
    built = book({"a.md": page("a", BOARD)}, builder=builder)
    suffix = {"text": "a.txt", "latex": "*.tex"}[builder]
    text = " ".join(next(built.app.outdir.glob(suffix)).read_text("utf-8").split())
    assert all(words in text for words in ("the ferry was not", "signs are ours", "Upper ford"))


@pytest.mark.parametrize("builder", ["text", "latex"])
def test_other_formats_print_the_words(book, builder):
    built = book(FILES, builder=builder)
    suffix = {"text": "a.txt", "latex": "*.tex"}[builder]
    text = next(built.app.outdir.glob(suffix)).read_text("utf-8")
    assert all(words in text for words in ("upper ford is the older", "Two boxes", "lower ford"))
