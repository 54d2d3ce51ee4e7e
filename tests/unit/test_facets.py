"""Filters and jumps: values are escaped, heads have their letters, items are counted in words."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from docutils import nodes
from html5lib import parseFragment

from sphinx_evidence.theme.facets import counted, facets, letters, visit_facets_html, years


def test_names_titles_and_values_are_escaped():
    hostile = 'x"><script>alert(1)</script>'
    node = facets("", facets=[(hostile, hostile, (hostile,))])
    document = nodes.container("", node)
    writer = SimpleNamespace(builder=SimpleNamespace(name="html"), document=document, body=[])
    with pytest.raises(nodes.SkipNode):
        visit_facets_html(writer, node)
    tree = parseFragment("".join(writer.body), namespaceHTMLElements=False)
    assert [tag.tag for tag in tree.iter()] == [
        *("DOCUMENT_FRAGMENT", "div", "div", "label", "select", "option", "option", "span")
    ]
    (label,), (chosen,) = tree.iter("label"), tree.iter("select")
    assert label.text == chosen[1].text == hostile
    assert label.get("for") == chosen.get("id")
    assert chosen.get("id") == f"choice-1-{hostile}"


def test_a_letter_leads_to_the_first_of_its_heads():
    heads = {"38 Weirs": "a", "Écluse": "b", "Eel": "c", "river": "d", "강": "e", "川": "f"}
    found = [(jump.text, jump.target) for jump in letters(heads)["jumps"]]
    assert found == [("0–9", "a"), ("E", "b"), ("R", "d"), ("Other scripts", "e")]


def test_years_begin_with_a_decade_and_have_no_gap():
    found = [
        (jump.text, jump.target, jump.count) for jump in years({2008: 2, 2011: 1}, "event")["jumps"]
    ]
    assert found == [
        *((str(year), "", 0) for year in range(2000, 2008)),
        ("2008", "year-2008", 2),
        *(("2009", "", 0), ("2010", "", 0)),
        ("2011", "year-2011", 1),
    ]


@pytest.mark.parametrize(
    ("noun", "count", "words"),
    [
        ("claim", 1, "1 claim"),
        ("event", 2, "2 events"),
        ("source", 3, "3 sources"),
        ("", 1, "1 entry"),
    ],
)
def test_items_are_counted_in_their_own_word(noun, count, words):
    assert counted(noun, count) == words
