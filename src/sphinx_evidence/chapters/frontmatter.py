"""Rules for the syntax of front matter, which is checked before Sphinx reads it."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

import yaml

from ..core.dates import is_day
from ..core.diagnostics import Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

KEYS = (
    *("argument", "description", "reviewed", "moved-from"),
    *("orphan", "tocdepth", "nosearch", "no-search"),
)
"""The keys that front matter may have: those of this package, and those of Sphinx."""

TEXTS = ("argument", "description")
"""The keys whose values are text."""

START = re.compile(r"-{3}\s*")
END = re.compile(r"(-{3}|\.{3})\s*")
BODY = re.compile(r"\([a-z0-9_-]+\)=\s*|#{1,6}\s")
SURROGATE = re.compile("[\ud800-\udfff]")


def check_front_matter(docname: str, text: str) -> tuple[str, list[Problem]]:
    """Return a page, without its front matter if that has mistakes, and these.

    The lines of the front matter are left empty, so that line numbers stay valid.
    """
    lines = text.split("\n")
    if not START.fullmatch(lines[0]):
        return text, []
    body = next((n for n, line in enumerate(lines) if BODY.match(line)), len(lines))
    end = next((n for n in range(1, body) if END.fullmatch(lines[n])), None)
    if end is None:
        errors = [(1, "the front matter is not closed: write --- on a line of its own after it")]
        end = next((n for n in range(1, body) if not lines[n].strip()), body - 1)
    else:
        errors = [*_errors("\n".join(lines[1:end]))]
    if errors:
        lines[: end + 1] = [""] * (end + 1)
    problems = [Problem(docname, line, Rule.PAGE_HEAD, message) for line, message in errors]
    return "\n".join(lines), problems


def _errors(source: str) -> Iterator[tuple[int, str]]:
    """Yield line and text of each mistake in front matter, which begins on the second line."""
    try:
        root = yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = ", ".join(part for part in (error.context, error.problem) if part)
        message = f"the front matter is not YAML: {reason}{_advice(error)}"
        yield (mark.line if mark else 0) + 2, message
        return
    if root is None:
        yield 1, "the front matter is empty: add 'description: …'"
    elif not isinstance(root, yaml.MappingNode):
        yield 2, "the front matter is not a list of 'name: value': write 'description: …'"
    else:
        seen: set[str] = set()
        for key, value in root.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if message := _entry_error(name, value, seen):
                yield key.start_mark.line + 2, message
            seen.add(name)


def _advice(error: yaml.MarkedYAMLError) -> str:
    if "mapping values are not allowed" in (error.problem or ""):
        return ": put a value with a colon in quotation marks"
    if "'\\t'" in (error.problem or ""):
        return ": write spaces for the tab"
    if "quoted scalar" in (error.context or ""):
        return ": close the quotation mark"
    return ""


def _entry_error(name: str, value: yaml.Node, seen: set[str]) -> str:
    """Return what is wrong with one entry, or an empty string."""
    if name not in KEYS:
        near = get_close_matches(name, KEYS, 1)
        advice = f"write {near[0]!r}" if near else f"use one of {', '.join(KEYS[:4])}"
        return f"{name or 'a list or map as name'!r} is not a key of front matter: {advice}"
    if name in seen:
        return f"{name!r} is twice in the front matter: keep one"
    return next(_value_errors(name, value), "")


def _value_errors(name: str, value: yaml.Node) -> Iterator[str]:
    plain = value.value if isinstance(value, yaml.ScalarNode) else "a list"
    parts = value.value if isinstance(value, yaml.SequenceNode) else [value]
    if any(SURROGATE.search(str(part.value)) for part in parts):
        yield f"{name} has half a character, such as \\ud800: write it whole"
    if name == "reviewed" and not is_day(plain):
        yield f"reviewed: {plain} is not a day such as 2026-11-24"
    elif name in TEXTS and value.tag != "tag:yaml.org,2002:str":
        yield f"{name} is no text: write one, and a date or a number in quotation marks"
