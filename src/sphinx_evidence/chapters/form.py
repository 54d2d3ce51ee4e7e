"""The parts of a chapter: its short answer, and boxes with an example."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ..core.i18n import _
from ..core.nodes import block, titled_box

EXAMPLE = "worked-example"
"""The class of a box with an example."""


class short_answer(block):
    """The short answer of a chapter: its standfirst, if there is one, and paragraphs."""


class standfirst(nodes.paragraph):
    """One sentence that answers the title of a chapter."""


class ShortAnswer(SphinxDirective):
    """The short answer of a chapter: one sentence as argument, one or two paragraphs as content.

    Its paragraphs are not numbered, since they repeat what the claims of the chapter say.
    """

    optional_arguments = 1  # its lack is reported by a rule, and the text is kept
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        node = short_answer("", classes=["short-answer"])
        self.set_source_info(node)
        for argument in self.arguments:
            text = " ".join(argument.split())
            inline, messages = self.parse_inline(text)
            sentence = standfirst(text, "", *inline, classes=["standfirst"])
            self.set_source_info(sentence)  # gettext leaves out what has no source
            node += [sentence, *messages]
        node += self.parse_content_to_nodes()
        return [node]


class WorkedExample(SphinxDirective):
    """A box with a title, which shows step by step how something was found."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar = {}

    def run(self) -> list[nodes.Node]:
        text = " ".join(self.arguments[0].split())
        inline, messages = self.parse_inline(text)
        words = nodes.inline(text, "", *inline, translatable=True)
        self.set_source_info(words)
        label = nodes.inline("", _("Worked example"), classes=["box-label"])
        title = [label, nodes.Text(": "), words]
        content = self.parse_content_to_nodes()
        node = titled_box(title, [*messages, *content], EXAMPLE)
        self.set_source_info(node)
        return [node]
