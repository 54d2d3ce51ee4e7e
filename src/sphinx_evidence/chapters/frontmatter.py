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

YAML_TYPES = {
    **{"seq": "a list", "map": "a list of names", "null": "nothing", "bool": "yes or no"},
    **{"timestamp": "a date", "int": "a number", "float": "a number"},
}
"""What YAML reads a value as, by its tag, in words."""

END = re.compile(r"(-{3}|\.{3})\s*")
BODY = re.compile(r"\([a-z0-9_-]+\)=\s*|#{1,6}\s")
SURROGATE = re.compile("[\ud800-\udfff]")


def repair_front_matter(docname: str, text: str) -> tuple[str, tuple[Problem, ...]]:
    """Return a page without the unusable entries of its front matter, and the problems.

    They are replaced by empty lines, so that line numbers stay valid.
    """
    lines = text.split("\n")
    if not re.fullmatch(r"---\s*", lines[0]):
        return text, ()
    problems: list[Problem] = []

    def note(line: int, message: str) -> None:
        problems.append(Problem(docname, line, Rule.PAGE_HEAD, message))

    def clear(first: int, end: int) -> None:
        lines[first:end] = [""] * (end - first)

    body = next((n for n, line in enumerate(lines[1:], 1) if BODY.match(line)), len(lines))
    end = next((n for n in range(1, body) if END.fullmatch(lines[n])), None)
    if end is None:
        note(1, "the front matter is not closed: write --- on a line of its own after it")
        clear(0, next((n for n in range(1, body) if not lines[n].strip()), body))
        return "\n".join(lines), tuple(problems)
    try:
        root = yaml.compose("\n".join(lines[1:end]), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = ", ".join(part for part in (error.context, error.problem) if part)
        note(
            (mark.line if mark else 0) + 2,
            f"the front matter is not YAML: {reason}{_advice(error)}",
        )
        root = None
    except (yaml.YAMLError, RecursionError) as error:
        note(1, f"the front matter is not YAML: {' '.join(str(error).split())}")
        root = None
    else:
        if root is None:
            note(1, "the front matter is empty: add 'description: …'")
        elif not isinstance(root, yaml.MappingNode):
            note(2, "the front matter is not a list of 'name: value': write 'description: …'")
    if not isinstance(root, yaml.MappingNode):
        clear(0, end + 1)
        return "\n".join(lines), tuple(problems)
    kept = 0
    seen: set[str] = set()
    for key, value in root.value:
        message = _entry_error(key, value, seen)
        seen.add(key.value if isinstance(key, yaml.ScalarNode) else "")
        if message:
            note(key.start_mark.line + 2, message)
            last = value.end_mark.line + (1 if value.end_mark.column else 0)
            clear(key.start_mark.line + 1, max(last, key.start_mark.line + 1) + 1)
        else:
            kept += 1
    if not kept:
        clear(0, end + 1)
    return "\n".join(lines), tuple(problems)


def _advice(error: yaml.MarkedYAMLError) -> str:
    if "mapping values are not allowed" in (error.problem or ""):
        return ": put a value with a colon in quotation marks"
    if "'\\t'" in (error.problem or ""):
        return ": write spaces for the tab"
    if "quoted scalar" in (error.context or ""):
        return ": close the quotation mark"
    return ""


def _entry_error(key: yaml.Node, value: yaml.Node, seen: set[str]) -> str:
    """Return what is wrong with one entry, or an empty string."""
    name = key.value if isinstance(key, yaml.ScalarNode) else ""
    if name not in KEYS:
        near = get_close_matches(name, KEYS, 1)
        advice = f"write {near[0]!r}" if near else f"use one of {', '.join(KEYS[:4])}"
        return f"{name or 'a list or map as name'!r} is not a key of front matter: {advice}"
    if name in seen:
        return f"{name!r} is twice in the front matter: keep one"
    return next(_value_errors(name, value), "")


def _value_errors(name: str, value: yaml.Node) -> Iterator[str]:
    plain = value.value if isinstance(value, yaml.ScalarNode) else None
    kind = value.tag.rpartition(":")[2]
    parts = value.value if isinstance(value, yaml.SequenceNode) else [value]
    if any(SURROGATE.search(str(part.value)) for part in parts):
        yield f"{name} has half a character, such as \\ud800: write it whole"
    if name not in (*TEXTS, "reviewed"):
        return
    if plain is None or (kind == "null" and name in TEXTS):
        yield f"{name} is {YAML_TYPES.get(kind, 'of another kind')}: write a text after it"
    elif name == "reviewed" and not is_day(plain):
        yield f"reviewed: {plain} is not a day such as 2026-11-24"
    elif name in TEXTS and kind != "str":
        read = YAML_TYPES.get(kind, "no text")
        yield f"{name} is read as {read}, {plain}: put it in quotation marks"
