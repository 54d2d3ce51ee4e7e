"""The table of contents of the book: the order of its pages, and what its parts are called.

A part has two names. On a page that stands in the table of contents, readers see the one which that
has on the cover, such as "II · Winter"; data, and what is read alone, has the title of its page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.addnodes import toctree

from .text import one_line

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def toctree_order(env: BuildEnvironment) -> list[str]:
    """Return the names of all pages in the order of the table of contents, the rest sorted.

    A toctree may name a page that was removed, until its own page is read again.
    """
    order: dict[str, None] = {}
    pending = [env.config.root_doc]
    while pending:
        docname = pending.pop()
        if docname not in order and docname in env.found_docs:
            order[docname] = None
            pending += reversed(env.toctree_includes.get(docname, []))
    return [*order, *sorted(env.found_docs.difference(order))]


def name_in_contents(env: BuildEnvironment, docname: str) -> str:
    """Return the name of a page in the table of contents of the cover, or nothing."""
    trees = env.tocs[env.config.root_doc].findall(toctree)
    entries = ((title, page) for tree in trees for title, page in tree["entries"])
    return next((title for title, page in entries if page == docname and title), "")


def part_index(docname: str) -> str:
    """Return the name of the index page of the part of a page."""
    return f"{docname.rpartition('/')[0]}/index"


def part_name(env: BuildEnvironment, docname: str) -> str:
    """Return the name of the part of a page in the table of contents, or else its title."""
    return name_in_contents(env, part_index(docname)) or part_title(env, docname)


def part_title(env: BuildEnvironment, docname: str) -> str:
    """Return the title of the part of a page: that of the index page of its folder."""
    title = env.titles.get(part_index(docname))
    return one_line(title.astext()) if title is not None else ""
