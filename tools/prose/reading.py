"""Chapters as text: Markdown with the plugins that MyST uses, but no build."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import yaml
from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from sphinx_evidence.core.text import INFERENCE, one_line, tidy

from .model import Chapter, Passage, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.token import Token

UNKNOWN, KNOWN = "-not-known", "-known"
"""Ends of the ids of the two sections in which sources are the subject."""

LISTS = ("-in-brief", "-sources", "-key-works", "-questions", "-read-next")
"""Ends of the ids of sections that are lists, not running text."""

TEXTS = ("worked-example", "reply")
"""Directives whose content is running text of the page, besides the short answer."""

_DIRECTIVE = re.compile(r"\{([\w-]+)\}\s*(.*)")
_OPTION = re.compile(r":([\w-]+):\s*(.*)")
_COMMA = re.compile(r",(?![^{]*\})")  # between citations, not within a pinpoint
_SENTENCE_END = re.compile(rf"(?<=[.!?”’)]) (?![{INFERENCE}])|(?<={INFERENCE}) ")
_KEY = re.compile(r"(?:\{[^}]*\})?([a-z][\w-]*)(?:\{[^}]*\})?")


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table").use(front_matter_plugin)
    parser = parser.use(myst_block_plugin).use(myst_role_plugin).use(colon_fence_plugin)
    return parser.use(attrs_plugin, spans=True)


@dataclass(slots=True)
class _Page:
    """What has been read of a page so far."""

    text: list[Passage] = field(default_factory=list)
    answer: list[Passage] = field(default_factory=list)
    known: list[Passage] = field(default_factory=list)
    unknown: list[Passage] = field(default_factory=list)
    claims: list[Statement] = field(default_factory=list)
    argument: str = ""
    section: str = ""

    def add(self, passages: Iterable[Passage]) -> None:
        """Add passages to what the section belongs to; lists are left out."""
        if self.section.endswith(UNKNOWN):
            self.unknown += passages
        elif self.section.endswith(KNOWN):
            self.known += passages
        elif not self.section.endswith(LISTS):
            self.text += passages


def read_chapter(name: str, text: str) -> Chapter:
    """Return the text of a chapter.

    :param name: its file
    :param text: its source
    """
    page = _Page()
    _read(page, text, 0)
    return Chapter(
        name,
        page.argument,
        text=tuple(page.text),
        answer=tuple(page.answer),
        known=tuple(page.known),
        unknown=tuple(page.unknown),
        claims=tuple(page.claims),
    )


def _read(page: _Page, text: str, above: int) -> None:
    """Read a page, or the content of one of its directives.

    :param above: number of the lines above
    """
    target, skipped = "", 0
    for token in _parser().parse(text):
        line = above + (token.map[0] + 1 if token.map else 0)
        if token.type == "front_matter":
            page.argument = _argument(token.content)
        elif token.type == "myst_target":
            target = token.content
        elif token.type == "heading_open":
            # what has no id of its own belongs to the section above
            page.section, target = target or page.section, ""
            skipped += 1
        elif token.type == "heading_close":
            skipped -= 1
        elif token.type in ("table_open", "table_close"):
            skipped += 1 if token.nesting == 1 else -1
        elif token.type in ("fence", "colon_fence"):
            _read_directive(page, token, line)
        elif token.type == "inline":
            if not skipped:
                page.add(_passages([token], above))


def _read_directive(page: _Page, token: Token, line: int) -> None:
    match = _DIRECTIVE.match(token.info.strip())
    if match is None:
        return
    name, argument = match.groups()
    options, body, above = _options(token.content)
    above += line
    if name == "claim":
        found = _passages(_parser().parse(body), above)
        statement = one_line(" ".join(one.text for one in found))
        place = found[0].line if found else line
        page.claims.append(Statement(argument.strip(), statement, "main" in options, place))
    elif name == "short-answer":
        page.add(_passages(_parser().parse(argument), line - 1))
        before = len(page.text)
        _read(page, body, above)
        page.answer += page.text[before:]
    elif name in TEXTS:
        _read(page, body, above)


def _passages(tokens: Iterable[Token], above: int) -> list[Passage]:
    """Return the passages of the inline tokens among some, without empty ones."""
    inline = (token for token in tokens if token.type == "inline")
    passages = (_passage(token, above + (token.map or [0])[0] + 1) for token in inline)
    return [passage for passage in passages if passage.text.strip()]


def _options(content: str) -> tuple[dict[str, str], str, int]:
    """Return the options of a directive, its text, and the number of lines above the text."""
    lines = content.split("\n")
    options: dict[str, str] = {}
    for number, line in enumerate(lines):
        match = _OPTION.match(line)
        if match is None:
            return options, "\n".join(lines[number:]), number
        options[match[1]] = match[2]
    return options, "", len(lines)


def _argument(front_matter: str) -> str:
    try:
        head = yaml.safe_load(front_matter)
    except yaml.YAMLError:
        return ""
    return one_line(str(head.get("argument", ""))) if isinstance(head, dict) else ""


def _passage(token: Token, line: int) -> Passage:
    keys: dict[str, None] = {}
    marked = "".join(_words(token.children or (), keys))
    rows = marked.replace(INFERENCE, "").split("\n")
    ends = [INFERENCE in part for part in _SENTENCE_END.split(tidy(marked)) if part.strip()]
    return Passage("\n".join(map(tidy, rows)), tuple(keys), line, tuple(ends))


def _words(tokens: Sequence[Token], keys: dict[str, None]) -> Iterator[str]:
    """Yield the text of inline tokens, and add the keys that they cite."""
    for token in tokens:
        if token.type in ("text", "code_inline"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield "\n"
        elif token.type == "myst_role":
            yield _role(token.meta["name"], token.content, keys)


def _role(name: str, content: str, keys: dict[str, None]) -> str:
    """Return what a role prints in the sentence, as far as the meter needs it."""
    if name.startswith("cite"):
        found = [match[1] for part in _COMMA.split(content) if (match := _KEY.match(part.strip()))]
        keys.update(dict.fromkeys(found))
        return " and ".join(key[:1].upper() + key[1:] for key in found) if name == "cite:t" else ""
    if name == "inference":
        return INFERENCE
    if name == "value":
        return "9"
    return content.partition("<")[0].strip()
