"""The order in which a reader meets the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def toctree_order(env: BuildEnvironment) -> list[str]:
    """Return the names of all pages in the order of the table of contents, the rest sorted.

    A table may still name a page that is gone, until the page that has it is read again.
    """
    order: dict[str, None] = {}
    pending = [env.config.root_doc]
    while pending:
        docname = pending.pop()
        if docname not in order and docname in env.found_docs:
            order[docname] = None
            pending += reversed(env.toctree_includes.get(docname, []))
    return [*order, *sorted(env.found_docs.difference(order))]
