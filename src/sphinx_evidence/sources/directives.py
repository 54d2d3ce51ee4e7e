"""Directives for lists made from the bibliography."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from ..core.diagnostics import Rule
from ..core.log import warn
from .model import EARLIEST, LATEST, SOURCE_TYPES, SourceList
from .nodes import first_citations, key_works, source_list

if TYPE_CHECKING:
    from sphinx.util.typing import OptionSpec


def _tier(argument: str) -> str:
    return directives.choice(argument, tuple(SOURCE_TYPES))


def _by(argument: str) -> str:
    return directives.choice(argument, ("publisher", "year"))


def _initials(argument: str) -> tuple[str, str]:
    match = re.fullmatch(r"\s*([a-z])\s*-\s*([a-z])\s*", argument)
    if match is None or match.group(1) > match.group(2):
        msg = "write two letters in order, such as a-f"
        raise ValueError(msg)
    return match.group(1), match.group(2)


def _years(argument: str) -> tuple[str, str]:
    match = re.fullmatch(r"\s*(\d{4})?\s*-\s*(\d{4})?\s*", argument, re.ASCII)
    first, last = (match[1] or EARLIEST, match[2] or LATEST) if match else ("", "")
    if not first or first > last:
        msg = "write the first and the last year in order, such as 2001-2010, 2011- or -2000"
        raise ValueError(msg)
    return first, last


class _SourceList(SphinxDirective):
    has_content = False
    kind: ClassVar[str]

    def run(self) -> list[nodes.Node]:
        docname = self.env.current_document.docname
        node = source_list("", query=SourceList(self.kind, **self.options), docname=docname)
        self.set_source_info(node)
        return [node]


class ChapterSources(_SourceList):
    """The sources that this page cites, by kind and in the order of their labels."""

    kind = "chapter"


class SourceRegister(_SourceList):
    """The sources of a tier, or of a range of initials, each with its permanent anchor."""

    kind = "register"
    option_spec: ClassVar[OptionSpec] = {"tier": _tier, "initials": _initials}


class Shorthands(_SourceList):
    """Every shorthand used in citations, with the full name."""

    kind = "shorthands"


class FlaggedSources(_SourceList):
    """The sources that are contested, corrected or withdrawn, with the status note of each."""

    kind = "flagged"


class ToRead(_SourceList):
    """The works that carry weight and were not read in the original, with what to look for."""

    kind = "to-read"


class SourceIndex(_SourceList):
    """The labels of all sources, by publisher or by year, as links to their entries."""

    kind = "index"
    option_spec: ClassVar[OptionSpec] = {"by": _by, "years": _years}


class KeyWorks(SphinxDirective):
    """Works that are worth reading: a list whose items begin with the citation of one."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        node = key_works("", *self.parse_content_to_nodes(), classes=["key-works"])
        self.set_source_info(node)
        items = [item for child in node.findall(nodes.bullet_list) for item in child.children]
        if not items or not all(first_citations(item) for item in items):
            message = (
                "{key-works} holds a list of works: begin each item with the citation of one, as "
                "in '- {cite:t}`key` What it is.'"
            )
            warn(Rule.MALFORMED_CITATION, message, node)
        return [node]


class Retired(SphinxDirective):
    """A directive of sphinxcontrib-bibtex that this package replaces."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = {}

    def run(self) -> list[nodes.Node]:
        message = f"{{{self.name}}} is not used here: end the page with {{chapter-sources}}"
        location = (self.env.current_document.docname, self.lineno)
        warn(Rule.RETIRED_MARKUP, message, location)
        return [nodes.literal_block(self.block_text, self.block_text, language="none")]
