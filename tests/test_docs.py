"""The engine room documents each directive, role, setting, warning and method of features."""

from __future__ import annotations

import inspect
import json
import re
from pathlib import Path

import pytest
from docutils.parsers.rst import directives
from docutils.parsers.rst.languages import en
from docutils.utils import new_document
from sphinx.domains import Domain

import sphinx_evidence
from conftest import page
from sphinx_evidence.charts.specification import spec_errors, unknown_fields
from sphinx_evidence.claims.audit_model import VERDICTS
from sphinx_evidence.core.diagnostics import Rule
from sphinx_evidence.core.domains import PageDomain, page_domains
from sphinx_evidence.data.package import read_resources
from sphinx_evidence.sources import copies, library_tables, notes
from sphinx_evidence.sources.bibfile import read_bibfile
from sphinx_evidence.sources.model import (
    BASES,
    ENTRY_FIELDS,
    ENTRY_TYPES,
    read_sources,
)
from sphinx_evidence.sources.rules import check_entries
from sphinx_evidence.sources.vocabulary import read_vocabulary

GUIDES = Path(__file__).parent.parent / "docs" / "contributing"
ENGINE = GUIDES / "engine.md"
PACKAGE = Path(sphinx_evidence.__file__).parent


@pytest.fixture(scope="module")
def terms():
    """Return the entries of the page by their headwords."""
    entries = re.findall(r"^([^\n]+)\n: (.+)$", ENGINE.read_text("utf-8"), re.M)
    return {
        term.strip("`"): text
        for heads, text in entries
        for term in re.findall(r"`[^`]+`|[^\s,`]+", heads)
    }


def test_the_guide_to_sources_names_each_type_field_and_value():
    text = (GUIDES / "sources.md").read_text("utf-8")
    named = {*re.findall(r"`@?(\w+)`", text), *re.findall(r"^  (\w+) = ", text, re.M)}
    words, problems = read_vocabulary(GUIDES.parents[1] / "data")
    assert problems == []
    assert {*ENTRY_TYPES, *ENTRY_FIELDS, *words.kinds, *BASES} <= named
    assert {*copies.KINDS, *copies.EXTENTS, *copies.SAFETY} <= named


def test_the_guide_to_sources_shows_each_table():
    text = (GUIDES / "sources.md").read_text("utf-8")
    assert all(f"`data/{name}`" in text for name in library_tables.TABLES)
    tables = (copies.COLUMNS, notes.COLUMNS, library_tables.MOVED_COLUMNS)
    assert all(f"\n{','.join(columns)}\n" in text for columns in tables)


def test_the_templates_of_the_guides_have_no_mistake(tmp_path):
    guide = (GUIDES / "sources.md").read_text("utf-8")
    entries = "\n".join(re.findall(r"```bibtex\n(.*?)```", guide, re.S)).strip().split("\n\n")
    path = tmp_path / "references.bib"
    path.write_text("\n\n".join(sorted(entries, key=key_of)) + "\n", "utf-8")
    found = read_bibfile(path)
    words, _problems = read_vocabulary(GUIDES.parents[1] / "data")
    sources = read_sources(found.data.entries, words)
    assert len(sources) == len(entries) > 3
    assert found.problems == ()
    about = str(path), found.data.entries, sources, found.lines, None
    assert list(check_entries(*about, vocabulary=words)) == []
    text = (GUIDES / "datasets.md").read_text("utf-8")
    resource, chart = map(json.loads, re.findall(r"```json\n(.*?)```", text, re.S))
    package = json.dumps({"name": "data", "resources": [resource]})
    assert read_resources(package.encode(), tmp_path)[1] == []
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
    assert {rule.value for rule in Rule} - terms.keys() == set()


def test_each_setting_is_explained(terms, book):
    values = book({"a.md": page("a", "")}).app.config.values
    assert {name for name in values if name.startswith("evidence_")} - terms.keys() == set()


def added(kind):
    """Return the names of roles or directives outside of domains, as the package adds them."""
    calls = re.compile(rf'\.add_{kind}\(\s*"([\w-]+)"')
    return {
        name for path in PACKAGE.rglob("*.py") for name in calls.findall(path.read_text("utf-8"))
    }


def test_each_role_is_explained(terms, book):
    domains = page_domains(book({"a.md": page("a", "")}).app.env)
    inside = {f"{domain.name}:{role}" for domain in domains for role in domain.roles}
    assert len(inside) >= 5
    assert "value" in added("role")
    assert (inside | added("role")) - {"cite"} - terms.keys() == set()  # it is the same as cite:p


def test_each_directive_is_explained_with_its_options(terms, book):
    book({"a.md": page("a", "")})
    names = added("directive")
    assert "claim" in names
    assert names - terms.keys() == set()
    kinds = {name: directives.directive(name, en, new_document(""))[0] for name in names}
    options = {(name, option) for name, kind in kinds.items() for option in kind.option_spec or ()}
    assert ("claim", "as-of") in options
    assert {one for one in options if f":{one[1]}:" not in terms[one[0]]} == set()


def test_each_method_that_a_feature_may_have_is_explained_with_its_arguments(terms):
    methods = vars(PageDomain).keys() - vars(Domain).keys()
    heads = set()
    for name in methods:
        member = inspect.getattr_static(PageDomain, name)
        member = getattr(member, "__func__", member)  # of a class method
        names = list(inspect.signature(member).parameters)[1:] if callable(member) else None
        heads.add(name if names is None else f"{name}({', '.join(names)})")
    own = {head for head in heads if not head.startswith("_")}
    assert {"by_page", "problems()", "fingerprint(docname)"} <= own
    assert own - terms.keys() == set()
