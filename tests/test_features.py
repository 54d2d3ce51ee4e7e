"""Each feature is an extension that loads alone, and their order has no meaning."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from sphinx.builders.html import _assets
from sphinx.cmd.build import build_main

from conftest import LIBRARY, page
from sphinx_evidence import FEATURES
from sphinx_evidence.core.features import extension
from unit.test_imports import graph

if TYPE_CHECKING:
    from collections.abc import Callable

WHOLE = Path(__file__).with_name("whole-book")
NAMED = 'extensions = ["myst_parser", "sphinxcontrib.bibtex", "sphinx_evidence"]'


def used_by(feature: str) -> set[str]:
    """Return the other features that the modules of a feature import, and what all share."""
    folder = feature.partition(".")[0]
    modules = [feature if "." in feature else f"{feature}.extension"]
    used = {"core"}
    for module in modules:  # grows
        for other in graph()[module]:
            if other in FEATURES or other.partition(".")[0] != folder:
                used.add(other if other in FEATURES else other.partition(".")[0])
            elif other not in modules:
                modules.append(other)
    return used


@pytest.mark.parametrize("feature", FEATURES)
def test_a_feature_loads_alone_with_those_that_it_uses(book, feature):
    """A page with text, a label and a link is built as HTML, with all extra files of the site."""
    text = page("ice", "It froze.\n\n(snow)=\n## Snow\n\nSee [ice](#ice). It fell.")
    files = {
        "references.bib": LIBRARY["references.bib"],
        "sources.md": page("sources", "None."),
        "water/ice.md": text,
    }
    built = book(
        files,
        builder="html",
        extensions=["myst_parser", extension(feature)],
        evidence_parts=["water"],
    )
    assert "It fell." in built.html("water/ice")
    assert {extension(name) for name in used_by(feature)} <= set(built.app.extensions)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Callable[[list[str]], dict[str, bytes]]:
    """Return a function that builds the small book with some extensions, into equal folders."""
    root = tmp_path_factory.mktemp("order") / "book"

    def build(extensions: list[str]) -> dict[str, bytes]:
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(WHOLE, root)
        conf = root / "conf.py"
        text = conf.read_text("utf-8")
        assert NAMED in text
        conf.write_text(text.replace(NAMED, f"extensions = {extensions!r}"), "utf-8")
        for kept in vars(_assets).values():  # Sphinx remembers checksums of files by their names
            if hasattr(kept, "cache_clear"):
                kept.cache_clear()
        out = root / "_build"
        assert build_main(["-q", "-n", "-W", "-c", str(root), str(root / "docs"), str(out)]) == 0
        files = (path for path in out.rglob("*") if ".doctrees" not in path.parts)
        return {
            path.relative_to(out).as_posix(): path.read_bytes() for path in files if path.is_file()
        }

    return build


@pytest.mark.slow
def test_any_order_makes_the_same_site(site):
    """Among them are orders without sphinxcontrib.bibtex, which the feature of sources loads."""
    usual = site(["myst_parser", "sphinxcontrib.bibtex", "sphinx_evidence"])
    for seed in range(10):
        names = ["myst_parser", *map(extension, FEATURES), *["sphinxcontrib.bibtex"] * (seed % 2)]
        Random(seed).shuffle(names)
        found = site(names)
        different = {name for name in usual | found if usual.get(name) != found.get(name)}
        assert different == set(), names
