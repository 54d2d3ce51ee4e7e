"""Filters: values in attributes and text are escaped."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from docutils import nodes
from html5lib import parseFragment

from sphinx_evidence.facets.extension import facets, visit_facets_html


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
