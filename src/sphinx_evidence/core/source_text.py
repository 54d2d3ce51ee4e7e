"""Rules for the source text of a page, and for the SVG files that it shows.

Some mistakes Markdown misreads without a word: a fence that is not closed takes the rest of the
page. The line of such a mark is reported and read as an empty one, so that nothing that follows is
lost or taken for what it is not, and one mistake is one message. Nothing else is mended, and line
numbers stay the same.
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

FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(:{3,}|~{3,}|`{3,}(?!.*`))(.*)")
"""The first or the last line of a fence; what has backquotes on both sides is code in a line."""

OPTION = re.compile(r"\s*:(?!:)([^:\s]+):(?:\s|$)")
LABEL = re.compile(r"\([a-z0-9_-]+\)=\s*")
HEADING = re.compile(r"#{1,6}\s+\S")
_CODE = r"(?<!`)(?P<marks>`+)(?!`).*?[^`](?P=marks)(?!`)"
CODE_SPAN = re.compile(_CODE)
ROLE = re.compile(r"(?:\{(?P<role>\w[\w.+-]*:[\w:.+-]+)\})?(?P<text>" + _CODE + ")")
"""Code, or the text of a role with the name of its domain, which is before it."""

CONFLICT = re.compile(
    r"^<{7}.*\n((?:.*\n)*?)(?:\|{7}.*\n(?:.*\n)*?)?={7}\n(?:.*\n)*?>{7}.*$", re.MULTILINE
)
"""A conflict of Git, with its upper half."""

CONFLICT_MARK = re.compile(r"^(<{7}|\|{7}|>{7})(\s|$)", re.MULTILINE)

COMMENT = re.compile(r"[ >]*<!--")

TABLE = re.compile(r"[\s>]*+\|?+\s*+:?+-++:?+\s*+(?:\|\s*+:?+-++:?+\s*+)*+\|?+\s*+")
"""The line below the head of a table."""

CELL_END = re.compile(r"(?<!\\)\|")
"""Where a cell of a table ends, as GitHub's Markdown has it: within code too."""

ADDRESS = re.compile(r"https?://\w")
LINKED = re.compile(r"\]\([^)]*+\)|<[^>]*+>|^\s*+(?:\[[^\]]++\]:|%|:[\w-]++:).*+")
"""Targets of links, tags, and lines whose addresses are not printed: remarks and options."""


@dataclass(frozen=True, slots=True)
class Fence:
    """A fence that is open.

    :param line: the line on which it begins
    :param mark: its marker, such as ``:::``
    :param info: the info string, that is, the rest of the line
    """

    line: int
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


