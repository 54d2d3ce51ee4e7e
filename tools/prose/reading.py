"""Chapters as text: Markdown by the parser of MyST, but no build."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from sphinx_evidence.core.text import INFERENCE, one_line, tidy

from .model import Chapter, Passage, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

UNKNOWN = "-not-known"
"""End of the id of the section on what is not known."""

LISTS = ("-known", "-in-brief", "-sources", "-key-works", "-questions", "-read-next")
"""Ends of the ids of sections that are about sources or lists, not running text."""

TEXTS = ("worked-example", "reply")
"""Directives whose content is running text of the page, besides the short answer."""

_DIRECTIVE = re.compile(r"\{([\w-]+)\}\s*(.*)")
_OPTION = re.compile(r":[\w-]+:")
_COMMA = re.compile(r",(?![^{]*\})")  # between citations, not within a pinpoint
_SENTENCE_END = re.compile(rf"(?<=[.!?”’)]) (?![{INFERENCE}])|(?<={INFERENCE}) ")
_KEY = re.compile(r"(?:\{[^}]*\})?([a-z][\w-]*)(?:\{[^}]*\})?")


@cache
def _parser() -> MarkdownIt:
    config = MdParserConfig(enable_extensions={"attrs_inline", "colon_fence"})
    return create_md_parser(config, RendererHTML)


@dataclass(slots=True)
class _Page:
    """What has been read of a page so far."""

    text: list[Passage] = field(default_factory=list)
    unknown: list[Passage] = field(default_factory=list)
    claims: list[Sentence] = field(default_factory=list)
    section: str = ""

    def add(self, passages: Iterable[Passage]) -> None:
        """Add passages to what the section belongs to; lists are left out."""
        if self.section.endswith(UNKNOWN):
            self.unknown += passages
        elif not self.section.endswith(LISTS):
            self.text += passages


def read_chapter(name: str, text: str) -> Chapter:
    """Return the text of a chapter.

    :param name: its file
    :param text: its source
    """
    page = _Page()
    _read(page, text, 0)
    return Chapter(name, tuple(page.text), tuple(page.unknown), tuple(page.claims))


def _read(page: _Page, text: str, above: int) -> None:
    """Read a page, or the content of one of its directives.

    :param above: number of the lines above
    """
    target, skipped = "", 0
    for token in _parser().parse(text):
        line = above + (token.map[0] + 1 if token.map else 0)
        if token.type == "myst_target":
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
    body, skipped = _body(token.content)
    above = line + skipped
    if name == "claim":
        found = _passages(_parser().parse(body), above)
        statement = one_line(" ".join(one.text for one in found))
        page.claims.append(Sentence(statement, found[0].line if found else line))
    elif name == "short-answer":
        page.add(_passages(_parser().parse(argument), line - 1))
        _read(page, body, above)
    elif name in TEXTS:
        _read(page, body, above)


def _passages(tokens: Iterable[Token], above: int) -> list[Passage]:
    """Return the passages of the inline tokens among some, without empty ones."""
    inline = (token for token in tokens if token.type == "inline")
    passages = (_passage(token, above + (token.map or [0])[0] + 1) for token in inline)
    return [passage for passage in passages if passage.text.strip()]


def _body(content: str) -> tuple[str, int]:
    """Return the text of a directive, and the number of lines above it, which are options."""
    lines = content.split("\n")
    above = next((at for at, line in enumerate(lines) if not _OPTION.match(line)), len(lines))
    return "\n".join(lines[above:]), above


def _passage(token: Token, line: int) -> Passage:
    marked = "".join(_words(token.children or ()))
    rows = marked.replace(INFERENCE, "").split("\n")
    ends = [INFERENCE in part for part in _SENTENCE_END.split(tidy(marked)) if part.strip()]
    return Passage("\n".join(map(tidy, rows)), line, tuple(ends))


def _words(tokens: Iterable[Token]) -> Iterator[str]:
    """Yield the text of inline tokens."""
    for token in tokens:
        if token.type in ("text", "code_inline"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield "\n"
        elif token.type == "myst_role":
            yield _role(token.meta["name"], token.content)


def _role(name: str, content: str) -> str:
    """Return what a role prints in the sentence, or a word for it."""
    if name == "cite:t":
        keys = (match[1] for part in _COMMA.split(content) if (match := _KEY.match(part.strip())))
        return " and ".join(key[:1].upper() + key[1:] for key in keys)
    if name.startswith("cite"):
        return ""
    if name == "inference":
        return INFERENCE
    if name == "value":
        return "9"
    return content.partition("<")[0].strip()
