"""The lists that the checks use, with one item per line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_evidence.core.diagnostics import Problem, Rule

if TYPE_CHECKING:
    from pathlib import Path


def read_lines(path: Path) -> tuple[dict[int, str], list[Problem]]:
    """Return the lines of a list that are neither empty nor comments, by line number.

    :return: the lines, and the problem if the file cannot be read
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        message = f"the list cannot be read: {error.strerror}; its rule checks nothing: restore it"
        return {}, [Problem(str(path), 0, Rule.MALFORMED_LIST, message)]
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{error.object[error.start]:02x} is not UTF-8; save the file as UTF-8"
        return {}, [Problem(str(path), line, Rule.MALFORMED_LIST, message)]
    lines = {number: line.strip() for number, line in enumerate(text.split("\n"), 1)}
    return {n: line for n, line in lines.items() if line and not line.startswith("#")}, []


def read_list(path: Path) -> tuple[frozenset[str], list[Problem]]:
    """Return the items of a list, and its problems; an empty list is one."""
    lines, problems = read_lines(path)
    if not lines and not problems:
        message = "the list is empty, so its rule checks nothing: restore its lines"
        problems.append(Problem(str(path), 0, Rule.MALFORMED_LIST, message))
    return frozenset(lines.values()), problems
