"""Renew the style sheet of the theme from the installed versions of Sphinx and its themes.

Look at the pages afterwards. What is kept is in tools/styles/kept.txt.
"""

from __future__ import annotations

import tomllib
from fnmatch import fnmatchcase
from functools import cache
from importlib.metadata import distribution, version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment

if TYPE_CHECKING:
    from argparse import Namespace

    from ..paths import Paths

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "src/sphinx_evidence/theme/evidence/static/base.css"
THEMES = ("pydata-sphinx-theme", "sphinx-book-theme")
"""The themes whose style sheets are cut after that of Sphinx, in the order in which they apply."""
LICENCES = {"sphinx": "LICENSE.rst", **dict.fromkeys(THEMES, "LICENSE")}


class Names:
    """The names in a list, which may have a star for any characters.

    :param text: the list, with comments from ``#`` to the end of a line
    """

    def __init__(self, text: str) -> None:
        lines = (line.partition("#")[0] for line in text.splitlines())
        self.patterns = " ".join(lines).split()
        self._has = cache(lambda name: any(fnmatchcase(name, one) for one in self.patterns))

    def __contains__(self, name: object) -> bool:
        return self._has(name)


KEPT = Names((HERE / "kept.txt").read_text("utf-8"))


def basic_sheet() -> str:
    """Return the style sheet that Sphinx makes for all themes, with its own options."""
    folder = files("sphinx").joinpath("themes", "basic")
    options = tomllib.loads(folder.joinpath("theme.toml").read_text("utf-8"))["options"]
    environment = Environment(autoescape=False)
    environment.filters["todim"] = "{}px".format
    template = environment.from_string(folder.joinpath("static/basic.css.jinja").read_text("utf-8"))
    return template.render({f"theme_{name}": value for name, value in options.items()})


def theme_sheet(project: str) -> str:
    """Return the style sheet of a theme with addresses from its folder of static files."""
    module = project.replace("-", "_")
    from .cutting import moved  # other tools run without tinycss2

    path = files(module).joinpath("theme", module, "static", "styles", f"{project}.css")
    return moved(path.read_text("utf-8"), "styles")


def whole_sheet() -> str:
    """Return the style sheets of all projects as one."""
    return "\n".join([basic_sheet(), *map(theme_sheet, THEMES)])


def base_sheet() -> str:
    """Return what is kept of them, with the versions of the themes in the first line."""
    from .cutting import cut

    versions = " and ".join(f"{theme} {version(theme)}" for theme in THEMES)
    head = f"/*! Cut from Sphinx, {versions}; their licences are in base.txt */"
    return f"{head}\n{cut(whole_sheet(), KEPT)}"


def licences() -> str:
    """Return the licences of all projects."""
    texts = []
    for project, name in LICENCES.items():
        text = distribution(project).read_text(f"licenses/{name}") or ""
        texts.append(f"{project}\n\n{text.strip()}\n")
    return "\n\n".join(texts)


def run(paths: Paths, options: Namespace) -> int:
    """Write the style sheet, and the licences beside it."""
    TARGET.write_text(base_sheet(), "utf-8")
    TARGET.with_suffix(".txt").write_text(licences(), "utf-8")
    return 0
