"""Nodes of claims: plain trees, but for the fold that explains a grade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator
    from sphinx.writers.latex import LaTeXTranslator
    from sphinx.writers.text import TextTranslator

    Translator = HTML5Translator | LaTeXTranslator | TextTranslator

FOLD = "Why this grade"


class claim(nodes.General, nodes.Element):
    """A statement with its citations; its grade follows when all pages are read."""


class claim_part(nodes.Part, nodes.Element):
    """The statement, the reason or the dispute of a claim, until the claim is resolved."""


class claim_list(nodes.General, nodes.Element):
    """Placeholder for copies of claims from this page or others."""


class claim_filters(nodes.General, nodes.Element):
    """Placeholder for the filters of all lists on its page."""


class grounds(nodes.General, nodes.Element):
    """Why a claim is graded as it is: folded in HTML, open elsewhere."""


def visit_grounds_html(self: HTML5Translator, node: grounds) -> None:
    self.body.append(f'<details class="claim-grounds"><summary>{FOLD}</summary>\n')


def depart_grounds_html(self: HTML5Translator, node: grounds) -> None:
    self.body.append("</details>\n")


def visit_grounds(self: Translator, node: grounds) -> None:
    """Show the content as it is."""


def depart_grounds(self: Translator, node: grounds) -> None:
    """Show the content as it is."""
