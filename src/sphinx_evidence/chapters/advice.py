"""What to do about a warning of Sphinx, MyST or docutils, which only says what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import PurePosixPath
from posixpath import relpath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from .markup import Names


def advice(message: str, known: Names, docname: str = "") -> str:
    """Return what to do about a warning, empty where nothing can be said.

    :param message: the warning, without its place and type
    :param docname: the page that it is about, empty for none
    """
    for pattern, answer in ANSWERS.items():
        if match := re.match(pattern, message):
            if isinstance(answer, tuple):
                kind, form, otherwise = answer
                return _near(match[1], getattr(known, kind), form, otherwise)
            return answer if isinstance(answer, str) else answer(match, known, docname)
    return ""


def _near(name: str, names: Collection[str], form: str, otherwise: str) -> str:
    """Return advice that names the most similar of *names*."""
    near = get_close_matches(name, sorted(names), 1)
    return f"did you mean {form.format(near[0])}?" if near else otherwise


def _link(match: re.Match[str], known: Names, docname: str) -> str:
    """Answer a Markdown link whose target is an id, a page or the address of one."""
    target, _hash, _part = match[1].partition("#")
    path = PurePosixPath(target)
    if path.suffix not in (".md", ".html") and "/" not in target:
        return _near(match[1], known.labels, *ID)
    folder = PurePosixPath(docname).parent
    pages = {relpath(page, folder) for page in known.pages}
    otherwise = "write the path of a page from the folder of this one, or #its-id"
    return _near(str(path.with_suffix("")), pages, "{}.md", otherwise)


def _unlisted(match: re.Match[str], known: Names, docname: str) -> str:
    """Answer a page in no table of contents by the page that lists its neighbours."""
    for folder in PurePosixPath(docname).parents:
        beside = [page for page in known.indexes if PurePosixPath(page).parent == folder]
        if beside:
            name = PurePosixPath(docname).relative_to(folder)
            return f"add {str(name)!r} to the {{toctree}} of {min(beside)}"
    return "add it to a {toctree}"


def _option(match: re.Match[str], known: Names, docname: str) -> str:
    allowed = re.findall(r"'([^']+)'", match[2])
    return _near(match[1], allowed, ":{}:", "use one of those" if allowed else "remove it")


def _header(match: re.Match[str], known: Names, docname: str) -> str:
    return f"write {'#' * (int(match[1]) + 1)} before it"


ID = ("#{}", "correct it to the id of a section or a claim")
PAGE = ("pages", "{}", "name a page by its path, without .md")
TARGET = ("labels", *ID)
"""Which names of :class:`Names` may be meant, how they are written, and what to do otherwise."""

MISSING = re.compile(
    r"(?:'myst' cross-reference target not found|undefined label): '(.*)'"
    r"|[\w:]+ reference target not found: (.*)"
)
"""A warning of a link to an id that nothing has."""

UNLISTED = "document isn't included in any toctree"
"""A warning of a page in no table of contents."""

UNREAD = "Pygments lexer name '{"
"""A warning of a fence whose first word seems to be a language, and is a directive half written."""

Answer = str | tuple[str, str, str] | Callable[[re.Match[str], "Names", str], str]

ANSWERS: dict[str, Answer] = {
    r"duplicate label \S+, other instance in ": "rename one, and keep the one that is published",
    r'Duplicate explicit target name: "': "rename one, and keep the one that is published",
    r"Non-consecutive header level increase; H(\d) to ": _header,
    r"Document headings start at H\d, not H1": "write (its-id)= and # its title first",
    UNLISTED: _unlisted,
    r"toctree contains reference to [\w-]+ document '(.*)'": PAGE,
    r"unknown document: '(.*)'": PAGE,
    r"'myst' cross-reference target not found: '(.*)'": _link,
    r"local id not found in doc '.*': '(.*)'": TARGET,
    r"undefined label: '(.*)'": TARGET,
    r"[\w:]+ reference target not found: (.*)": TARGET,
    r'Unknown interpreted text role "(.*)"': ("roles", "{{{}}}", "remove it"),
    r"Unknown directive type: '(.*)'": ("directives", "{{{}}}", "remove it"),
    r"'.*': Unknown option key: '(.*)' \(allowed: (.*)\)": _option,
    r"'.*': Has content, but none permitted": "end it on the next line, and write the text below",
    r"(image|download) file not readable: ": "put the file there, or correct its path",
    r'Unknown target name: ".*"': "write the note that it refers to, or remove its mark",
    r"Footnote \[.*\] is not referenced": "put its mark into the text, or delete it",
    r"Document (or section )?may not (begin|end) with a transition": "delete the line of hyphens",
    r"Pygments lexer name '.*' is not known": "name another language, such as text",
}
"""Patterns of warnings, and what to do about each."""
