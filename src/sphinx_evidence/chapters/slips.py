"""Markup of this package that Markdown reads as text: a brace left out, a space too many.

Markdown takes what it does not know for words, and prints it without a word. Here what was read is
compared with what there is: only names of this package, and keys of the bibliography, count as
meant for markup, and code is never looked into. Nothing is changed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from ..core.nodes import LITERAL, block_around, find_nodes, line_in
from ..core.source_text import FENCE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_COLONS = re.compile(r":{3,}\s*\{?([\w:.+-]+)\}?\s*([\w-]*)")
_NAME = re.compile(r"\{?\s*([\w:.+-]*)")
_KEY = re.compile(r"\[-?@([\w:.+/-]*\w)")


@dataclass(frozen=True, slots=True)
class Slip:
    """Markup that was read as text.

    :param path: the file, empty if it is not known
    :param line: the line in it
    :param message: what is wrong and what to do
    :param name: the id that is lost with a directive, empty for none
    """

    path: str
    line: int
    message: str
    name: str = ""


@dataclass(frozen=True)
class Known:
    """What a page may have been meant to use.

    :param roles: names of roles, such as ``cite:p`` and ``value``
    :param directives: names of directives
    :param keys: keys of the bibliography
    :param has_colons: whether Markdown reads fences of colons
    """

    roles: Collection[str]
    directives: Collection[str]
    keys: Collection[str]
    has_colons: bool = True

    def slips(self, document: nodes.document) -> Iterator[Slip]:
        """Yield what of a page was read as text though it can hardly be meant so."""
        colons = False
        for node in find_nodes(document, nodes.container, nodes.literal_block, nodes.Text):
            if isinstance(node, nodes.container):
                if "is_div" in node and "design_component" not in node:
                    yield from self._fence(node, (node["classes"] or [""])[-1])
            elif isinstance(node, nodes.literal_block):
                yield from self._fence(node, str(node.get("language", "")))
            elif not isinstance(node.parent, LITERAL):
                for slip in self._colons(node):
                    yield slip if not colons else Slip("", 0, "", slip.name)
                    colons = True
                yield from self._text(node)

    def _fence(self, node: nodes.Element, word: str) -> Iterator[Slip]:
        """Yield a directive that was read as a block, from the first word of its first line."""
        if not word.startswith("{") and word not in self.directives:
            return
        line = _line_of(node, word)
        match = FENCE.match(line)
        info = match[2].strip() if match else ""
        if "}" in info or not info.startswith(word):
            return
        if isinstance(node, nodes.literal_block) and not word.startswith("{"):
            return  # a language may have the name of a directive
        name = _NAME.match(info)[1]  # type: ignore[index]  # it matches anything
        if word.startswith("{"):
            after = name or "the name of the directive"
            advice = f"write }} after {after}"
        else:
            advice = f"write {{{name}}}"
        rest = info.removeprefix(word).split()
        yield Slip(
            str(node.source or ""),
            node.line or 0,
            f"{line.strip()!r} is no directive: {advice}",
            rest[0] if rest else "",
        )

    def _colons(self, text: nodes.Text) -> Iterator[Slip]:
        """Yield the directives that were read as words, since fences of colons are not read."""
        match = None if self.has_colons else _COLONS.match(text)
        if match and match[1] in self.directives and isinstance(text.parent, nodes.paragraph):
            message = (
                f"':::{{{match[1]}}}' is read as text: add 'colon_fence' to "
                "myst_enable_extensions in conf.py"
            )
            yield self._slip(text, match.start(), message, match[2])

    def _text(self, text: nodes.Text) -> Iterator[Slip]:
        """Yield roles and citations that were read as words."""
        after = text.next_node(descend=False, siblings=True)
        if isinstance(after, nodes.literal) and (match := self._open_role(text)):
            role = next(filter(None, match.groups()))
            if role != "value" or ":" in after.astext():  # else a common word
                space = ", without a space" if match[0].endswith(" ") else ""
                message = f"'{match[0]}`' is no role: write {{{role}}}`…`{space}"
                yield self._slip(text, match.start(), message)
        if "{" in text:
            for match in re.finditer(rf"\{{({self._names})\}}`?(\w[\w:.-]*+)(?!`)", text):
                role, word = match[1], match[2].rstrip(".:-")
                is_key = word in self.keys
                if is_key if role.startswith("cite") else ":" in role + word:
                    message = f"'{match[0]}' is no role: write {{{role}}}`{word}`"
                    yield self._slip(text, match.start(), message)
        for match in _KEY.finditer(text) if "[" in text else ():
            if match[1] in self.keys:
                message = f"'{match[0]}' is no citation: write {{cite:p}}`{match[1]}`"
                yield self._slip(text, match.start(), message)

    @cached_property
    def _names(self) -> str:
        return "|".join(map(re.escape, sorted(self.roles, key=lambda role: (-len(role), role))))

    def _open_role(self, text: nodes.Text) -> re.Match[str] | None:
        """Return the name of a role at the end of a text, in other marks than it should have."""
        if not text.rstrip().endswith(("}", ":", *self.roles)):
            return None
        name = f"({self._names})"
        forms = rf"\{{{name}|{name}\}} *|\{{{name}\}} +|:{name}: *"
        return re.search(rf"(?<![\w:{{}}$])(?:{forms})$", text)

    def _slip(self, text: nodes.Text, offset: int, message: str, name: str = "") -> Slip:
        block = block_around(text)
        line = line_in(block, text, offset) if block is not None else 0
        source = str(block.source or "") if block is not None else ""
        return Slip(source, line, message, name)


def _line_of(node: nodes.Element, word: str) -> str:
    """Return the line of its file on which a block begins, empty if it cannot be found."""
    path = Path(node.source or "")
    if not node.line or not path.is_file():
        return ""
    lines = path.read_text("utf-8", errors="replace").split("\n")
    near = lines[max(node.line - 1, 0) : node.line]
    return next((line for line in near if word in line), "")