@dataclass(slots=True)
class PageText:
    """The lines of a page, and what was found in them.

    :param problems: the mistakes
    :param refused: the arguments of directives that are not read
    """

    docname: str
    lines: list[str]
    problems: list[Problem] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole text."""
        return "\n".join(self.lines)

    def note(self, line: int, rule: Rule, message: str) -> None:
        """Add a problem."""
        self.problems.append(Problem(self.docname, line, rule, message))


def is_sound(text: str) -> bool:
    """Return whether each fence of a page ends before the page does, as Markdown reads them.

    A fence ends at the first line with as many of its marks, which is indented by less than four
    columns more; what is in one of colons is read as a page of its own.
    """
    lines = text.split("\n")
    number = 0
    while number < len(lines):
        match = FENCE.fullmatch(lines[number])
        if match is None:
            number += 1
            continue
        mark = match[1]
        end = next(
            (
                at
                for at, line in enumerate(lines[number + 1 :], number + 1)
                if (last := FENCE.fullmatch(line))
                and last[1].startswith(mark)
                and not last[2].strip()
                and last.start(1) < match.start(1) + 4
            ),
            None,
        )
        within = "\n".join(lines[number + 1 : end])
        if end is None or (mark.startswith(":") and not is_sound(within)):
            return False
        number = end + 1
    return True


def check_text(docname: str, text: str, roles: Collection[str] | None = None) -> PageText:
    """Return the text of a page without the marks that Markdown would misread, and its problems.

    :param roles: the roles of domains, such as ``cite:p``; None if they are not checked
    """
    page = PageText(docname, text.split("\n"))
    _note_characters(page)
    _note_conflicts(page)
    prose = _note_fences(page)
    _note_comment(page, prose)
    _note_tables(page, prose)
    _note_addresses(page, prose)
    if roles is not None:
        _note_roles(page, prose, roles)
    return page


def _note_characters(page: PageText) -> None:
    """Report the characters that a page may not contain; each is read as U+FFFD."""
    for number, line in enumerate(page.lines, 1):
        if characters := UNSEEN.findall(line):
            names = ", ".join(dict.fromkeys(f"U+{ord(character):04X}" for character in characters))
            message = f"the line has characters that cannot be printed ({names}): delete them"
            page.note(number, Rule.DAMAGED_TEXT, message)
            page.lines[number - 1] = UNSEEN.sub("\ufffd", line)


def _note_conflicts(page: PageText) -> None:
    """Report conflicts of Git, of which the upper half is read, and single marks of one."""
    if not CONFLICT_MARK.search(page.text):
        return

    def note(line: int) -> None:
        message = "a conflict of Git was not resolved: choose one half and delete the marks"
        page.note(line, Rule.DAMAGED_TEXT, message)

    def upper_half(match: re.Match[str]) -> str:
        note(match.string.count("\n", 0, match.start()) + 1)
        return f"\n{match[1]}" + "\n" * (match[0].count("\n") - match[1].count("\n") - 1)

    page.lines = CONFLICT.sub(upper_half, page.text).split("\n")
    for number, line in enumerate(page.lines, 1):
        if CONFLICT_MARK.match(line):
            note(number)
        elif line.rstrip() != "=======":
            continue
        page.lines[number - 1] = ""


def _note_fences(page: PageText) -> list[int]:
    """Report each fence that is not closed, or else each marker that closes nothing.

    :return: the numbers of the lines that are neither code nor the first or last line of a fence
    """
    stack: list[Fence] = []
    unclosed: list[Fence] = []
    strays: list[int] = []
    prose: list[int] = []
    for number, line in enumerate(page.lines, 1):
        match = FENCE.fullmatch(line)
        mark, info = (match[1], match[2].strip()) if match else ("", "")
        closed = [at for at, fence in enumerate(stack) if mark.startswith(fence.mark)]
        if closed and not info:
            unclosed += stack[closed[0] + 1 :]
            del stack[closed[0] :]
            continue
        if stack and _is_outside(line, mark, stack[-1]):
            first = closed[0] if closed else 0
            unclosed += stack[first:]
            del stack[first:]
        if stack and not stack[-1].nests:
            continue
        if not mark:
            prose.append(number)
        elif mark.startswith(":") and not info:
            strays.append(number)
        else:
            stack.append(Fence(number, mark, info))
            _note_repeated_options(page, stack[-1])
    for fence in (*unclosed, *stack):
        _note_open(page, fence)
    for number in strays:
        if not (unclosed or stack):  # else it may be the end of one, in too few colons
            message = "':::' closes nothing here: delete it, or write what it should open"
            page.note(number, Rule.OPEN_FENCE, message)
        page.lines[number - 1] = ""
    return prose


def _is_outside(line: str, mark: str, fence: Fence) -> bool:
    """Return whether a line cannot stand in the innermost open fence: a like fence, a heading."""
    heading = LABEL.fullmatch(line) or (fence.nests and HEADING.match(line))
    return mark.startswith(fence.mark) or (fence.directive and bool(heading))


def _note_open(page: PageText, fence: Fence) -> None:
    """Report a fence that is not closed at its first line, which is not read."""
    message = (
        f"'{fence.mark}{fence.info}' is not closed: write {fence.mark} on a line of its own after "
        "what belongs to it"
    )
    page.note(fence.line, Rule.OPEN_FENCE, message)
    page.lines[fence.line - 1] = ""
    if fence.directive:
        page.refused.append(fence.info.rpartition("}")[2].strip())


def _note_repeated_options(page: PageText, fence: Fence) -> None:
    """Report each option of a directive that is given again; only the last one would count."""
    seen: set[str] = set()
    for number, line in enumerate(page.lines[fence.line :], fence.line + 1):
        match = OPTION.match(line)
        if match is None or not fence.directive:
            return
        if match[1] in seen:
            message = f"the option ':{match[1]}:' is given twice: keep one"
            page.note(number, Rule.RETIRED_MARKUP, message)
        seen.add(match[1])


def _note_comment(page: PageText, prose: Iterable[int]) -> None:
    """Report an HTML comment that has no end; nothing after it would be read as Markdown."""
    marks = [number for number in prose if COMMENT.match(page.lines[number - 1])]
    last_end = max((n for n, line in enumerate(page.lines, 1) if "-->" in line), default=0)
    for number in [number for number in marks if number > last_end]:
        message = "'<!--' is not closed: write a remark as a line with % first"
        page.note(number, Rule.OPEN_FENCE, message)
        page.lines[number - 1] = page.lines[number - 1].replace("<!--", "&lt;!--")


def _note_roles(page: PageText, prose: Iterable[int], roles: Collection[str]) -> None:
    """Report roles that no domain has, of which only the text is read.

    Sphinx would name neither page nor line.
    """

    def known(match: re.Match[str]) -> str:
        role = match["role"]
        if role is None or role.lower() in roles:
            return match[0]
        near = get_close_matches(role, sorted(roles), 1)
        advice = f"write {{{near[0]}}}" if near else "remove it"
        page.note(number, Rule.RETIRED_MARKUP, f"there is no role {{{role}}}: {advice}")
        return match["text"]

    for number in prose:
        if "}`" in (line := page.lines[number - 1]):
            page.lines[number - 1] = ROLE.sub(known, line)


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
