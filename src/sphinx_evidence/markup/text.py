"""Rules for the text of a page, before and after Markdown has read it. No Sphinx here.

What Markdown would swallow or misread to the end of a page is mended for the rest of the build, so
that one mistake is one message: a fence that is not closed ends where its author seems to have
meant it to. Lines keep their numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from ..core.diagnostics import Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

FENCE = re.compile(r"([ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?)(:{3,}|`{3,}|~{3,})(.*)")
LABEL = re.compile(r"\([a-z0-9_-]+\)=\s*")
HEADING = re.compile(r"#{1,6}\s+\S")
CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.*?[^`])\1(?!`)")
CONFLICT = re.compile(r"(<{7}|\|{7}|>{7})(\s|$)")
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
"""Control characters, those that end lines unseen or turn text round, and what is none."""


ROLE = re.compile(r"\{(\w[\w.+-]*:[\w:.+-]+)\}$")
"""A role with the name of its domain, before its text."""


@dataclass(frozen=True, slots=True)
class Fence:
    """A fence that is open.

    :param line: where it begins
    :param prefix: what stands before it on its line
    :param mark: its signs, such as ``:::``
    :param info: the rest of its line
    """

    line: int
    prefix: str
    mark: str
    info: str

    @property
    def directive(self) -> bool:
        """Whether it is a directive, and not code."""
        return self.info.startswith("{")

    @property
    def nests(self) -> bool:
        """Whether fences may stand in it."""
        return self.mark.startswith(":")

    @property
    def title(self) -> str:
        """Its first line, as a message shows it."""
        return f"{self.mark}{self.info}"


@dataclass(slots=True)
class PageText:
    """The lines of a page, as they are mended, and what was wrong with them."""

    docname: str
    lines: list[str]
    problems: list[Problem] = field(default_factory=list)

    def note(self, line: int, rule: Rule, message: str) -> None:
        """Note that a rule is broken."""
        self.problems.append(Problem(self.docname, line, rule, message))


def mend_text(
    docname: str, text: str, roles: Collection[str] | None = None
) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a page as Markdown should read it, and what is wrong with it.

    :param roles: the roles of domains, such as ``cite:p``; None if they are not checked
    """
    page = PageText(docname, text.split("\n"))
    _mend_characters(page)
    _mend_conflicts(page)
    prose = _mend_fences(page)
    _mend_comments(page, prose)
    if roles is not None:
        _mend_roles(page, prose, roles)
    return "\n".join(page.lines), tuple(page.problems)


def _mend_characters(page: PageText) -> None:
    """Put a visible sign in the place of each character that a page may not hold."""
    for number, line in enumerate(page.lines, 1):
        if found := UNPRINTABLE.findall(line):
            names = ", ".join(dict.fromkeys(f"U+{ord(sign):04X}" for sign in found))
            message = f"the line has characters that cannot be printed ({names}): delete them"
            page.note(number, Rule.DAMAGED_TEXT, message)
            page.lines[number - 1] = UNPRINTABLE.sub("\ufffd", line)


def _mend_conflicts(page: PageText) -> None:
    """Keep the upper half of a conflict of Git; all of it, if it has no end."""
    begun, upper = False, True
    ends = [at for at, line in enumerate(page.lines) if re.match(r">{7}(\s|$)", line)]
    for at, line in enumerate(page.lines):
        match = CONFLICT.match(line)
        if match and (match[1].startswith("<") or not begun):
            message = "a conflict of Git was not resolved: choose one half and delete the marks"
            page.note(at + 1, Rule.DAMAGED_TEXT, message)
            begun, upper = match[1].startswith("<"), True
        elif match and match[1].startswith(">"):
            begun, upper = False, True
        elif match or (begun and line.rstrip() == "======="):
            upper = not any(end > at for end in ends)
        elif upper:
            continue
        page.lines[at] = ""


def _mend_fences(page: PageText) -> list[int]:
    """End fences that are not closed, and return the numbers of lines that are no code."""
    stack: list[Fence] = []
    prose: list[int] = []
    for number, line in enumerate(page.lines, 1):
        match = FENCE.fullmatch(line)
        mark, info = (match[2], match[3].strip()) if match else ("", "")
        if match and mark.startswith("`") and "`" in info:
            match = None  # code within a line
        if match is None:
            if _begins_a_section(line, stack):
                for fence in stack:
                    _end(page, fence, number)
                stack = []
            if not stack or stack[-1].nests:
                prose.append(number)
            continue
        if not info:
            closed = next((at for at, fence in enumerate(stack) if _closes(mark, fence)), None)
            if closed is not None:
                for fence in stack[closed + 1 :]:
                    _end(page, fence, number)
                stack = stack[:closed]
                continue
            if mark.startswith(":") and stack and stack[-1].nests:
                fence = stack.pop()  # its mark is longer
                _note_open(page, fence)
                page.lines[number - 1] = " " * len(fence.prefix) + fence.mark
                continue
            if mark.startswith(":") and not stack:
                _stray(page, number)
                continue
        while stack and _closes(mark, stack[-1]) and info:
            _end(page, stack.pop(), number)
        if not stack or stack[-1].nests:
            stack.append(Fence(number, match[1], mark, info))
    for fence in stack[-1:] if stack and not stack[-1].nests else stack:
        _end(page, fence, len(page.lines) + 1)
    return prose


