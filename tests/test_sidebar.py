"""The sidebar that is rendered once equals the one that the theme renders for each page.

All but what is folded below the second level of other entries of the first, which is left out.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup

from conftest import page
from sphinx_evidence.theme.sidebar import name_folds, theme_sidebar

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

    from conftest import Built

pytestmark = pytest.mark.slow
OPTIONS: dict[str, Any] = {
    "maxdepth": 4,
    "collapse": False,
    "includehidden": True,
    "titles_only": True,
}
FIRST = "```{toctree}\n:caption: First & last\n\nfirst/index\nsources\nself\n```"
SECOND = (
    "```{toctree}\n:hidden:\n:caption: Second\n\n"
    "second/index\nElsewhere <https://example.org/a/#b>\n```"
)
BOOK: dict[str, str | None] = {
    "index.md": page("index", f"{FIRST}\n\n{SECOND}", "Cover"),
    "first/index.md": page("first", "```{toctree}\na\nb\n```\n\n(x)=\n## Below", "First <i>"),
    "first/a.md": page("a", "Text.", 'A "quoted" & title'),
    "first/b.md": page("b", "```{toctree}\n../second/deep/c\n```", "북송"),
    "second/index.md": page("second", "(y)=\n## Below", "Second"),
    "second/deep/c.md": page("c", "Text.", "C"),
}


def expected(app: Sphinx, docname: str, show_nav_level: int = 1) -> str:
    """Return the theme's sidebar of a page, without the folds that are left out."""
    tree = theme_sidebar(app, docname, **OPTIONS, show_nav_level=show_nav_level)
    for fold in tree.select(".toctree-l1:not(.current) .toctree-l2 > details:not([open])"):
        fold.find_parent("li")["class"].remove("has-children")
        fold.decompose()
    return str(tree)


def different(built: Built, show_nav_level: int = 1) -> list[str]:
    """Return the pages whose sidebar is not as expected."""
    app = built.app
    return [
        docname
        for docname in sorted(app.env.found_docs)
        if expected(app, docname, show_nav_level)
        not in Path(app.builder.get_output_path(docname)).read_text("utf-8")
    ]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("level", [1, 2, 3])
def test_the_sidebar_is_that_of_the_theme(
    book: Callable[..., Built], builder: str, level: int
) -> None:
    options = {"html_theme": "evidence", "exclude_patterns": ["_build"]}
    built = book(BOOK, builder=builder, **options, html_theme_options={"show_navbar_depth": level})
    assert len(built.app.env.found_docs) == 7
    assert different(built, level) == []


def test_pages_two_levels_down_are_listed_below_their_own_entry(book: Callable[..., Built]) -> None:
    options = {"html_theme": "evidence", "exclude_patterns": ["_build"]}
    built = book(BOOK, builder="html", **options)

    def listed(name: str) -> list[str]:
        links = BeautifulSoup(built.html(name), "html.parser").select(".bd-links a")
        return [title for link in links if (title := link.text) in {"북송", "C"}]

    for name in ("first/index", "first/a", "first/b", "second/deep/c"):
        assert listed(name) == ["북송", "C"]
    for name in ("index", "second/index", "sources", "search"):
        assert listed(name) == ["북송"]


def test_a_new_title_reaches_the_sidebar(book: Callable[..., Built]) -> None:
    options = {"html_theme": "evidence", "exclude_patterns": ["_build"]}
    book(BOOK, builder="html", **options)
    built = book({"first/a.md": page("a", "Text.", "Renamed")}, builder="html", **options)
    assert 'href="#">Renamed</a>' in built.html("first/a")
    built.app.build(force_all=True)
    assert different(built) == []
    assert "Renamed" in built.html("second/index")


def test_a_fold_has_the_name_of_the_page_above_it() -> None:
    html = '<li><a href="#">Law</a><details><summary><i></i></summary><ul></ul></details></li>'
    tree = name_folds(BeautifulSoup(html, "html.parser"))
    assert [fold["aria-label"] for fold in tree("summary")] == ["Pages under Law"]
