"""The engine room documents every directive, role, setting and warning."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from conftest import page
from sphinx_evidence.audits.model import VERDICTS
from sphinx_evidence.charts.specification import spec_errors, unknown_fields
from sphinx_evidence.core.diagnostics import Rule
from sphinx_evidence.datasets.package import read_resources
from sphinx_evidence.sources import copies, library_tables, notes
from sphinx_evidence.sources.bibfile import read_bibfile
from sphinx_evidence.sources.model import (
    BASES,
    ENTRY_FIELDS,
    ENTRY_TYPES,
    SOURCE_TYPES,
    read_sources,
)
from sphinx_evidence.sources.rules import check_entries

GUIDES = Path(__file__).parent.parent / "docs" / "contributing"
ENGINE = GUIDES / "engine.md"


@pytest.fixture(scope="module")
def terms():
    """Return the headwords of the page."""
    heads = re.findall(r"^([^\n]+)\n: ", ENGINE.read_text("utf-8"), re.M)
    return {term.strip("`") for head in heads for term in head.split(", ")}


def test_the_guide_to_sources_names_each_type_field_and_value():
    text = (GUIDES / "sources.md").read_text("utf-8")
    named = {*re.findall(r"`@?(\w+)`", text), *re.findall(r"^  (\w+) = ", text, re.M)}
    assert {*ENTRY_TYPES, *ENTRY_FIELDS, *SOURCE_TYPES, *BASES} <= named
    assert {*copies.KINDS, *copies.EXTENTS, *copies.SAFETY} <= named


def test_the_guide_to_sources_shows_each_table():
    text = (GUIDES / "sources.md").read_text("utf-8")
    assert all(f"`data/{path}`" in text for path in library_tables.table_paths(Path()))
    tables = (copies.COLUMNS, notes.COLUMNS, library_tables.MOVED_COLUMNS)
    assert all(f"\n{','.join(columns)}\n" in text for columns in tables)


def test_the_templates_of_the_guides_have_no_mistake(tmp_path):
    guide = (GUIDES / "sources.md").read_text("utf-8")
    entries = "\n".join(re.findall(r"```bibtex\n(.*?)```", guide, re.S)).strip().split("\n\n")
    path = tmp_path / "references.bib"
    path.write_text("\n\n".join(sorted(entries, key=key_of)) + "\n", "utf-8")
    found = read_bibfile(path)
    sources = read_sources(found.data.entries)
    assert len(sources) == len(entries) > 3
    assert found.problems == ()
    assert list(check_entries(str(path), found.data.entries, sources, found.lines, None)) == []
    text = (GUIDES / "datasets.md").read_text("utf-8")
    resource, chart = map(json.loads, re.findall(r"```json\n(.*?)```", text, re.S))
    package = json.dumps({"name": "data", "resources": [resource]})
    assert read_resources(package.encode())[1] == []
    assert spec_errors(chart) == []
    columns = frozenset(field["name"] for field in resource["schema"]["fields"])
    assert unknown_fields(chart, columns) == []
    table = re.search(r"```text\n(id,metres,.*?)```", text, re.S)[1].splitlines()
    assert set(table[0].split(",")) == columns


def key_of(entry):
    """Return the key of an entry of a bibliography."""
    return re.search(r"@\w+\{(\w+),", entry)[1]


def test_the_policy_names_each_verdict():
    text = (GUIDES / "editorial-policy.md").read_text("utf-8")
    assert all(f"`{verdict}`" in text for verdict in VERDICTS)


def test_each_warning_is_explained(terms):
    assert {rule.value for rule in Rule} <= terms


def test_each_role_directive_and_setting_is_explained(terms, book):
    built = book({"a.md": page("a", "")})
    domain = built.app.env.domains["cite"]
    assert {f"cite:{role}" for role in domain.roles} <= terms
    settings = {name for name in built.app.config.values if name.startswith("evidence_")}
    assert settings <= terms
    assert "claim:ref" in terms
    directives = {"chapter-sources", "source-register", "shorthands", "claim", "claim-list"}
    directives |= {"data-table", "dataset", "value", "dataset:ref"}
    directives |= {"chart", "chart:ref", "diagram", "edition-list"}
    directives |= {"claim-filters", "term", "flagged-sources", "source-index", "audit-rates"}
    directives |= {"to-read"}
    assert "inference" in terms
    assert directives <= terms
