"""The synthetic books that benchmarks build, which no build of the tests reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pybtex.database import parse_string
from pybtex.style.formatting.unsrt import Style
from synthetic import Stack, write_book

if TYPE_CHECKING:
    from pathlib import Path


def test_sources_have_types_that_the_styles_of_bibtex_know(tmp_path: Path) -> None:
    write_book(tmp_path, 2, stack=Stack.MKDOCS)
    sources = parse_string(tmp_path.joinpath("references.bib").read_text("utf-8"), "bibtex").entries
    assert len(sources) == 16
    for source in sources.values():
        assert hasattr(Style, f"get_{source.type}_template"), source.type


def test_the_same_arguments_write_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_book(tmp_path / name, 3, stack=Stack.CITING)
    files = {
        name: {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.is_file()
        }
        for name in ("a", "b")
    }
    assert files["a"]
    assert files["a"] == files["b"]