def _closes(mark: str, fence: Fence) -> bool:
    return mark[0] == fence.mark[0] and len(mark) >= len(fence.mark)


def _begins_a_section(line: str, stack: list[Fence]) -> bool:
    """Whether a line is no part of the fences around it, since a section begins with it."""
    if not stack or not stack[-1].directive:
        return False
    return bool(LABEL.fullmatch(line) or (stack[-1].nests and HEADING.match(line)))


def _note_open(page: PageText, fence: Fence) -> None:
    """Note that a fence is not closed, at the line on which it begins."""
    kind = "claim" if fence.info.startswith("{claim}") else "fence"
    after = "its statement" if kind == "claim" else "what belongs to it"
    message = (
        f"the {kind} {fence.title!r} is not closed: "
        f"write {fence.mark} on a line of its own after {after}"
    )
    page.note(fence.line, Rule.OPEN_FENCE, message)


def _end(page: PageText, fence: Fence, before: int) -> None:
    """Close a fence that its author left open, at an empty line *before* another."""
    _note_open(page, fence)
    inside = range(fence.line + 1, before)
    empty = [number for number in inside if not page.lines[number - 1].strip()]
    if fence.directive:
        first = next((number for number in inside if _is_content(page.lines[number - 1])), before)
        good = [number for number in empty if number > first]
    else:
        good = [number for number in empty if LABEL.fullmatch("".join(page.lines[number:][:1]))]
    if empty:
        page.lines[(good or empty[-1:])[0] - 1] = " " * len(fence.prefix) + fence.mark


def _is_content(line: str) -> bool:
    return bool(line.strip()) and not re.match(r"\s*:(?!::)", line)


def _stray(page: PageText, number: int) -> None:
    """Take out a mark that closes nothing; it would open a fence to the end of the page."""
    if not any(problem.rule is Rule.OPEN_FENCE for problem in page.problems):
        message = "':::' closes nothing here: delete it, or write what it should open"
        page.note(number, Rule.OPEN_FENCE, message)
    page.lines[number - 1] = ""


def _mend_comments(page: PageText, prose: Iterable[int]) -> None:
    """Show what begins an HTML comment that does not end, since a browser would hide the rest."""
    begun = 0
    for number in prose:
        for mark in re.findall("<!--|-->", CODE_SPAN.sub("", page.lines[number - 1])):
            if mark == "-->":
                begun = 0
                continue
            if begun:
                _show_comment(page, begun)
            begun = number
    if begun:
        _show_comment(page, begun)


def _show_comment(page: PageText, number: int) -> None:
    message = "'<!--' is not closed and would hide the rest: write a remark as a line with % first"
    page.note(number, Rule.OPEN_FENCE, message)
    page.lines[number - 1] = page.lines[number - 1].replace("<!--", "&lt;!--")


def _mend_roles(page: PageText, prose: Iterable[int], roles: Collection[str]) -> None:
    """Take out roles that no domain has; Sphinx would name neither page nor line."""
    for number in prose:
        line = page.lines[number - 1]
        if ":" not in line or "}`" not in line:
            continue
        kept, end = "", 0
        for span in CODE_SPAN.finditer(line):
            before = line[end : span.start()]
            role = ROLE.search(before)
            if role and role[1].lower() not in roles:
                near = get_close_matches(role[1], sorted(roles), 1)
                cure = f"write {{{near[0]}}}" if near else "take it out"
                message = f"there is no role {role[0]}: {cure}"
                page.note(number, Rule.RETIRED_MARKUP, message)
                before = before[: role.start()]
            kept, end = kept + before + span[0], span.end()
        page.lines[number - 1] = kept + line[end:]


def svg_scripts(data: bytes) -> Iterator[str]:
    """Yield what would run when an SVG file is opened by itself, or why it cannot be read."""
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        yield f"is no SVG that can be read ({error})"
        return
    for element in root.iter():
        name = element.tag.rpartition("}")[2].lower()
        if name in ("script", "foreignobject", "iframe", "embed", "object"):
            yield f"has a <{name}>"
        for attribute, value in element.attrib.items():
            local = attribute.rpartition("}")[2].lower()
            if local.startswith("on"):
                yield f"has the attribute {local}"
            elif "javascript:" in re.sub(r"\s", "", value).lower():
                yield f"has a javascript: address in {local}"
