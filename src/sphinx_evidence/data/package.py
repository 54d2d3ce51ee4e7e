"""Read ``datapackage.json``, and report what is unknown or malformed in it with its line."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..core.tables import decode, unprintable
from ..permalinks.model import id_error
from .cells import Field
from .package_rules import mistakes_of
from .roles import GlossaryColumns, Roles, SearchColumns, TimelineColumns

if TYPE_CHECKING:
    from collections.abc import Mapping

    JsonPath = tuple[str | int, ...]
    Notes = list[tuple[int, str]]

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


@dataclass(frozen=True, slots=True)
class Resource:
    """One table of the package.

    :param path: the CSV file, from the folder of the package
    :param keywords: those of the package
    :param line: the line of the path in the package
    :param valid: whether nothing is wrong with its description; otherwise only the texts are there
    """

    name: str
    title: str = ""
    description: str = ""
    path: str = ""
    keywords: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    key: tuple[str, ...] = ()
    narrowed: bool = False
    roles: Roles = field(default_factory=Roles)
    valid: bool = True
    line: int = 1


def name_error(name: str) -> str:
    """Return why a resource cannot have a name, or nothing; ids and files are made from it."""
    return "is that of the package itself" if name == "datapackage" else id_error(name)


def is_name(name: str) -> bool:
    """Return whether a resource can have a name."""
    return not name_error(name)


def read_resources(data: bytes) -> tuple[list[Resource], Notes]:
    """Return the resources of a package, and a line and a message for each mistake.

    A resource without a valid name of its own is left out.
    """
    text, notes = decode(data)
    if notes and not text:
        return [], notes
    try:
        package = json.loads(text, parse_constant=_refuse_constant)
        lines, repeated = value_lines(text)
    except json.JSONDecodeError as error:
        message = f"the data package is not JSON: {error.msg}"
        return [], [*notes, (error.lineno, message)]
    except RecursionError:
        return [], [*notes, (1, "the data package is nested too deeply")]
    except ValueError as error:
        return [], [*notes, (1, f"the data package is not JSON: {error}")]
    notes += [(lines[path], f"{path[-1]!r} is written twice: delete one") for path in repeated[:1]]
    mistakes = mistakes_of(package, name_error)
    notes += [(_line(lines, path), message) for path, message in mistakes]
    wrong = {path[:2] for path, _ in mistakes}
    listed, words = None, ()
    if isinstance(package, dict):
        listed = package.get("resources")
        words = () if ("keywords",) in wrong else tuple(package.get("keywords", ()))
    resources: dict[str, Resource] = {}
    for number, value in enumerate(listed if isinstance(listed, list) else ()):
        name = value.get("name") if isinstance(value, dict) else None
        if isinstance(name, str) and is_name(name) and name not in resources:
            path = ("resources", number)
            line = _line(lines, (*path, "path"))
            resources[name] = _resource(value, line, words, valid=path not in wrong)
    return [*resources.values()], notes


def _refuse_constant(word: str) -> None:
    msg = f"{word} is not a number"
    raise ValueError(msg)


def value_lines(text: str) -> tuple[dict[JsonPath, int], list[JsonPath]]:
    """Return the line on which each value of a valid JSON text begins, by its path.

    :return: the lines, and the paths of members that an object has twice
    """
    lines: dict[JsonPath, int] = {}
    repeated: list[JsonPath] = []
    path: list[str | int | None] = []  # None: the next token is a key
    line, end = 1, 0
    for match in _TOKEN.finditer(text):
        line, end = line + text.count("\n", end, match.start()), match.start()
        token = match[0]
        if token in ("}", "]"):
            path.pop()
        elif token == ",":
            path[-1] = path[-1] + 1 if isinstance(path[-1], int) else None
        elif path and path[-1] is None:
            path[-1] = json.loads(token)
        elif token != ":":
            place: JsonPath = tuple(part for part in path if part is not None)
            if place in lines:
                repeated.append(place)
            lines[place] = line
            if token in ("{", "["):
                path.append(None if token == "{" else 0)
    return lines, repeated


def _line(lines: Mapping[JsonPath, int], path: JsonPath) -> int:
    """Return the line of a value, or for a missing one that of the object that lacks it."""
    while path not in lines:
        path = path[:-1]
    return lines[path]


def _resource(
    value: Mapping[str, Any], line: int, keywords: tuple[str, ...], *, valid: bool
) -> Resource:
    """Return a resource; of one with a mistake only the texts that pages name it by."""
    texts = {
        name: text
        for name in ("title", "description")
        if isinstance(text := value.get(name), str) and not unprintable(text)
    }
    name = value["name"]
    title = texts.get("title") or name
    description = texts.get("description", "")
    if not valid:
        return Resource(name, title, description, valid=False, line=line)
    key = value["schema"]["primaryKey"]
    return Resource(
        *(name, title, description, value["path"], keywords),
        fields=tuple(map(_field, value["schema"]["fields"])),
        key=(key,) if isinstance(key, str) else tuple(key),
        narrowed=value.get("narrowed", False),
        roles=_roles(value),
        line=line,
    )


def _field(value: Mapping[str, Any]) -> Field:
    constraints = value.get("constraints", {})
    return Field(
        name=value["name"],
        title=value.get("title", value["name"]),
        type=value.get("type", "string"),
        description=value.get("description", ""),
        required=constraints.get("required", False),
        enum=tuple(constraints.get("enum", ())),
        pattern=constraints.get("pattern", ""),
        language=value.get("language", ""),
        unique=constraints.get("unique", False),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
        refers=value.get("refers", ""),
    )


def _roles(value: Mapping[str, Any]) -> Roles:
    """Return the roles of the columns of a resource."""

    def columns(role: str) -> dict[str, Any] | None:
        named: dict[str, Any] | None = value.get(role)
        return named and {
            name: tuple(one) if isinstance(one, list) else one for name, one in named.items()
        }

    timeline, glossary = columns("timeline"), columns("glossary")
    return Roles(
        search=SearchColumns(**(columns("search") or {})),
        timeline=TimelineColumns(**timeline) if timeline else None,
        glossary=GlossaryColumns(**glossary) if glossary else None,
    )
