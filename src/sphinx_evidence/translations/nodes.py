"""The texts of a page that stand in its front matter."""

from __future__ import annotations

from docutils import nodes

from ..chapters.frontmatter import TEXTS
from ..core.nodes import Worded


class front_matter(Worded, nodes.Invisible, nodes.Element):
    """What the front matter of a page says to readers."""

    worded = TEXTS
