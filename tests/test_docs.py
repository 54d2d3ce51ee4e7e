"""The engine room documents every directive, role, setting and warning."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import page
from sphinx_evidence.audits.model import VERDICTS
from sphinx_evidence.core.diagnostics import Rule
from sphinx_evidence.sources import copies, library_tables, notes
from sphinx_evidence.sources.model import BASES, ENTRY_FIELDS, ENTRY_TYPES, SOURCE_TYPES

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


def test_the_policy_names_each_verdict():
    text = (GUIDES / "editorial-policy.md").read_text("utf-8")
    assert all(f"`{verdict}`" in text for verdict in VERDICTS)


@pytest.mark.parametrize("rule", list(Rule))
def test_each_warning_is_explained(terms, rule):
    assert rule.value in terms


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
    assert "inference" in terms
    assert directives <= terms
