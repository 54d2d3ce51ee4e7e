"""What a page shows in another language, and what of it leads to the English.

Of a block in English that no translation has, such as a paragraph of a chapter, stays its address:
one line in its section leads to the paragraphs in English, and has the ids of all of them. Claims
and figures stay as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..chapters.form import standfirst
from ..charts.nodes import chart, drawing
from ..claims.nodes import claim_group, grounds
from ..core.i18n import _
from ..core.nodes import UNTRANSLATED, find_nodes, fold, fold_title, narrow_fold, sections_of
from ..core.translated import TranslatedDomain, path_to_book
from ..permalinks.nodes import UNCOUNTED, cite_link, paragraph_number
from .domain import TranslationDomain
from .nodes import OLDER, STALE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..core.languages import Language

STAYS = (nodes.section, nodes.title, claim_group, chart, drawing, cite_link)
LIST = "claim-list"
"""The class of a list of claims, which stays too."""


class PartialTransform(SphinxPostTransform):
    """Leave out of each section what is in English only, and say what is older than the English."""

    default_priority = 900
    """Once all that has an id in the page is there."""

    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        translated = TranslatedDomain.of(self.env)
        if not (translated.own.folder and translated.writes(self.env.docname)):
            return
        here = translated.current_builder.get_target_uri(self.env.docname)
        self.english = path_to_book(self.env, here, here)
        for text in find_nodes(self.document, nodes.TextElement):
            if text.get(STALE):
                self._mark(text)
            elif text.get(OLDER) and not isinstance(text.parent, nodes.list_item):
                self._fold(text)
        self._lead_from_claims()
        self._say(translated.own)
        for section in list(sections_of(self.document)):
            if left := list(_left_out(section)):
                self._lead(section, left)
        for number in self.document.findall(paragraph_number):
            number[UNCOUNTED] = True

    def _lead_from_claims(self) -> None:
        """Replace the reasons of claims that are in English by links to them."""
        for group in self.document.findall(claim_group):
            for text in [one for one in group.findall(nodes.paragraph) if one.get(UNTRANSLATED)]:
                if isinstance(text.parent, grounds | narrow_fold):
                    link = self._reference(_("Reasons in English"), group["ids"][0])
                    link["ids"] = _ids(text)
                    line = nodes.paragraph("", "", link, classes=["to-english"])
                    text.parent[text.parent.index(text)] = line

    def _say(self, language: Language) -> None:
        """Say under the title who translated the page, from what, and how much of it."""
        section = next(sections_of(self.document), None)
        if section is None:
            return
        domain = TranslationDomain.of(self.env)
        said = " · ".join(domain.said_of(language, self.env.docname))
        above = (nodes.title, cite_link, standfirst, nodes.bullet_list)
        below = (place for place, one in enumerate(section) if not isinstance(one, above))
        note = nodes.paragraph("", said, classes=["translation-note"])
        uri = domain.current_builder.get_relative_uri
        for page in sorted(domain.data["lists"]):
            link = nodes.reference("", _("Translations"), refuri=uri(self.env.docname, page))
            link["internal"] = True
            note += [nodes.Text(" · "), link]
        section.insert(next(below, len(section)), note)

    def _mark(self, text: nodes.TextElement) -> None:
        """Say of a text that the English has changed, with a link to that."""
        number = next(iter(text.findall(paragraph_number)), None)
        anchor = f"p{number['number']}" if number is not None else _anchor(text)
        link = self._reference(_("changed in English"), anchor)
        text += [nodes.Text(" "), nodes.inline("", "", link, classes=["translation-older"])]

    def _fold(self, text: nodes.TextElement) -> None:
        """Put what a translation said before the English changed into a fold under that."""
        title = fold_title("", _("Translation of the words before"))
        older = fold("", title, nodes.paragraph("", text[OLDER]), classes=["translation-older"])
        text.parent.insert(text.parent.index(text) + 1, older)

    def _lead(self, section: nodes.section, left: Sequence[nodes.Element]) -> None:
        """Replace blocks of a section by one line that leads to the English."""
        line = nodes.paragraph("", _("In English:"), classes=["in-english"])
        ids: list[str] = []
        for block in left:
            section.remove(block)
            ids += _ids(block)
            for number in block.findall(paragraph_number):
                anchor = f"p{number['number']}"
                link = self._reference(f"¶ {number['number']}", anchor)
                link["ids"], ids = [anchor, *ids], []
                line += [nodes.Text(" "), link]
        if not any(isinstance(child, nodes.reference) for child in line.children):
            line += [nodes.Text(" "), self._reference(_("this part"), _anchor(section))]
        if ids:
            line += nodes.target("", "", ids=ids)
        inner = (place for place, one in enumerate(section) if isinstance(one, nodes.section))
        section.insert(next(inner, len(section)), line)

    def _reference(self, words: str, anchor: str) -> nodes.reference:
        return nodes.reference("", words, refuri=f"{self.english}#{anchor}", internal=True)


def _ids(block: nodes.Element) -> list[str]:
    """Return the ids of a block and of all in it."""
    found: list[str] = []
    for node in block.findall(nodes.Element):
        found += node.get("ids", [])
    return found


def _anchor(node: nodes.Node) -> str:
    """Return the id of the section that something stands in."""
    above: nodes.Node | None = node
    while above is not None and not (isinstance(above, nodes.section) and above["ids"]):
        above = above.parent
    return str(above["ids"][0]) if isinstance(above, nodes.section) else ""


def _left_out(section: nodes.section) -> Iterator[nodes.Element]:
    """Yield the blocks of a section in which all that could be translated is in English."""
    for block in section.children:
        if isinstance(block, nodes.Element) and not isinstance(block, STAYS):
            states = [*_states(block)] if LIST not in block.get("classes", ()) else []
            if states and all(states):
                yield block


def _states(block: nodes.Element) -> Iterator[bool]:
    """Yield of each text that could be translated whether it is in English."""
    for node in block.findall(nodes.Element):
        if node.get(UNTRANSLATED) or node.get("translated"):
            yield bool(node.get(UNTRANSLATED))
