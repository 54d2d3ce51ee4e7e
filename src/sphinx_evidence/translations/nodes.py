"""The texts of a page that stand in its front matter."""

from __future__ import annotations

from docutils import nodes

from ..chapters.frontmatter import TEXTS
from ..core.nodes import Worded

STALE = "stale"
"""The attribute, true, of a text whose translation is older than the English."""

OLDER = "older"
"""The attribute of a text in English with the words of a translation that is older than it."""


class front_matter(Worded, nodes.Invisible, nodes.Element):
    """What the front matter of a page says to readers."""

    worded = TEXTS


class translation_list(nodes.General, nodes.Element):
    """Placeholder for the list of translated pages."""
