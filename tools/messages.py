"""Collect what the engine says in its catalogue; update and compile the translations."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import ToolError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from .paths import Paths

ROOT = Path(__file__).parents[1]
CATALOG = "sphinx_evidence"
LOCALES = ROOT / "src" / CATALOG / "locales"
KEYWORDS = ("-k", "translate", "-k", "plural_forms:1,2")
FORM = ("--add-location=file", "--width=100", f"--project={CATALOG}")


def pybabel(*words: str) -> None:
    """Run Babel in the repository of the tools.

    :raises ToolError: if it fails
    """
    if subprocess.run(["pybabel", *words], cwd=ROOT, check=False).returncode:
        raise ToolError("the catalogue was not written, as is said above")


def add_options(parser: ArgumentParser) -> None:
    """Add nothing: all is collected."""


def run(paths: Paths, options: Namespace) -> int:
    """Write template and catalogues; return 0.

    :raises ToolError: if Babel fails
    """
    template = str(LOCALES / f"{CATALOG}.pot")
    output = f"--output-file={template}"
    pybabel("-q", "extract", "-F", "pyproject.toml", *KEYWORDS, *FORM, output, "src")
    if any(LOCALES.glob("*/LC_MESSAGES")):
        catalogs = ("-D", CATALOG, "-d", str(LOCALES))
        pybabel("update", "-i", template, "--no-fuzzy-matching", *catalogs)
        pybabel("compile", *catalogs)
    return 0
