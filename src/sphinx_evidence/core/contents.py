"""Names of parts, from the table of contents of the cover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.addnodes import toctree

from .structure import part_title

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def name_in_contents(env: BuildEnvironment, docname: str) -> str:
    """Return the name of a page in the table of contents of the cover, or nothing."""
    trees = env.tocs[env.config.root_doc].findall(toctree)
    entries = ((title, page) for tree in trees for title, page in tree["entries"])
    return next((title for title, page in entries if page == docname and title), "")


def part_name(env: BuildEnvironment, docname: str) -> str:
    """Return the name of the part of a page in the table of contents, or else its title."""
    part = f"{docname.rpartition('/')[0]}/index"
    return name_in_contents(env, part) or part_title(env, docname)
