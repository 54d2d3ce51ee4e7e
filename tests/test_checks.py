"""Each page in tests/checks declares the expected warnings in comments above the lines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import CONF, ENTRY, LIBRARY, page
from sphinx_evidence.core.diagnostics import Rule

PAGES = {path.name: path.read_text("utf-8") for path in Path(__file__).parent.glob("checks/*.md")}
ALONE = "empty-list.md"
"""The page that asks for what no other page of its book may have."""
WARNING = re.compile(r"([\w-]+\.md)(?::(\d+))?: WARNING: .*\[evidence\.([\w-]+)\]$")
# Rules for the bibliography, data, settings and whole chapters are tested below and in tests/unit.
NOT_IN_PAGES = {
    Rule.MALFORMED_BIBLIOGRAPHY,
    Rule.MALFORMED_TABLE,
    Rule.SOURCE_FIELD,
    Rule.DUPLICATE_SOURCE,
    Rule.UNSAFE_ADDRESS,
    Rule.UNLISTED_SOURCE,
    Rule.WITHDRAWN_SOURCE,
    Rule.SOURCELESS_ROW,
    Rule.UNKNOWN_DATA,
    Rule.UNKNOWN_FILE,
    Rule.UNUSED_SOURCE,
    Rule.CHAPTER_FORM,
    Rule.UNCITED_FACT,
    Rule.STALE_REVIEW,
    Rule.PERSONAL_DATA,
    Rule.MALFORMED_LIST,
    Rule.STRAY_LINK,
    Rule.LOST_ID,
    Rule.UNREGISTERED_ID,
    Rule.MALFORMED_SETTING,
    Rule.UNSAFE_IMAGE,
    Rule.STALE_AUDIT,
    Rule.MALFORMED_RECORD,
    Rule.MALFORMED_VOICE,
    Rule.MALFORMED_CATALOG,
    Rule.REFUSED_TRANSLATION,
    Rule.MISSING_PACKAGE,
}


def expected(text):
    """Yield line and subtype of each ``% EXPECT[+2]: subtype`` in *text*."""
    for number, line in enumerate(text.splitlines(), 1):
        if match := re.match(r"% EXPECT\[([+-]\d+|page)\]: ([\w-]+)$", line):
            where, subtype = match.groups()
            yield (None if where == "page" else number + int(where)), subtype


@pytest.mark.parametrize("names", [PAGES.keys() - {ALONE}, {ALONE}], ids=["together", "alone"])
def test_a_page_raises_what_it_says_and_nothing_else(book, names):
    found = {name: set() for name in names}
    for line in book(LIBRARY | {name: PAGES[name] for name in names}).warnings:
        match = WARNING.search(line)
        assert match, f"not a warning of ours at a place of ours: {line}"
        found[match[1]].add((int(match[2]) if match[2] else None, match[3]))
    assert found == {name: set(expected(PAGES[name])) for name in names}


def test_each_rule_for_pages_has_a_page_that_breaks_it():
    broken = {subtype for text in PAGES.values() for _, subtype in expected(text)}
    assert broken == set(Rule) - NOT_IN_PAGES


def test_a_cited_source_on_no_page_of_the_register_is_named(book):
    built = book(
        {
            "a.md": "---\ndescription: A.\n---\n\n(a)=\n# A\n\nFact {cite:p}`hrw2008denied`.\n",
            "sources.md": "---\ndescription: S.\n---\n\n(sources)=\n# S\n",
        }
    )
    (warning,) = built.warnings
    assert "no page lists the sources of tier 'ngo' such as 'hrw2008denied'" in warning


def test_a_broken_bibliography_and_table_are_one_line_each_and_the_book_is_built(book):
    built = book(
        {
            "conf.py": CONF + 'evidence_data = "data"\n',
            "data/publishers.csv": "id,name\nhrw,Human Rights Watch\nbbc\n",
            "references.bib": ENTRY + "@misc{x2020y,\n  title = {A}\n  year = 2020\n}\n",
            "a.md": "---\ndescription: A.\n---\n\n(a)=\n# A\n\nFact {cite:p}`hrw2008denied`.\n",
        },
        builder="html",
    )
    assert [line.split(" WARNING: ")[0] for line in built.warnings] == [
        "references.bib:15:",
        "data/publishers.csv:3:",
    ]
    assert "Human Rights Watch 2008" in built.html("a")


def test_a_publisher_whose_row_cannot_be_read_is_one_warning(book):
    built = book(
        {
            "conf.py": CONF + 'evidence_data = "data"\n',
            "data/publishers.csv": 'id,name\nbbc,BBC\nhrw,"Human Rights Watch\n',
            "references.bib": ENTRY,
            "a.md": "---\ndescription: A.\n---\n\n(a)=\n# A\n\nFact {cite:p}`hrw2008denied`.\n",
        }
    )
    (warning,) = built.warnings
    assert warning.startswith("data/publishers.csv:3: WARNING: a quotation mark is not closed")


def test_a_claim_on_a_withdrawn_source_is_refused(book):
    claim = ":::{claim} a-b\n:kind: record\n:as-of: 2008\n\nIt {cite:p}`hrw2008denied`.\n:::\n"
    bib = ENTRY.replace("year =", "status = {withdrawn},\n  year =")
    built = book({"a.md": page("a", claim), "references.bib": bib})
    (warning,) = built.warnings
    assert "the claim 'a-b' cites 'hrw2008denied', which was withdrawn" in warning
