"""Rules for the source text of a page, and for the SVG files that it shows.

A mistake that would make Markdown misread the rest of a page is repaired for this build, so that it
gives one message: a fence that is not closed is closed where its author probably meant to close it.
Line numbers stay the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from .diagnostics import Problem, Rule
from .text import UNSEEN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

FENCE = re.compile(r"([ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?)(:{3,}|`{3,}|~{3,})(.*)")
LABEL = re.compile(r"\([a-z0-9_-]+\)=\s*")
OPTION = re.compile(r"\s*:(?!:)([^:\s]+):(?:\s|$)")
HEADING = re.compile(r"#{1,6}\s+\S")
CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.*?[^`])\1(?!`)")
CONFLICT = re.compile(r"^(<{7}|\|{7}|>{7})(\s|$)", re.M)

TABLE = re.compile(r"[\s>]*+\|?+\s*+:?+-++:?+\s*+(?:\|\s*+:?+-++:?+\s*+)*+\|?+\s*+")
"""The line below the head of a table."""

CELL_END = re.compile(r"(?<!\\)\|")
"""Where a cell of a table ends, as GitHub's Markdown has it: within code too."""

ADDRESS = re.compile(r"https?://\w")
LINKED = re.compile(r"\]\([^)]*+\)|<[^>]*+>|^\s*+(?:\[[^\]]++\]:|%|:[\w-]++:).*+")
"""Targets of links, tags, and lines whose addresses are not printed: remarks and options."""

ROLE = re.compile(r"\{(\w[\w.+-]*:[\w:.+-]+)\}$")
"""A role with the name of its domain, before its text."""


@dataclass(frozen=True, slots=True)
class Fence:
    """A fence that is open.

    :param line: the line on which it begins
    :param prefix: indentation, quotation marks or list marker before it
    :param mark: its marker, such as ``:::``
    :param info: the info string, that is, the rest of the line
    """

    line: int
    prefix: str
    mark: str
    info: str

    @property
    def directive(self) -> bool:
        """Whether it is a directive rather than a block of code."""
        return self.info.startswith("{")

    @property
    def nests(self) -> bool:
        """Whether it may contain other fences."""
        return self.mark.startswith(":")

    @property
    def title(self) -> str:
        """Its first line, for messages."""
        return f"{self.mark}{self.info}"


@dataclass(slots=True)
class PageText:
    """The lines of a page, repaired step by step, and the problems found in them."""

    docname: str
    lines: list[str]
    problems: list[Problem] = field(default_factory=list)

    def note(self, line: int, rule: Rule, message: str) -> None:
        """Add a problem."""
        self.problems.append(Problem(self.docname, line, rule, message))


def repair_text(
    docname: str, text: str, roles: Collection[str] | None = None
) -> tuple[str, tuple[Problem, ...]]:
    """Return the repaired text of a page, and its problems.

    :param roles: the roles of domains, such as ``cite:p``; None if they are not checked
    """
    page = PageText(docname, text.split("\n"))
    _repair_characters(page)
    _repair_conflicts(page)
    prose = _repair_fences(page)
    _repair_comments(page, prose)
    _note_tables(page, prose)
    _note_addresses(page, prose)
    if roles is not None:
        _repair_roles(page, prose, roles)
    return "\n".join(page.lines), tuple(page.problems)


def _repair_characters(page: PageText) -> None:
    """Replace each character that a page may not contain by U+FFFD."""
    if not UNSEEN.search("\n".join(page.lines)):
        return
    for number, line in enumerate(page.lines, 1):
        if characters := UNSEEN.findall(line):
            names = ", ".join(dict.fromkeys(f"U+{ord(character):04X}" for character in characters))
            message = f"the line has characters that cannot be printed ({names}): delete them"
            page.note(number, Rule.DAMAGED_TEXT, message)
            page.lines[number - 1] = UNSEEN.sub("\ufffd", line)


