"""The layers of the package: allowed imports, and modules that load without Sphinx."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import sphinx_evidence
import tools

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(sphinx_evidence.__file__).parent
TOOLS = Path(tools.__file__).parent
ORDER = [
    *("core", "permalinks", "theme", "sources", "claims", "data", "charts", "chapters"),
    *("translations", "search", "site", "starter"),
]
"""Each folder imports only those before it."""

SPHINX = {"sphinx", "docutils", "sphinxcontrib", "myst_parser"}


@cache
def modules(package: Path = PACKAGE) -> dict[str, Path]:
    """Return the modules of a package by their names relative to it."""
    return {
        ".".join(path.relative_to(package).with_suffix("").parts)
        .removesuffix("__init__")
        .rstrip("."): path
        for path in package.rglob("*.py")
    }


def statements(node: ast.AST) -> Iterator[ast.stmt]:
    """Yield the statements below a node, without those under ``if TYPE_CHECKING`` (never run)."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and getattr(child.test, "id", "") == "TYPE_CHECKING":
            children = child.orelse
        elif isinstance(child, ast.expr):
            continue
        else:
            children = [child]
        for one in children:
            if isinstance(one, ast.stmt):
                yield one
            yield from statements(one)


@cache
def imports(name: str, path: Path, within: Path = PACKAGE) -> tuple[set[str], set[str]]:
    """Return the modules of a package that a module imports at run time, and other packages."""
    tree = ast.parse(path.read_text("utf-8"))
    known = modules(within)
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    own: set[str] = set()
    others: set[str] = set()
    for node in statements(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            parts = package.split(".")[: len(package.split(".")) - node.level + 1]
            base = ".".join(
                [part for part in parts if part] + ([node.module] if node.module else [])
            )
            for alias in node.names:
                inner = f"{base}.{alias.name}".lstrip(".")
                own.add(inner if inner in known else base)
        elif isinstance(node, ast.ImportFrom):
            others.add((node.module or "").partition(".")[0])
        elif isinstance(node, ast.Import):
            others |= {alias.name.partition(".")[0] for alias in node.names}
    return own - {"", "."}, others


@cache
def graph(package: Path = PACKAGE) -> dict[str, set[str]]:
    found = modules(package).items()
    return {name: imports(name, path, package)[0] for name, path in found if name}


def test_no_module_imports_itself_by_way_of_others() -> None:
    order = list(TopologicalSorter(graph()).static_order())
    assert order.index("core.diagnostics") < order.index("core.domains")
    order = list(TopologicalSorter(graph(TOOLS)).static_order())
    assert order.index("errors") < order.index("lint.command") < order.index("__main__")


def test_tools_import_the_engine_and_the_engine_no_tool() -> None:
    """So the wheel, which has no tools, is whole."""
    others = {name: imports(name, path)[1] for name, path in modules().items()}
    assert [name for name, found in others.items() if "tools" in found] == []
    used = imports("lint.command", TOOLS / "lint" / "command.py", TOOLS)
    assert "sphinx_evidence" in used[1]


def test_folders_import_in_one_direction() -> None:
    wrong = [
        f"{name} imports {other}"
        for name, found in graph().items()
        for other in found
        if (one := name.partition(".")[0]) != (two := other.partition(".")[0])
        and one in ORDER
        and (two not in ORDER or ORDER.index(two) > ORDER.index(one))
    ]
    assert wrong == []
    assert {name.partition(".")[0] for name in graph()} - {"__main__"} == set(ORDER)


def pure() -> list[str]:
    """Return the modules that import neither Sphinx nor docutils, directly or indirectly."""
    known = modules()
    found = {name: imports(name, path) for name, path in known.items() if name}

    def reached(name: str, seen: set[str]) -> set[str]:
        seen.add(name)
        own, others = found[name]
        for other in own:
            if other in found and other not in seen:
                others = others | reached(other, seen)
        return others

    return sorted(name for name in found if not reached(name, set()) & SPHINX)


MUST_BE_PURE = [
    *(
        "chapters.frontmatter",
        "chapters.rules",
    ),
    *(
        "charts.draw",
        "charts.frame",
        "charts.model",
        "charts.specification",
        "charts.style",
    ),
    *(
        "claims.audit_model",
        "claims.audit_table",
        "claims.export",
        "claims.grading",
        "claims.model",
        "claims.rules",
    ),
    *(
        "core.dates",
        "core.diagnostics",
        "core.files",
        "core.html",
        "core.paths",
        "core.records",
        "core.source_text",
        "core.structure",
        "core.tables",
        "core.text",
    ),
    *(
        "data.book_files",
        "data.book_rows",
        "data.book_schema",
        "data.cells",
        "data.columns",
        "data.export",
        "data.model",
        "data.package",
        "data.roles",
        "data.rules",
        "data.select",
        "data.voice_model",
    ),
    *(
        "permalinks.bibtex",
        "permalinks.cite_page",
        "permalinks.csl",
        "permalinks.embedded",
        "permalinks.export",
        "permalinks.formats",
        "permalinks.model",
        "permalinks.register",
        "permalinks.ris",
        "permalinks.rules",
        "permalinks.styles",
    ),
    *("search.index",),
    *(
        "site.edition_changes",
        "site.edition_files",
        "site.edition_records",
        "site.manifest",
        "site.tags",
        "site.volume_cover",
        "site.volume_model",
        "site.volume_package",
        "site.volume_pages",
    ),
    *(
        "translations.catalogs",
        "translations.numbers",
        "translations.rules",
    ),
    *(
        "sources.biblatex",
        "sources.formats",
        "sources.model",
        "sources.pinpoints",
        "sources.reference",
        "sources.rules",
    ),
]


def test_models_formats_and_rules_import_no_sphinx() -> None:
    assert set(MUST_BE_PURE) - set(pure()) == set()


@pytest.mark.parametrize("name", ["claims.grading", "permalinks.styles"])
def test_a_pure_module_loads_no_sphinx(name: str) -> None:
    """Nor do the packages that contain it."""
    code = (
        f"import sphinx_evidence.{name}, sys; "
        f"print(sorted(set({sorted(SPHINX)!r}) & {{m.partition('.')[0] for m in sys.modules}}))"
    )
    run = [sys.executable, "-c", code]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout.strip() == "[]"
