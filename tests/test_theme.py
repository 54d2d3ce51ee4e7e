"""Upstream files that the theme replaces; their digests show when a new version changes them."""

from __future__ import annotations

import re
from hashlib import sha256
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import pytest
from bs4 import BeautifulSoup

from conftest import page
from real_book import built_book
from sphinx_evidence.theme.extension import is_needed
from tools.styles.command import KEPT, THEMES, theme_sheet, whole_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from conftest import Built

ICON = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">
<rect width="8" height="8" fill="#246"/></svg>"""
# What docs/_templates and theme.js stand in for, as it was when they were written.
REPLACED = {
    "pydata_sphinx_theme/layout.html": "1f98508aa73a49d0",
    "pydata_sphinx_theme/components/navbar-logo.html": "4eeb463826bddfe4",
    "pydata_sphinx_theme/components/theme-switcher.html": "c46dff4372d721c2",
    "pydata_sphinx_theme/sections/header-article.html": "0099dd9fcd1eed84",
    "pydata_sphinx_theme/sections/footer-article.html": "a53cd78d3bbf5756",
    "pydata_sphinx_theme/sections/sidebar-secondary.html": "004310d65f2e7636",
    "pydata_sphinx_theme/sections/sidebar-primary.html": "451dbb9c8132f260",
    "pydata_sphinx_theme/static/webpack-macros.html": "ca92b021a603a336",
    "pydata_sphinx_theme/static/scripts/pydata-sphinx-theme.js": "73b151b7df2d9239",
    "sphinx_book_theme/layout.html": "2cd2fbbe2caedf3a",
    "sphinx_book_theme/sections/footer-content.html": "26697ce922198edb",
    "sphinx_book_theme/components/article-header-buttons.html": "01d586c72ac25475",
    "sphinx_book_theme/components/toggle-primary-sidebar.html": "316c98ec6677c656",
    "sphinx_book_theme/components/toggle-secondary-sidebar.html": "0cf39e5b61b02a71",
    "sphinx_book_theme/static/scripts/sphinx-book-theme.js": "20f5c4379fa2fa1a",
}


def upstream(name: str) -> Path:
    """Return the path of a file, from the name of the theme and the path within it."""
    theme = name.partition("/")[0]
    spec = find_spec(theme)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "theme" / name


@pytest.mark.worded
def test_what_is_replaced_has_not_changed() -> None:
    found = {name: sha256(upstream(name).read_bytes()).hexdigest()[:16] for name in REPLACED}
    changed = {name: digest for name, digest in found.items() if digest != REPLACED[name]}
    assert changed == {}, (
        "the theme has changed: see whether docs/_templates and docs/_static/theme.js should "
        "follow, then write the new digests here"
    )


@pytest.mark.parametrize(
    ("name", "loaded"),
    [
        ("_static/theme.js", True),
        ("_static/doctools.js", False),
        ("_static/scripts/sphinx-book-theme.js", False),
        ("", False),
    ],
)
def test_scripts_of_a_page(name: str, loaded: bool) -> None:
    assert is_needed(name, "") is loaded


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rules", "loaded", "written"),
    [([], 1, 2), (["policies"], 1, 0), (["scripts"], 0, 0), (["policies", "scripts"], 0, 0)],
)
def test_no_page_has_a_script_that_its_policies_stop(
    book: Callable[..., Built], rules: list[str], loaded: int, written: int
) -> None:
    built = book(builder="html", html_theme="evidence", evidence_house_rules=rules)
    page = BeautifulSoup(built.html("index"), "html.parser")
    scripts = [tag for tag in page.select("script") if tag.get("type") != "application/ld+json"]
    assert len([tag for tag in scripts if "doctools" in tag.get("src", "")]) == loaded
    assert len([tag for tag in scripts if not tag.get("src")]) == written


@pytest.mark.parametrize(
    ("body", "loaded"),
    [
        ('<div class="highlight-python notranslate">', True),
        ('<code class="code highlight-html">', True),
        ("<p>A highlight of the year</p>", False),
    ],
)
def test_pages_with_code_load_its_colours(body: str, loaded: bool) -> None:
    assert is_needed("_static/pygments.css", body) is loaded


@pytest.mark.slow
def test_a_page_always_names_its_icon(book: Callable[..., Built]) -> None:
    """Otherwise browsers ask for ``/favicon.ico``."""
    without = book(builder="html", html_theme="evidence")
    assert without.html("index").count('<link rel="icon" href="data:,">') == 1
    files = {"icon.svg": ICON}
    named = book(files, builder="html", html_theme="evidence", html_favicon="icon.svg")
    assert named.html("index").count('rel="icon"') == 1
    assert 'rel="icon" href="_static/icon.svg' in named.html("index")


@pytest.mark.slow
def test_templates_of_a_theme_are_no_pages(book: Callable[..., Built]) -> None:
    """They were published without the policies of a page, and asked for files that are not there.

    A page of the same name that the book has itself is its own.
    """
    settings = {"html_theme": "evidence", "html_static_path": ["own"]}
    for files in ({"own/note.txt": "Ours"}, {"index.md": page("index", "Twice")}):
        built = book(files, builder="html", **settings)
        names = {path.name for path in Path(built.app.outdir, "_static").iterdir()}
        assert {"note.txt", "moved.js", "theme.js"} <= names
        assert [name for name in names if name.endswith(".html")] == []
    own = book({"own/webpack-macros.html": "Ours"}, builder="html", **settings)
    kept = list(Path(own.app.outdir, "_static").glob("*.html"))
    assert [path.read_text("utf-8") for path in kept] == ["Ours"]


def test_an_icon_has_forms_for_phones_and_older_browsers(book: Callable[..., Built]) -> None:
    built = book({"icon.svg": ICON}, builder="html", html_theme="evidence", html_favicon="icon.svg")
    html, folder = built.html("index"), Path(built.app.outdir)
    assert '<link rel="apple-touch-icon" href="apple-touch-icon.png">' in html
    assert html.count('name="theme-color"') == 2
    touch, small = (folder / "apple-touch-icon.png").read_bytes(), folder / "favicon.ico"
    assert [int.from_bytes(touch[at : at + 4]) for at in (16, 20)] == [180, 180]
    content = small.read_bytes()
    assert content[:6] == b"\0\0\1\0\1\0"
    length, start = (int.from_bytes(content[at : at + 4], "little") for at in (14, 18))
    assert content[start:].startswith(b"\x89PNG")
    assert len(content) == start + length
    other = book({}, builder="html", html_theme="basic", html_favicon="icon.svg")
    assert not (Path(other.app.outdir) / "favicon.ico").exists()


@pytest.mark.parametrize(
    "icon",
    [
        "<svg",
        pytest.param("<p/>", marks=pytest.mark.slow),
        pytest.param(ICON.replace("viewBox", "box"), marks=pytest.mark.slow),
    ],
)
def test_an_icon_that_cannot_be_drawn_is_one_warning(book: Callable[..., Built], icon: str) -> None:
    built = book({"icon.svg": icon}, builder="html", html_theme="evidence", html_favicon="icon.svg")
    (warning,) = built.warnings
    assert warning.startswith("conf.py")
    assert "html_favicon = 'icon.svg' cannot be drawn" in warning
    assert warning.endswith("[evidence.malformed-setting]")


def style_sheets(html: str) -> list[str]:
    """Return the file names of the style sheets that a page links, in order."""
    return re.findall(r'<link rel="stylesheet"[^>]* href="[^"]*_static/([^"?]+)', html)


@pytest.mark.slow
@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_a_page_has_one_style_sheet_and_those_of_the_book(
    book: Callable[..., Built], builder: str
) -> None:
    files = {"own/own.css": ".lead { color: var(--pst-color-danger); }"}
    own = {"html_static_path": ["own"], "html_css_files": ["own.css"]}
    built = book(files, builder=builder, html_theme="evidence", **own)
    assert style_sheets(built.html("index")) == ["evidence.css", "own.css"]
    sheet = Path(built.app.outdir, "_static/evidence.css").read_bytes()
    assert f"_static/evidence.css?v={crc32(sheet):08x}" in built.html("index")
    text = sheet.decode()
    assert "Bootstrap" in text  # the licence
    assert "--pst-color-danger:" in text  # read by the sheet of the book
    assert ".bd-article" in text
    assert re.findall(r"/\*[^!]", text) == []


@pytest.mark.slow
def test_another_theme_keeps_its_style_sheets(book: Callable[..., Built]) -> None:
    built = book(builder="html", html_theme="basic")
    assert style_sheets(built.html("index")) == ["pygments.css", "basic.css", "evidence.css"]


@pytest.mark.parametrize("project", THEMES)
def test_a_joined_style_sheet_imports_no_other(project: str) -> None:
    """Browsers ignore ``@import`` within a style sheet."""
    assert "@import" not in theme_sheet(project)


class Names(HTMLParser):
    """Elements, classes and ids of pages as selectors, such as ``p``, ``.note`` and ``#top``."""

    def __init__(self, pages: Iterable[Path]) -> None:
        super().__init__()
        self.names: set[str] = set()
        for path in pages:
            self.feed(path.read_text("utf-8"))
            self.reset()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the names of an element."""
        values = dict(attrs)
        self.names.add(tag)
        self.names.update(f".{name}" for name in (values.get("class") or "").split())
        self.names.add(f"#{values.get('id')}")


BOXES = ("attention", "caution", "danger", "error", "hint", "important", "note", "seealso", "tip")
MARKUP = """
```{contents}
```

