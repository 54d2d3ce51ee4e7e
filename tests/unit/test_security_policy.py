"""The policies in the head of every page; ``tests/test_policies.py`` tests them in a browser."""

from __future__ import annotations

import pytest
from html5lib import parse

from sphinx_evidence.core.html import POLICIES

ALLOWED = {
    "default-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
}


@pytest.fixture
def tags():
    """The ``meta`` elements by their purpose."""
    tree = parse(f"<head>{POLICIES}</head>", namespaceHTMLElements=False)
    return {
        tag.get("http-equiv") or tag.get("name"): tag.get("content") for tag in tree.iter("meta")
    }


def test_nothing_is_loaded_from_elsewhere_and_no_script_or_style_stands_in_a_page(tags):
    rules = [rule.split() for rule in tags["Content-Security-Policy"].split(";")]
    assert {name: sources for name, *sources in rules} == ALLOWED


def test_no_page_is_named_to_others(tags):
    assert tags["referrer"] == "no-referrer"
