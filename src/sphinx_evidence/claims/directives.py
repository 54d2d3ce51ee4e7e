"""The directives for claims, for lists of claims and for their filters."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from ..core.diagnostics import Problem, Rule
from ..core.markup import MarkupDomain
from ..core.nodes import text_without_citations
from .grading import ASSERTIONS, CLAIM_KINDS, Agreement, Evidence
from .model import LAW_STANDINGS, STEPS, ClaimQuery
from .nodes import TEXTS, claim, claim_filters, claim_list, claim_part, claim_square

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.util.typing import OptionSpec


def _one_of(words: Iterable[str]) -> Callable[[str], str]:
    return partial(directives.choice, values=tuple(words))


def _evidence(argument: str) -> Evidence:
    return Evidence[directives.choice(argument, ("limited", "medium", "robust")).upper()]


def _agreement(argument: str) -> Agreement:
    return Agreement[directives.choice(argument, ("low", "medium", "high")).upper()]


def _words(argument: str | None) -> tuple[str, ...]:
    return tuple(word for word in re.split(r"[,\s]+", argument or "") if word)


def option_lines(block: str) -> tuple[list[str], str]:
    """Return the names of the options of a directive, and the text right after them.

    :param block: the source of the whole directive
    """
    names: list[str] = []
    for line in (line.strip() for line in block.split("\n")[1:-2]):
        match = re.match(r":(?!::)([^:]*):", line)
        if match is None:
            return names, line
        names.append(match[1].strip())
    return names, ""


def statement_of(content: Iterable[nodes.Node]) -> tuple[nodes.paragraph | None, str]:
    """Return the paragraph of a claim, or None and why the content is no claim."""
    blocks = [
        node for node in content if not isinstance(node, (nodes.comment, nodes.system_message))
    ]
    match blocks:
        case []:
            return None, "has no statement: write it as one paragraph below the options"
        case [nodes.paragraph() as statement] if _has_words(statement):
            return statement, ""
        case [nodes.paragraph()]:
            return None, "has no words of its own but a citation, an image or code: say what is so"
    message = "is not one paragraph: end it with ::: after its statement, and write the rest below"
    return None, message


def _has_words(paragraph: nodes.paragraph) -> bool:
    """Whether it has words apart from citations, code and images."""
    copy = paragraph.deepcopy()
    wordless = (nodes.literal, nodes.image, nodes.math, nodes.raw)
    for node in [node for node in copy.findall(nodes.Element) if isinstance(node, wordless)]:
        node.parent.remove(node)
    return any(character.isalnum() for character in text_without_citations(copy))


class ClaimDirective(SphinxDirective):
    """A statement of fact with its kind and grade; its citations are part of the statement."""

    # docutils would drop the text of a claim without an id; here only the claim is refused
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[OptionSpec] = {
        "kind": _one_of(CLAIM_KINDS),
        "evidence": _evidence,
        "agreement": _agreement,
        "standing": _one_of(LAW_STANDINGS),
        "asserts": _one_of(ASSERTIONS),
        "looked-in": directives.unchanged,
        "reason": directives.unchanged,
        "as-of": directives.unchanged,
        "tags": _words,
        "notes": _words,
        "disputed-by": directives.unchanged,
        "replied-by": directives.unchanged,
        "main": _one_of("123456789"),
    }

    def run(self) -> list[nodes.Node]:
        docname = self.env.docname
        content = self.parse_content_to_nodes()
        name = " ".join(self.arguments)
        statement, error = statement_of(content)
        if len(name.split()) != 1:
            error = "has no id of one word: write one after {claim}, such as several-returned"
        rejected, option_error = self._check_options()
        error = option_error or error
        if statement is None or error or rejected:
            return [self._refuse(name, content, "" if rejected else error)]
        node = claim("", name=name, docname=docname)
        for option in self.option_spec:
            node[option] = self.options.get(option)
        places = self._paragraph("looked-in")
        node["looked-in"] = places.astext() if places else ""
        self.set_source_info(node)
        node["ids"] = [name]
        node += claim_part("", statement, part="statement")
        for part in TEXTS:
            if paragraph := self._paragraph(part):
                node += claim_part("", paragraph, part=part)
        return [node]

    def _paragraph(self, part: str) -> nodes.paragraph | None:
        """Return the text of an option as a paragraph, None if it is not given."""
        if not self.options.get(part):
            return None
        inline, messages = self.parse_inline(self.options[part])
        paragraph = nodes.paragraph(self.options[part], "", *inline, *messages)
        self.set_source_info(paragraph)  # gettext leaves out what has no source
        return paragraph

    def _check_options(self) -> tuple[bool, str]:
        """Return whether the parser has reported an option, and what else is wrong with them."""
        names, rest = option_lines(self.block_text)
        message = ""
        if names and rest:
            message = (
                f"has text right after its options ({rest[:40]!r}): write each option on one "
                "line, and leave an empty line before the statement"
            )
        return not set(names) <= self.options.keys(), message

    def _refuse(self, name: str, content: list[nodes.Node], reason: str) -> nodes.container:
        """Refuse a claim, for a reason if none was reported yet, and return its text."""
        docname = self.env.docname
        markup = MarkupDomain.of(self.env)
        markup.refuse(docname, name)
        if reason:
            message = f"the claim {name!r} {reason}"
            markup.note(docname, Problem(docname, self.lineno, Rule.MALFORMED_CLAIM, message))
        parts = (self._paragraph(part) for part in TEXTS)
        block = nodes.container("", *content, *(part for part in parts if part))
        if len(name.split()) == 1:
            block["ids"] = [name]
        self.set_source_info(block)
        return block


class ClaimList(SphinxDirective):
    """A list of copies of the claims that meet all of its options."""

    has_content = False
    option_spec: ClassVar[OptionSpec] = {
        "page": directives.unchanged,
        "tag": directives.unchanged,
        "kind": _one_of(CLAIM_KINDS),
        "confidence": _one_of(STEPS),
        "disputed": directives.flag,
        "here": directives.flag,
        "main": directives.flag,
    }

    def run(self) -> list[nodes.Node]:
        options = self.options
        docname = self.env.docname
        query = ClaimQuery(
            page=docname if "here" in options else options.get("page", ""),
            tag=options.get("tag", ""),
            kind=options.get("kind", ""),
            confidence=options.get("confidence", ""),
            disputed="disputed" in options,
            main="main" in options,
            line=self.lineno,
        )
        node = claim_list("", query=query, docname=docname)
        self.set_source_info(node)
        return [node]


class ClaimSquare(SphinxDirective):
    """A table of all claims, by part and by how well they are known."""

    def run(self) -> list[nodes.Node]:
        return [claim_square("", query=ClaimQuery())]


class ClaimFilters(SphinxDirective):
    """Filters for the lists of claims on the page: part, kind, confidence, tier, dispute."""

    def run(self) -> list[nodes.Node]:
        return [claim_filters()]
