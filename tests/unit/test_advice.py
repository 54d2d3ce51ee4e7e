"""What is added to the warnings of Sphinx, MyST and docutils."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from sphinx_evidence.chapters.advice import advice

BOOK = SimpleNamespace(
    labels=["harvest", "great-flood"],
    pages=["index", "land/index", "land/roads", "water/ice", "water/deep/lake"],
    indexes=["index", "land/index"],
    roles=["term", "cite:p"],
    directives=["claim", "chapter-sources"],
)
WARNINGS = [
    ("duplicate label ice, other instance in water/ice.md", "rename one"),
    ('Duplicate explicit target name: "ice".', "rename one"),
    ("Non-consecutive header level increase; H2 to H4", "write ### before it"),
    ("Document headings start at H2, not H1", "write (its-id)= and # its title"),
    ("toctree contains reference to nonexisting document 'land/road'", "did you mean land/roads?"),
    ("toctree contains reference to non-existing document 'land/road'", "mean land/roads?"),
    ("toctree contains reference to excluded document 'x'", "name a page by its path"),
    ("'myst' cross-reference target not found: 'harvst'", "did you mean #harvest?"),
    ("'myst' cross-reference target not found: 'zzz'", "the id of a section or a claim"),
    ("'myst' cross-reference target not found: 'road.md'", "did you mean roads.md?"),
    ("'myst' cross-reference target not found: 'roads.html#x'", "did you mean roads.md?"),
    ("'myst' cross-reference target not found: '../water/icy.md'", "did you mean ../water/ice.md?"),
    ("'myst' cross-reference target not found: '/q.md'", "the path of a page"),
    ("local id not found in doc 'land/roads': 'harvests'", "did you mean #harvest?"),
    ("claim:ref reference target not found: grat-flood", "did you mean #great-flood?"),
    ("undefined label: 'harvestt'", "did you mean #harvest?"),
    ("unknown document: 'water/icee'", "did you mean water/ice?"),
    ('Unknown interpreted text role "trm".', "did you mean {term}?"),
    ('Unknown interpreted text role "zzz".', "remove it"),
    ("Unknown directive type: 'clam'", "did you mean {claim}?"),
    ("'claim-list': Unknown option key: 'heer' (allowed: ['here', 'tag'])", "mean :here:?"),
    ("'shorthands': Unknown option key: 'heer' (allowed: [])", "remove it"),
    ("image file not readable: land/no.png", "correct its path"),
    ("Document may not end with a transition.", "delete the line"),
    ("the disk is full", ""),
]


@pytest.mark.parametrize(("warning", "said"), WARNINGS)
def test_a_warning_says_what_to_do(warning, said):
    found = advice(warning, BOOK, "land/fields")
    assert said in found
    assert bool(said) == bool(found)


@pytest.mark.parametrize(
    ("docname", "said"),
    [
        ("land/ways", "add 'ways' to the {toctree} of land/index"),
        ("water/deep/sea", "add 'water/deep/sea' to the {toctree} of index"),
    ],
)
def test_a_page_is_listed_where_its_neighbours_are(docname, said):
    assert advice("document isn't included in any toctree", BOOK, docname) == said
