"""The targets of the book for books that are made with mystmd 1.8, as Sphinx has an inventory.

``myst.xref.json`` lists them; no schema of it is published. mystmd looks a target up by
``identifier``, leads to ``url`` and ``#identifier``, and takes the words of the link and of its
preview from the file at ``data``, an AST of MyST (mdast): the heading with that identifier, and
what follows it. An ``implicit`` target is found only where its page is named too.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..core.paths import data_path

if TYPE_CHECKING:
    from collections.abc import Sequence

INVENTORY = "myst.xref.json"
"""The name of the list, at the top of the site."""

MDAST_VERSION = 3
"""The version of the AST that mystmd 1.8 writes; later ones convert it when they read it."""


@dataclass(frozen=True, slots=True)
class Target:
    """A place that can be referred to.

    :param anchor: its id on the page
    :param title: the words of a link to it
    :param text: what a preview shows besides, may be empty
    """

    anchor: str
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class TargetPage:
    """A page with its targets.

    :param name: its docname
    :param address: from the top of the site
    """

    name: str
    address: str
    title: str
    targets: tuple[Target, ...]

    @property
    def content_path(self) -> str:
        """The path of its content, from the top of the site."""
        return data_path(f"myst/{self.name}.json")


def _to_json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def to_inventory(pages: Sequence[TargetPage]) -> str:
    """Return the list of all pages and targets.

    An id that stands on several pages, as those of rows do, is implicit.
    """
    references: list[dict[str, Any]] = []
    count = Counter(target.anchor for page in pages for target in page.targets)
    for page in pages:
        place = {"data": f"/{page.content_path}", "url": f"/{page.address}"}
        references.append({"kind": "page", **place})
        for target in page.targets:
            implicit = {"implicit": True} if count[target.anchor] > 1 else {}
            references.append({"identifier": target.anchor, "kind": "heading", **place, **implicit})
    return _to_json({"version": "1", "myst": "1.8", "references": references})


def _block(kind: str, text: str, **attributes: Any) -> dict[str, Any]:
    return {"type": kind, **attributes, "children": [{"type": "text", "value": text}]}


def to_content(page: TargetPage) -> str:
    """Return the content of a page: each target as a heading with its text."""
    blocks = []
    for target in page.targets:
        names = dict.fromkeys(("identifier", "label", "html_id"), target.anchor)
        blocks.append(_block("heading", target.title, depth=2, enumerated=False, **names))
        if target.text:
            blocks.append(_block("paragraph", target.text))
    data = {
        "kind": "Article",
        "version": MDAST_VERSION,
        "slug": page.name,
        "location": f"/{page.name}.md",
        "frontmatter": {"title": page.title},
        "mdast": {"type": "root", "children": blocks},
    }
    return _to_json(data)
