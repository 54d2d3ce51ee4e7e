"""The links by which a page is edited and a problem is reported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from html5lib import parse

from conftest import page
from sphinx_evidence.core.repository import (
    CORRECTION,
    EDITION,
    ORIGINAL,
    PLACE,
    WORK,
    edit_address,
    report_address,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Built

FORMS = Path(__file__).parents[1] / ".github" / "ISSUE_TEMPLATE"
FORM_FILES = [path for path in sorted(FORMS.glob("*.yml")) if path.name != "config.yml"]
FILES = {
    "index.md": page("index", "```{toctree}\npart/flood\n```"),
    "part/flood.md": page(
        "flood", "The river rose.\n\n(dike)=\n## The dike\n\nIt held.", "A flood"
    ),
}
SETTINGS = {
    "builder": "html",
    "html_theme": "evidence",
    "version": "2026.1.dev0",
    "evidence_parts": ["part"],
    "evidence_edition_date": "2026-11-24",
}
REPOSITORY = "https://example.org/rivers/book/"


def links(html: str) -> dict[str, str]:
    """Return the links of a page to other sites by their words."""
    tree = parse(html, namespaceHTMLElements=False)
    return {
        link.get("aria-label") or "".join(link.itertext()): link.get("href", "")
        for link in tree.iter("a")
        if link.get("href", "").startswith((REPOSITORY, "mailto:"))
    }


def test_a_page_is_edited_and_reported(book: Callable[..., Built]) -> None:
    settings = {"evidence_repository": REPOSITORY, "evidence_contact": "mailto:book@example.org"}
    built = book(FILES, **SETTINGS, **settings)
    found = links(built.html("part/flood"))
    assert found["Edit this page"] == f"{REPOSITORY}edit/main/part/flood.md"
    assert found["Report harm in private"] == "mailto:book@example.org"
    query = parse_qs(urlsplit(found["Report a problem"]).query)
    assert query == {"template": [CORRECTION], PLACE: ["id/flood/"], EDITION: ["2026.1.dev0"]}
    second = parse_qs(urlsplit(found["Report a problem in paragraph 2"]).query)
    place = second[PLACE][0]
    assert place.startswith("id/flood/#p2-")
    assert place.endswith(" (¶ 2)")
    assert f'id="{place.partition("#")[2].split()[0]}"' in built.html("part/flood")


@pytest.mark.parametrize("contact", ["", "mailto:book@example.org"])
def test_without_a_repository_a_page_says_how_a_mistake_is_reported(
    book: Callable[..., Built], contact: str
) -> None:
    built = book(FILES, **SETTINGS, evidence_contact=contact)
    html = built.html("part/flood")
    links = parse(html, namespaceHTMLElements=False).iter("a")
    found = {link.get("aria-label") or "".join(link.itertext()): link.get("href") for link in links}
    page, _, query = found["Report a mistake"].partition("?")
    assert (page, parse_qs(query)) == ("../report-a-mistake.html", {PLACE: ["id/flood/"]})
    text = built.html("report-a-mistake")
    assert "Edition: 2026.1.dev0" in text
    assert ("book@example.org" in text) == bool(contact)
    assert ("have named no address" in text) != bool(contact)


def test_a_draft_and_a_book_with_a_repository_have_no_page_for_reports(
    book: Callable[..., Built],
) -> None:
    for settings in ({"evidence_repository": REPOSITORY}, {"evidence_edition_date": ""}):
        built = book(FILES, **SETTINGS | settings)
        assert not Path(built.app.outdir, "report-a-mistake.html").exists()
        assert "report-a-mistake" not in built.html("part/flood")


@pytest.mark.parametrize(
    ("form", "fields"), [(CORRECTION, {PLACE, EDITION}), (ORIGINAL, {WORK, PLACE, EDITION})]
)
def test_the_form_has_the_fields_that_links_fill(form: str, fields: set[str]) -> None:
    body = yaml.safe_load((FORMS / form).read_text("utf-8"))["body"]
    assert fields <= {item.get("id") for item in body}


def test_a_field_that_is_not_known_is_left_to_the_reader() -> None:
    fields = {WORK: "Gauge 2008 & more", PLACE: "", EDITION: "2026.1"}
    address = report_address(REPOSITORY, ORIGINAL, fields)
    assert parse_qs(urlsplit(address).query, keep_blank_values=True) == {
        "template": [ORIGINAL],
        WORK: ["Gauge 2008 & more"],
        EDITION: ["2026.1"],
    }


def test_a_strange_name_is_quoted() -> None:
    assert (
        edit_address(REPOSITORY, "a b", "docs/ü?.md") == f"{REPOSITORY}edit/a%20b/docs/%C3%BC%3F.md"
    )


@pytest.mark.parametrize("form", FORM_FILES, ids=lambda path: path.stem)
def test_each_form_says_where_harm_is_reported(form: Path) -> None:
    assert "SECURITY.md" in form.read_text("utf-8")