```{topic} A topic
Text.
```

```{sidebar} Beside
Text.
```

```{versionadded} 2
Text.
```

```{code-block} python
:caption: Code
:linenos:
:emphasize-lines: 1

print(1)
```

```{list-table} Title
:header-rows: 1
:align: right

* - A
  - B
* - C
  - D
```

```{eval-rst}
.. rubric:: Rubric

.. epigraph:: Words

   -- Somebody

.. hlist::

   * one
   * two

.. glossary::

   Term
      Its meaning

.. py:function:: f(x: int) -> int

   :param x: a number

-a  an option

>>> 1
1

| a line
| of verse

:guilabel:`Open` :menuselection:`A --> B` :kbd:`x` [one]_

.. [one] A citation
```
"""


def cut_off(pages: Iterable[Path]) -> set[str]:
    """Return the names in pages that have rules in Sphinx and the themes, but not in ours."""
    whole = re.sub(r"/\*.*?\*/|\[[^]]*\]", "", whole_sheet(), flags=re.DOTALL)
    ruled = set(re.findall(r"[.#]?[a-zA-Z][\w-]*(?=[^{}]*\{)", whole))
    return {name for name in Names(pages).names & ruled if name.lstrip(".#") not in KEPT}


@pytest.mark.slow
def test_what_other_books_write_has_its_rules(book: Callable[..., Built]) -> None:
    boxes = "".join(f"\n```{{{kind}}}\nText.\n```\n" for kind in (*BOXES, "warning"))
    built = book({"a.md": page("a", boxes + MARKUP)}, builder="html", html_theme="evidence")
    pages = list(Path(built.app.outdir).glob("*.html"))
    assert {".admonition", ".versionadded", ".hll", ".sig"} <= Names(pages).names
    assert cut_off(pages) == set()


@pytest.mark.slow
def test_what_the_real_book_has_keeps_its_rules(tmp_path_factory: pytest.TempPathFactory) -> None:
    site = built_book(tmp_path_factory)
    pages = [path for path in site.rglob("*.html") if "id" not in path.relative_to(site).parts]
    assert len(pages) > 100
    assert cut_off(pages) == set()


@pytest.mark.parametrize("name", ["carousel", "fab", "col-md-3", "bd-search", "cell_input"])
def test_what_no_page_has_is_left_out(name: str) -> None:
    assert name not in KEPT