def _repair_conflicts(page: PageText) -> None:
    """Keep the upper half of a merge conflict of Git, or all of it if its end is missing."""
    if not CONFLICT.search("\n".join(page.lines)):
        return
    in_conflict, in_upper_half = False, True
    ends = [index for index, line in enumerate(page.lines) if re.match(r">{7}(\s|$)", line)]
    for index, line in enumerate(page.lines):
        match = CONFLICT.match(line)
        if match and (match[1].startswith("<") or not in_conflict):
            message = "a conflict of Git was not resolved: choose one half and delete the marks"
            page.note(index + 1, Rule.DAMAGED_TEXT, message)
            in_conflict, in_upper_half = match[1].startswith("<"), True
        elif match and match[1].startswith(">"):
            in_conflict, in_upper_half = False, True
        elif match or (in_conflict and line.rstrip() == "======="):
            in_upper_half = not any(end > index for end in ends)
        elif in_upper_half:
            continue
        page.lines[index] = ""


def _repair_fences(page: PageText) -> list[int]:
    """Close open fences, and return the numbers of the lines that are not code."""
    stack: list[Fence] = []
    prose: list[int] = []
    for number, line in enumerate(page.lines, 1):
        match = FENCE.fullmatch(line)
        mark, info = (match[2], match[3].strip()) if match else ("", "")
        if match and mark.startswith("`") and "`" in info:
            match = None  # inline code
        if match is None:
            if stack and _begins_section(line, stack[-1]):
                for fence in stack:
                    _close(page, fence, number)
                stack = []
            if not stack or stack[-1].nests:
                prose.append(number)
            continue
        if not info:
            closed = next(
                (depth for depth, fence in enumerate(stack) if _closes(mark, fence)), None
            )
            if closed is not None:
                for fence in stack[closed + 1 :]:
                    _close(page, fence, number)
                stack = stack[:closed]
                continue
            if mark.startswith(":") and stack and stack[-1].nests:
                fence = stack.pop()  # its own marker is longer
                _note_open(page, fence)
                page.lines[number - 1] = " " * len(fence.prefix) + fence.mark
                continue
            if mark.startswith(":") and not stack:
                _remove_stray_marker(page, number)
                continue
        while stack and _closes(mark, stack[-1]) and info:
            _close(page, stack.pop(), number)
        if not stack or stack[-1].nests:
            stack.append(Fence(number, match[1], mark, info))
            _note_repeated_options(page, stack[-1])
    for fence in stack[-1:] if stack and not stack[-1].nests else stack:
        _close(page, fence, len(page.lines) + 1)
    return prose


def _note_repeated_options(page: PageText, fence: Fence) -> None:
    """Report each option of a directive that is given again; only the last one would count."""
    seen: set[str] = set()
    for number, line in enumerate(page.lines[fence.line :] if fence.directive else (), fence.line):
        match = OPTION.match(line)
        if match is None:
            return
        if match[1] in seen:
            message = f"the option ':{match[1]}:' is given twice: keep one"
            page.note(number + 1, Rule.RETIRED_MARKUP, message)
        seen.add(match[1])


def _closes(mark: str, fence: Fence) -> bool:
    return mark[0] == fence.mark[0] and len(mark) >= len(fence.mark)


def _begins_section(line: str, fence: Fence) -> bool:
    """Whether a line begins a section, and so is outside the open fences.

    :param fence: the innermost of them
    """
    heading = LABEL.fullmatch(line) or (fence.nests and HEADING.match(line))
    return fence.directive and bool(heading)


def _note_open(page: PageText, fence: Fence) -> None:
    """Report an open fence at the line on which it begins."""
    kind = "claim" if fence.info.startswith("{claim}") else "fence"
    after = "its statement" if kind == "claim" else "what belongs to it"
    message = (
        f"the {kind} {fence.title!r} is not closed: "
        f"write {fence.mark} on a line of its own after {after}"
    )
    page.note(fence.line, Rule.OPEN_FENCE, message)


def _close(page: PageText, fence: Fence, before: int) -> None:
    """Close an open fence at an empty line *before* another line."""
    _note_open(page, fence)
    inside = range(fence.line + 1, before)
    empty = [number for number in inside if not page.lines[number - 1].strip()]
    if fence.directive:
        first = next((number for number in inside if _is_content(page.lines[number - 1])), before)
        suitable = [number for number in empty if number > first]
    else:
        suitable = [number for number in empty if LABEL.fullmatch("".join(page.lines[number:][:1]))]
    if empty:
        page.lines[(suitable or empty[-1:])[0] - 1] = " " * len(fence.prefix) + fence.mark


