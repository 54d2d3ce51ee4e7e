"""A new kind of object needs one domain only: nothing else in the package names it.

The kind is that of the manual, ``river_maps.py``.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from html5lib import parse

from conftest import CONF, page, search_parts

MANUAL = Path(__file__).parents[1] / "src" / "docs"
RIVER = page("delta", "```{map} the-delta\nThe delta of the river\n```\n", "The delta")


@pytest.fixture
def built(book, tmp_path, monkeypatch):
    """Return a built book with a map."""
    monkeypatch.syspath_prepend(MANUAL)
    conf = CONF.replace('"sphinx_evidence"]', '"sphinx_evidence", "river_maps"]')
    conf += 'version = "2026.1.dev0"\nevidence_edition_date = "2026-11-24"\n'
    conf += 'evidence_register = "permalinks.csv"\n'
    head = "id,kind,edition,status,replaced_by,note\n"
    register = f"{head}old-map,map,2025.1,withdrawn,,Out of date.\n"
    files = {"conf.py": conf, "delta.md": RIVER, "permalinks.csv": register}
    return lambda changes=None, **settings: book({**files, **(changes or {})}, **settings)


def test_a_new_kind_has_permalinks_citations_search_cards_exports_and_checks(built) -> None:
    result = built(builder="html")
    assert result.warnings == []
    site = result.app.outdir
    page = parse(result.html("delta"), namespaceHTMLElements=False)
    cite = [link for link in page.iter("a") if link.get("class") == "cite-link"]
    addresses = [f"id/{name}/cite.html" for name in ("delta", "the-delta")]
    assert [link.get("href") for link in cite] == addresses
    item = json.loads((site / "id/the-delta/cite.json").read_text("utf-8"))[0]
    assert (item["type"], item["title"]) == ("map", "The delta of the river")
    assert (site / "id/the-delta/cite.ris").read_text("utf-8").startswith("TY  - MAP")
    assert "@misc{the-delta," in (site / "id/the-delta/cite.bib").read_text("utf-8")
    assert "../../delta.html#the-delta" in (site / "id/the-delta/index.html").read_text("utf-8")
    assert "This map was withdrawn" in (site / "id/old-map/index.html").read_text("utf-8")
    assert '"the-delta":["The delta of the river"]' in (site / "cards-data.js").read_text("utf-8")
    found = search_parts(site)
    assert "The delta of the river" in json.dumps(found)
    script = (site / "_static/evidence.js").read_text("utf-8")
    assert (
        '"map": {"label": "Map", "weight": 0.7, "facet": "Kind of map", "spoken": false}' in script
    )
    assert json.loads((site / "maps.json").read_text("utf-8")) == ["the-delta"]


def test_a_problem_of_a_new_kind_is_a_warning_of_its_page(built) -> None:
    result = built({"delta.md": page("delta", "```{map} the-delta\n```\n", "The delta")})
    assert result.warnings == [
        "delta.md: WARNING: the map 'the-delta' has no title: add it [evidence.chart-text]"
    ]


def test_ids_of_a_new_kind_are_checked_with_those_of_all_others(built) -> None:
    malformed, used = "[evidence.malformed-id]", "is used in delta too: rename one"
    messages = {
        "The_Delta": f"is not lower-case words and hyphens: rename it {malformed}",
        "row-delta": "is reserved (",
        "delta": f"{used} [evidence.duplicate-id]",
        "the-delta": f"{used} [evidence.duplicate-id]",
    }
    maps = "".join(f"```{{map}} {name}\nThe mouth\n```\n\n" for name in ("the-delta", *messages))
    warnings = built({"delta.md": page("delta", maps, "The delta")}).warnings
    assert len(warnings) == len(messages)
    for line, (name, words) in zip((12, 16, 20, 24), messages.items(), strict=True):
        start = f"delta.md:{line}: WARNING: the id of the map {name!r} {words}"
        (warning,) = (one for one in warnings if one.startswith(start))
        assert warning.endswith(malformed if words == "is reserved (" else words)


def test_the_id_of_a_new_kind_is_not_that_of_a_claim(built) -> None:
    claim = (
        "```{claim} the-delta\n:kind: record\n:as-of: 2008\n\n"
        "The delta has two arms {cite:p}`hrw2008denied`.\n```\n"
    )
    (warning,) = built({"arms.md": page("arms", claim, "The arms")}).warnings
    expected = "delta.md:8: WARNING: the id of the map 'the-delta' is used in arms too: rename one"
    assert warning == f"{expected} [evidence.duplicate-id]"


@pytest.mark.parametrize("link", ["[the delta](#the-delta)", "{map:ref}`the-delta`", "no link"])
def test_a_link_to_a_new_kind_counts_as_a_link_between_chapters(built, link) -> None:
    files = {
        "index.md": page("index", "```{toctree}\n:glob:\n\n*\npart/*\n```"),
        "delta.md": page("delta", "Text.", "The delta"),
        "part/one.md": page("one", "```{map} the-delta\nThe delta\n```\n", "One"),
        "part/two.md": page("two", f"See {link}.", "Two"),
    }
    warnings = "\n".join(built(files, evidence_parts=["part"]).warnings)
    unlinked = link == "no link"
    assert ("part/two.md: WARNING: no link to another chapter" in warnings) is unlinked
    assert ("part/one.md: WARNING: no other chapter links here" in warnings) is unlinked
    assert "not found" not in warnings


FULL = """
from sphinx_evidence.core.domains import PageDomain

class LateDomain(PageDomain):
    name, label = "late", "Late"

    def exports(self, app):
        if app.config.late:
            yield "late/words.txt", "Words"
            raise OSError(28, "No space left on device")

def setup(app):
    app.add_config_value("late", False, "")
    app.add_domain(LateDomain)
"""


def test_a_file_that_a_failed_build_has_begun_does_not_stay(book):
    site = book({"conf.py": CONF + FULL}, builder="html").app.outdir
    with pytest.raises(SystemExit):
        book(builder="html", late=True)
    assert (site / "late/words.txt").is_file()
    book(builder="html")
    assert not (site / "late").exists()
