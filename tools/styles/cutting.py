"""Cut style sheets to the rules that can apply to pages with some names only.

A rule is dropped if one of its selectors' classes, ids or elements is not among the names; likewise
a custom property or an animation that nothing reads. What depends on a state (``:hover``,
``[open]``), a medium or a reader's preference is kept as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from posixpath import join, normpath
from typing import TYPE_CHECKING

import tinycss2

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from tinycss2.ast import Node

GROUPS = frozenset({"media", "supports", "container"})
"""At-rules whose rules are cut like those outside of them."""

ALTERNATIVES = frozenset({"is", "where", "has"})
"""Pseudo-classes that match if one of their selectors does."""

WORD = re.compile(r"[\w-]+")
ADDRESS = re.compile(r"""url\(\s*(["']?)(?![a-z]+:|[/#])([^"')]+)\1\s*\)""", re.IGNORECASE)


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
        return set(WORD.findall(self.text))

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


def _can_match(selector: list[Node], names: Container[str]) -> bool:
    """Whether all elements, classes and ids of a selector are among the names."""
    before = ""
    for token in selector:
        if token.type == "ident" and before == ".":
            known = token.value in names
        elif token.type == "ident" and before != ":":
            known = token.lower_value in names
        elif token.type == "hash":
            known = token.value in names
        elif token.type == "function" and token.lower_name in ALTERNATIVES:
            known = any(_can_match(part, names) for part in _split(token.arguments))
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


def _kept(nodes: Iterable[Node], names: Container[str]) -> Iterator[Rule]:
    """Yield the rules that can match, and the comments that hold a licence."""
    for node in nodes:
        if node.type == "comment" and node.value.startswith("!"):
            yield Rule(node.serialize())
        elif node.type == "qualified-rule":
            selectors = [part for part in _split(node.prelude) if _can_match(part, names)]
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
                if rules := tuple(_kept(inner, names)):
                    yield Rule(head, rules)
            else:
                yield Rule(head, (Declaration("", tinycss2.serialize(node.content).strip()),))


def _read(rules: Iterable[Rule], names: Container[str]) -> set[str]:
    """Return the words that are read, by those of custom properties only if they are read too.

    :param names: among them the custom properties that others may read
    """
    custom: dict[str, set[str]] = {}
    read: set[str] = set()
    for declaration in chain.from_iterable(rule.declarations() for rule in rules):
        if declaration.is_custom:
            custom.setdefault(declaration.name, set()).update(declaration.words)
        else:
            read |= declaration.words
    read.update(name for name in custom if name in names)
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


def cut(sheet: str, names: Container[str]) -> str:
    """Return a style sheet without rules that cannot match, comments and unread properties.

    Comments that begin with ``!`` are kept, as those hold a licence.

    :param names: the elements, classes and ids that pages may have, and the custom properties that
        other style sheets may read
    """
    nodes = tinycss2.parse_stylesheet(sheet, skip_whitespace=True)
    rules = list(_kept(nodes, names))
    read = _read(rules, names)
    return "".join(f"{text}\n" for rule in rules if (text := _text(rule, read)))
