"""Cut style sheets to the rules that pages can use.

A rule is dropped if one of its selectors' classes, ids or elements occurs neither in a page nor in
a string of a script; likewise a custom property or an animation that nothing reads. What depends on
a state (``:hover``, ``[open]``), a medium or a reader's preference is kept as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from itertools import chain
from posixpath import join, normpath
from typing import TYPE_CHECKING

import tinycss2

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Set

    from tinycss2.ast import Node

GROUPS = frozenset({"media", "supports", "container"})
"""At-rules whose rules are cut like those outside of them."""

ALTERNATIVES = frozenset({"is", "where", "has"})
"""Pseudo-classes that match if one of their selectors does."""

IMPLIED = frozenset({"html", "head", "body", "tbody", "colgroup"})
"""Elements that browsers add to pages without their tags."""

WORD = re.compile(r"[\w-]+")
NAME = re.compile(r"(?:[\w-]|[^\x00-\x7f]|\\(?:[0-9a-fA-F]{1,6}\s?|[^\n]))+")
TAG = re.compile(r"<([a-zA-Z][\w-]*)")
NAMES = re.compile(r"""\s(?:class|id|style)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
READ = re.compile(r"var\(\s*(--[\w-]+)")
LOADED = re.compile(r"<(?=[sl])(script|link)\b([^>]*)>", re.IGNORECASE)
INLINE = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.IGNORECASE | re.DOTALL)
ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
PART = re.compile(  # a tag without its end, or a script or style with its text
    r"""<(?:script|style)\b.*?</(?:script|style)"""
    r"""|<[a-z][^"'>]*+(?:(?:"[^"]*+"|'[^']*+')[^"'>]*+)*+[^>]*+""",
    re.IGNORECASE | re.DOTALL,
)
FLAT = re.compile(
    r"""/\*.*?\*/|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'"""
    r"""|(?<=[{}])(?P<selectors>[^{}@;"'(\[\\/]+)\{(?:[^{}"']|"[^"{}]*"|'[^'{}]*')*\}""",
    re.DOTALL,
)
"""A rule without rules in it and with classes that need no parser, among comments and texts."""
CLASS = re.compile(r"\.(?!\d)([\w-]+)")
ADDRESS = re.compile(r"""url\(\s*(["']?)(?![a-z]+:|[/#])([^"')]+)\1\s*\)""", re.IGNORECASE)


def attributes(tag: str) -> dict[str, str]:
    """Return the attributes of a tag that have a value, by name."""
    return {
        name.lower(): unescape(double or single or bare)
        for name, double, single, bare in ATTRIBUTE.findall(tag)
    }


def loaded(page: str) -> list[str]:
    """Return the addresses of the scripts and style sheets that a page loads."""
    addresses = []
    for element, tag in LOADED.findall(page):
        values = attributes(tag)
        if element.lower() == "script" and "src" in values:
            addresses.append(values["src"])
        elif "stylesheet" in values.get("rel", "").lower().split() and "href" in values:
            addresses.append(values["href"])
    return addresses


def words_of_file(text: str) -> set[str]:
    """Return all words of a style sheet or inline script, among them the names that it may use."""
    return set(WORD.findall(text))


@cache
def names_of_sheet(sheet: str) -> frozenset[str]:
    """Return all names in a style sheet, as written and as :func:`cut` may look them up.

    That is without escapes, and in lower case.
    """
    written = set(NAME.findall(sheet))
    hashes = (tinycss2.parse_one_component_value(f"#{name}") for name in written if "\\" in name)
    names = written.union(token.value for token in hashes if token.type == "hash")
    return frozenset(names.union(name.encode().lower().decode() for name in names))


def words_of_page(page: str) -> set[str]:
    """Return the names of elements, classes, ids and custom properties in an HTML page.

    The words of inline scripts are added, those of data are not.
    """
    page = "".join(f"{part}>" for part in dict.fromkeys(PART.findall(page)))
    words = {name.lower() for name in set(TAG.findall(page))}
    values = {unescape(value.strip("\"'")) for value in set(NAMES.findall(page))}
    words.update(chain.from_iterable(map(WORD.findall, values)), *map(str.split, values))
    words.update(READ.findall(page))
    for tag, text in INLINE.findall(page):
        if "json" not in attributes(tag).get("type", ""):
            words |= words_of_file(text)
    return words


def moved(sheet: str, folder: str) -> str:
    """Return a style sheet of a folder with addresses relative to the parent of the folder."""
    return ADDRESS.sub(lambda found: f'url("{normpath(join(folder, found[2].strip()))}")', sheet)


