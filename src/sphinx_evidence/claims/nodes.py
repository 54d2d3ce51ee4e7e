"""The nodes of claims, and the mark of an inference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from markupsafe import escape
from sphinx.util.docutils import SphinxRole

from ..core.diagnostics import Rule
from ..core.i18n import _
from ..core.log import warn
from ..core.nodes import Worded, block
from ..core.text import INFERENCE, N_, WORD_JOINER
from ..permalinks.nodes import Numbered

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message
    from sphinx.writers.html5 import HTML5Translator

TEXTS = ("reason", "disputed-by", "replied-by")
"""The options of a claim that are text with citations; each is a :class:`claim_part`."""


class claim(Numbered, Worded, nodes.General, nodes.Element):
    """A claim as read; a post-transform replaces it by a :class:`claim_group` with its grade."""

    worded = ("looked-in",)


class claim_part(nodes.Part, nodes.Element):
    """The statement of a :class:`claim`, or one of its :data:`TEXTS`."""


class claim_list(nodes.General, nodes.Element):
    """Placeholder for copies of claims from this page or others."""


class claim_filters(nodes.General, nodes.Element):
    """Placeholder for the filters of all lists on its page."""


class claim_count(nodes.General, nodes.Inline, nodes.Element):
    """Placeholder for the number of claims that match its ``query``."""


class claim_bar(nodes.General, nodes.Inline, nodes.Element):
    """Placeholder for how well the claims that match its ``query`` are known, in a line."""


class claim_square(nodes.General, nodes.Element):
    """Placeholder for a table of all claims, by part and by how well they are known."""


class claim_dots(nodes.inline):
    """A dot for each of some claims, in HTML only, where each is a link for the pointer.

    Keyboards and screen readers pass over them, since words beside them say the same, and lists of
    claims lead to each. ``dots`` has the address, the words and the classes of each.
    """


class claim_group(nodes.container):
    """A resolved claim; in HTML a group whose ``label`` says how well the claim is known."""


class claim_permalink(nodes.reference):
    """The permalink of a claim; in HTML its ``label`` says of which."""


class grounds(block):
    """Why a claim is graded as it is: a ``details`` element in HTML, plain blocks elsewhere.

    A page has many of them, so ``label`` says of which claim it is.
    """


def visit_group_html(self: HTML5Translator, node: claim_group) -> None:
    attributes = {"role": "group", "aria-label": node["label"]}
    self.body.append(self.starttag(node, "div", CLASS="docutils", **attributes))


def depart_group_html(self: HTML5Translator, node: claim_group) -> None:
    self.body.append("</div>\n")


def visit_dots_html(self: HTML5Translator, node: claim_dots) -> None:
    self.body.append('<span class="claim-dots" aria-hidden="true">')
    for uri, words, classes in node["dots"]:
        href, title = escape(uri), escape(words)
        self.body.append(f'<a class="{classes}" href="{href}" title="{title}" tabindex="-1"></a>')
    self.body.append("</span>")
    raise nodes.SkipNode


def visit_permalink_html(self: HTML5Translator, node: claim_permalink) -> None:
    """Write the pilcrow, with the claim as its accessible name."""
    label = _("Link to the claim: {claim}").format(claim=node["label"])
    attributes = {"href": f"#{node['refid']}", "aria-label": label}
    link = self.starttag(node, "a", "", False, CLASS="reference internal", **attributes)
    self.body.append(f"{link}{node.astext()}</a>")
    raise nodes.SkipNode


def visit_grounds_html(self: HTML5Translator, node: grounds) -> None:
    fold = escape(_("Why this grade"))
    label = escape(_("Why this grade: {claim}").format(claim=node["label"]))
    summary = f'<summary aria-label="{label}">{fold}</summary>'
    self.body.append(f'<details class="claim-grounds">{summary}\n')


def depart_grounds_html(self: HTML5Translator, node: grounds) -> None:
    self.body.append("</details>\n")


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
            warn(Rule.DAMAGED_TEXT, message, (self.env.docname, self.lineno))
            return [nodes.Text(self.text)], []
        return [inference("", INFERENCE)], []


def visit_inference_html(self: HTML5Translator, node: inference) -> None:
    """Write the mark, which is never alone on a line, and its words for screen readers."""
    words = escape(_(WORDS))
    if self.body[-1].endswith(" "):
        self.body[-1] = f"{self.body[-1][:-1]}\N{NO-BREAK SPACE}"
    self.body.append(
        f'<span class="inference" title="{words}"><span class="visually-hidden">({words})</span>'
        f'<span aria-hidden="true">{WORD_JOINER}{INFERENCE}</span></span>'
    )
    raise nodes.SkipNode