def _is_content(line: str) -> bool:
    return bool(line.strip()) and not re.match(r"\s*:(?!::)", line)


def _remove_stray_marker(page: PageText, number: int) -> None:
    """Remove a marker that closes nothing; it would open a fence to the end of the page."""
    if not any(problem.rule is Rule.OPEN_FENCE for problem in page.problems):
        message = "':::' closes nothing here: delete it, or write what it should open"
        page.note(number, Rule.OPEN_FENCE, message)
    page.lines[number - 1] = ""


def _repair_comments(page: PageText, prose: Iterable[int]) -> None:
    """Escape the start of an HTML comment that has no end; browsers would hide the rest."""
    start = 0
    for number in prose:
        line = page.lines[number - 1]
        if "<!--" not in line and "-->" not in line:  # nearly all, and code spans take time
            continue
        for mark in re.findall("<!--|-->", CODE_SPAN.sub("", line)):
            if mark == "-->":
                start = 0
                continue
            if start:
                _escape_comment(page, start)
            start = number
    if start:
        _escape_comment(page, start)


def _escape_comment(page: PageText, number: int) -> None:
    message = "'<!--' is not closed and would hide the rest: write a remark as a line with % first"
    page.note(number, Rule.OPEN_FENCE, message)
    page.lines[number - 1] = page.lines[number - 1].replace("<!--", "&lt;!--")


def _repair_roles(page: PageText, prose: Iterable[int], roles: Collection[str]) -> None:
    """Remove roles that no domain has; Sphinx would report them without page and line."""
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
                advice = f"write {{{near[0]}}}" if near else "remove it"
                message = f"there is no role {role[0]}: {advice}"
                page.note(number, Rule.RETIRED_MARKUP, message)
                before = before[: role.start()]
            kept, end = kept + before + span[0], span.end()
        page.lines[number - 1] = kept + line[end:]


def _note_tables(page: PageText, prose: Iterable[int]) -> None:
    """Report rows of tables with a wrong number of cells, of which Markdown prints what it can."""
    outside_code = {*prose}
    for number in sorted(outside_code):
        line, head = page.lines[number - 1], page.lines[number - 2] if number > 1 else ""
        if "|" not in line or "|" not in head or not TABLE.fullmatch(line):
            continue
        cells = _cells(line)
        if _cells(head) != cells:
            message = (
                f"the head of the table has {_cells(head)} cells and the line below it {cells}, so "
                "it is printed as text: give both the same number"
            )
            page.note(number - 1, Rule.DAMAGED_TEXT, message)
            continue
        row = number + 1
        while row in outside_code and "|" in page.lines[row - 1]:
            if (found := _cells(page.lines[row - 1])) != cells:
                advice = (
                    "add the others, empty or not"
                    if found < cells
                    else "the rest is not printed; write \\| for a line that belongs to the words"
                )
                message = f"the row has {found} cells and its table {cells}: {advice}"
                page.note(row, Rule.DAMAGED_TEXT, message)
            row += 1


def _cells(line: str) -> int:
    """Return how many cells a line of a table has; the marks at its ends may be left out."""
    cells = CELL_END.split(line.strip().lstrip("> "))
    return len(cells) - (not cells[0]) - (not cells[-1])


def _note_addresses(page: PageText, prose: Iterable[int]) -> None:
    """Report addresses that nobody can follow, since they are printed as plain words."""
    has_head = page.lines[0] == "---" and "---" in page.lines[1:]
    head = page.lines.index("---", 1) + 1 if has_head else 0
    for number in prose:
        line = page.lines[number - 1]
        if number <= head or "://" not in line:
            continue
        if ADDRESS.search(LINKED.sub(" ", CODE_SPAN.sub(" ", line))):
            message = "an address is no link here: cite its work, or write [words](address)"
            page.note(number, Rule.RETIRED_MARKUP, message)


def svg_scripts(data: bytes) -> Iterator[str]:
    """Yield what runs code when an SVG file is opened by itself, or why it cannot be parsed."""
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        yield f"is not an SVG that can be read ({error})"
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