@dataclass(frozen=True, slots=True)
class Declaration:
    """A declaration of a rule.

    :param name: the name of a property; empty if the text is several nodes, kept as they are
    :param text: its value, with ``!important``
    """

    name: str
    text: str

    @property
    def is_custom(self) -> bool:
        """Whether it declares a custom property."""
        return self.name.startswith("--")

    @property
    def words(self) -> set[str]:
        """The words of its value: what it may read."""
        return words_of_file(self.text)

    def __str__(self) -> str:
        return f"{self.name}:{self.text}" if self.name else self.text


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that is kept.

    :param head: its selectors, or the at-rule with its condition
    :param body: what is between its braces, or nothing if it has none
    """

    head: str
    body: tuple[Declaration | Rule, ...] = ()

    def declarations(self) -> Iterator[Declaration]:
        """Yield its declarations and those of rules in it."""
        for part in self.body:
            if isinstance(part, Rule):
                yield from part.declarations()
            else:
                yield part


def _split(tokens: Iterable[Node]) -> list[list[Node]]:
    """Split a list of selectors at its commas."""
    parts: list[list[Node]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        elif token.type != "comment":
            parts[-1].append(token)
    return parts


def _can_match(selector: list[Node], words: Container[str]) -> bool:
    """Whether all elements, classes and ids of a selector are used."""
    before = ""
    for token in selector:
        if token.type == "ident" and before == ".":
            known = token.value in words
        elif token.type == "ident" and before != ":":
            known = token.lower_value in words
        elif token.type == "hash":
            known = token.value in words
        elif token.type == "function" and token.lower_name in ALTERNATIVES:
            known = any(_can_match(part, words) for part in _split(token.arguments))
        else:
            known = True
        if not known:
            return False
        before = token.value if token.type == "literal" else ""
    return True


def _declarations(content: list[Node]) -> tuple[Declaration, ...]:
    """Return the declarations of a rule; if there is anything else, as one text."""
    nodes = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    if any(node.type != "declaration" for node in nodes):
        return (Declaration("", tinycss2.serialize(content).strip()),)
    return tuple(
        Declaration(
            node.name,
            tinycss2.serialize(node.value).strip() + ("!important" if node.important else ""),
        )
        for node in nodes
    )


def _kept(nodes: Iterable[Node], words: Container[str]) -> Iterator[Rule]:
    """Yield the rules that can match, and the comments that hold a licence."""
    for node in nodes:
        if node.type == "comment" and node.value.startswith("!"):
            yield Rule(node.serialize())
        elif node.type == "qualified-rule":
            selectors = [part for part in _split(node.prelude) if _can_match(part, words)]
            body = _declarations(node.content)
            if selectors and body:
                head = ",".join(tinycss2.serialize(part).strip() for part in selectors)
                yield Rule(head, body)
        elif node.type == "at-rule" and node.lower_at_keyword != "charset":
            head = f"@{node.at_keyword}{tinycss2.serialize(node.prelude).rstrip()}"
            if node.content is None:
                yield Rule(f"{head};")
            elif node.lower_at_keyword in GROUPS:
                inner = tinycss2.parse_rule_list(node.content, skip_whitespace=True)
                if rules := tuple(_kept(inner, words)):
                    yield Rule(head, rules)
            else:
                yield Rule(head, (Declaration("", tinycss2.serialize(node.content).strip()),))


def _read(rules: Iterable[Rule], words: Set[str]) -> Set[str]:
    """Return the words that are read, by those of custom properties only if they are read too."""
    custom: dict[str, set[str]] = {}
    read = set(words)
    for declaration in chain.from_iterable(rule.declarations() for rule in rules):
        if declaration.is_custom:
            custom.setdefault(declaration.name, set()).update(declaration.words)
        else:
            read |= declaration.words
    waiting = [name for name in custom if name in read]
    while waiting:
        more = custom.pop(waiting.pop(), set()) - read
        read |= more
        waiting += more & custom.keys()
    return read


def _text(rule: Declaration | Rule, read: Container[str]) -> str:
    """Return the text of a rule or declaration without what is not read; it may be empty."""
    if isinstance(rule, Declaration):
        return "" if rule.is_custom and rule.name not in read else str(rule)
    if not rule.body:
        return rule.head
    words = rule.head.split()
    if words[0].endswith("keyframes") and words[-1] not in read:
        return ""
    parts = [_text(part, read) for part in rule.body]
    separator = "\n" if isinstance(rule.body[0], Rule) else ";"
    text = separator.join(part for part in parts if part)
    return f"{rule.head}{{{text}}}" if text else ""


def _thinned(sheet: str, words: Container[str]) -> str:
    """Return a style sheet without most of the rules that cannot match; parsing takes far longer.

    They are those whose selectors all have a class that is not used.
    """

    def kept(rule: re.Match[str]) -> str:
        selectors = (rule["selectors"] or "").split(",")
        used = (all(name in words for name in CLASS.findall(part)) for part in selectors)
        return rule[0] if any(used) else ""

    return FLAT.sub(kept, sheet)


def cut(sheet: str, words: Set[str]) -> str:
    """Return a style sheet without rules that cannot match, comments and unread properties.

    Comments that begin with ``!`` are kept, as those hold a licence.

    :param words: the names that occur in pages and scripts
    """
    nodes = tinycss2.parse_stylesheet(_thinned(sheet, words), skip_whitespace=True)
    rules = list(_kept(nodes, words | IMPLIED))
    read = _read(rules, words)
    return "".join(f"{text}\n" for rule in rules if (text := _text(rule, read)))
