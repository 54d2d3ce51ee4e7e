"""The mark of an inference, ``{inference}`◇```, after a sentence that is the authors' own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from markupsafe import escape
from sphinx.util.docutils import SphinxRole

from ..core.diagnostics import Rule
from ..core.i18n import _
from ..core.log import warn
from ..core.messages import N_
from ..core.text import INFERENCE

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message
    from sphinx.writers.html5 import HTML5Translator

WORDS = N_("our inference")
"""The words of the mark, which screen readers say."""


class inference(nodes.inline):
    """The mark at the end of a sentence that no source says."""


class InferenceRole(SphinxRole):
    """The role ``inference``, whose text is the mark itself."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        if self.text != INFERENCE:
            message = (
                "{inference} marks the sentence before it: write "
                f"{{inference}}`{INFERENCE}` after its full stop"
            )
            warn(Rule.DAMAGED_TEXT, message, (self.env.current_document.docname, self.lineno))
            return [nodes.Text(self.text)], []
        return [inference("", INFERENCE)], []


def visit_inference_html(self: HTML5Translator, node: inference) -> None:
    """Write the mark, and its words for screen readers."""
    words = escape(_(WORDS))
    self.body.append(
        f'<span class="inference" title="{words}"><span class="visually-hidden">({words})</span>'
        f'<span aria-hidden="true">{INFERENCE}</span></span>'
    )
    raise nodes.SkipNode
