"""What a translation may not change: citations, values, links, marks, numbers and the form."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ..core.text import tidy
from .numbers import numbers, spelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from fractions import Fraction

    from markdown_it.token import Token

    Parse = Callable[[str], Sequence[Token]]
    """Reads Markdown as the pages of the book are read."""

_TARGET = re.compile(r".*<([^<>]+)>", re.DOTALL)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s)>\]]+|[\w.+-]+@[\w-]+\.\w+")
_PLACEHOLDER = re.compile(r"\{\w+\}")
"""Where a program puts a value into a text."""

COUNTED = {
    "roles": "citation, value or mark",
    "links": "link",
    "literals": "literal text",
    "pictures": "picture",
    "html": "HTML",
    "ids": "id",
}
"""What both have as often, with its name in messages."""

SHOWN = 60
"""How many characters of what differs a message repeats."""


class Parts(NamedTuple):
    """What a translation has to keep of a message."""

    form: tuple[str, ...]
    roles: Counter[str]
    links: Counter[str]
    literals: Counter[str]
    pictures: Counter[str]
    html: Counter[str]
    ids: Counter[str]
    text: str


def read_parts(text: str, parse: Parse) -> Parts:
    """Return the parts of a message.

    A role whose text has a target in angle brackets is that target: the words before are free.
    """
    found = {name: Counter[str]() for name in COUNTED}
    words: list[str] = []
    blocks = parse(text)
    for block in blocks:
        for token in block.children or ():
            match token.type:
                case "text" | "softbreak" | "hardbreak":
                    words.append(token.content or " ")
                case "myst_role":
                    named = _TARGET.fullmatch(token.content)
                    target = named[1] if named else token.content
                    found["roles"][f"{{{token.meta['name']}}}`{target}`"] += 1
                case "link_open" if href := token.attrs.get("href"):
                    found["links"][str(href)] += 1
                case "code_inline":
                    found["literals"][f"`{token.content}`"] += 1
                case "image":
                    found["pictures"][str(token.attrs.get("src"))] += 1
                case "html_inline":
                    found["html"][token.content] += 1
            if token.attrs.get("id"):
                found["ids"][str(token.attrs["id"])] += 1
    form = tuple(block.type for block in blocks)
    return Parts(form=form, text="".join(words), **found)


def words(text: str, parse: Parse, printed: Mapping[str, str]) -> str:
    """Return the words of a message, without citations, on one line.

    :param printed: what roles print that are no citations, by their markup
    """
    found: list[str] = []
    for token in (token for block in parse(text) for token in block.children or ()):
        match token.type:
            case "text" | "code_inline" | "softbreak" | "hardbreak":
                found.append(token.content or " ")
            case "myst_role":
                found.append(printed.get(f"{{{token.meta['name']}}}`{token.content}`", ""))
    return tidy("".join(found))


def refusals(source: str, translation: str, parse: Parse) -> Iterator[str]:
    """Yield what is wrong with a translation, and what to do.

    :param source: the message in English
    """
    ours, theirs = read_parts(source, parse), read_parts(translation, parse)
    if ours.form != theirs.form:
        yield "it is not one paragraph as the English is: write it on one line, as running text"
        return
    for name, noun in COUNTED.items():
        yield from _difference(noun, getattr(ours, name), getattr(theirs, name))
    if theirs.text.count("*") > ours.text.count("*"):
        yield (
            "an asterisk would be printed: a mark of emphasis beside a role or a bracket needs a "
            "space on its other side, or take it out"
        )
    named = (Counter(_PLACEHOLDER.findall(parts.text)) for parts in (ours, theirs))
    yield from _difference("place of a value", *named)
    yield from _difference("address", _addresses(ours.text), _addresses(theirs.text))
    yield from _number_errors(ours.text, theirs.text)


def _difference(noun: str, ours: Counter[str], theirs: Counter[str]) -> Iterator[str]:
    for text in ours - theirs:
        yield f"the {noun} {_short(text)} is missing: copy it from the English"
    for text in theirs - ours:
        yield f"the {noun} {_short(text)} is not in the English: take it out"


def _number_errors(source: str, translation: str) -> Iterator[str]:
    ours, theirs = numbers(source), numbers(translation)
    for number in ours - theirs:
        yield f"the number {_figures(number)} is missing: write it in figures"
    for number in theirs - ours:
        if number not in spelled(source):
            yield f"the number {_figures(number)} is not in the English: correct it"


def _addresses(text: str) -> Counter[str]:
    return Counter(_ADDRESS.findall(text))


def _figures(number: Fraction) -> str:
    return f"{float(number):.15g}"


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
