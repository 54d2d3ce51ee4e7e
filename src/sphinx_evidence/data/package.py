"""Read ``datapackage.json``, and report what is unknown or malformed in it with its line."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from ..core.diagnostics import Problem, Rule
from ..core.tables import decode, unprintable
from .cells import Field
from .model import Dataset, read_dataset
from .package_rules import mistakes_of, name_error
from .roles import GlossaryColumns, SearchColumns, TimelineColumns

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    JsonPath = tuple[str | int, ...]
    Notes = list[tuple[int, str]]

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


def read_package(path: Path) -> tuple[dict[str, Dataset], list[Problem]]:
    """Return the datasets of a ``datapackage.json`` by name, and what is wrong with them.

    A package that cannot be read is one problem, and no dataset. A resource with a mistake in its
    description is a dataset without rows.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"the data package cannot be read: {error.strerror or error}"
        return {}, [Problem(str(path), 0, Rule.MALFORMED_TABLE, message)]
    found, notes = read_resources(data, path.parent)
    problems = [Problem(str(path), line, Rule.MALFORMED_TABLE, message) for line, message in notes]
    datasets = {}
    for dataset in found:
        datasets[dataset.name] = dataset
        if dataset.complete:
            datasets[dataset.name], mistakes = read_dataset(dataset)
            problems += mistakes
    return datasets, problems


def read_resources(data: bytes, folder: Path) -> tuple[list[Dataset], Notes]:
    """Return the datasets of a package without their rows, and line and message of each mistake.

    A resource without a valid name of its own is left out.

    :param folder: that of the package
    """
    text, notes = decode(data)
    if notes and not text:
        return [], notes
    try:
        package = json.loads(text)
    except json.JSONDecodeError as error:
        message = f"the data package is not JSON: {error.msg}"
        return [], [*notes, (error.lineno, message)]
    except RecursionError:
        return [], [*notes, (1, "the data package is nested too deeply")]
    lines = value_lines(text)
    mistakes = mistakes_of(package)
    notes += [(_line(lines, path), message) for path, message in mistakes]
    if not isinstance(package, dict):
        return [], notes
    wrong = {path[:2] for path, _ in mistakes}
    words = () if any("keywords" in path for path in wrong) else tuple(package.get("keywords", ()))
    listed = package.get("resources")
    datasets: dict[str, Dataset] = {}
    for number, value in enumerate(listed if isinstance(listed, list) else ()):
        name = value.get("name") if isinstance(value, dict) else None
        if isinstance(name, str) and not name_error(name) and name not in datasets:
            is_wrong = ("resources", number) in wrong
            datasets[name] = _named(value, folder) if is_wrong else _dataset(value, folder, words)
    return [*datasets.values()], notes


def value_lines(text: str) -> dict[JsonPath, int]:
    """Return the line on which each value of a valid JSON text begins, by its path."""
    lines: dict[JsonPath, int] = {}
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
            lines[tuple(part for part in path if part is not None)] = line
            if token in ("{", "["):
                path.append(None if token == "{" else 0)
    return lines


def _line(lines: Mapping[JsonPath, int], path: JsonPath) -> int:
    """Return the line of a value, or for a missing one that of the object that lacks it."""
    while path not in lines:
        path = path[:-1]
    return lines[path]


def _named(value: Mapping[str, Any], folder: Path) -> Dataset:
    """Return the dataset of a resource with a mistake: only the texts that pages name it by."""
    title, description = (
        text if isinstance(text := value.get(name), str) and not unprintable(text) else ""
        for name in ("title", "description")
    )
    name = value["name"]
    return Dataset(name, title or name, description, folder, (), (), complete=False)


def _dataset(value: Mapping[str, Any], folder: Path, keywords: tuple[str, ...]) -> Dataset:
    schema, timeline, glossary = value["schema"], value.get("timeline"), value.get("glossary")
    key = schema["primaryKey"]
    return Dataset(
        name=value["name"],
        title=value["title"],
        description=value["description"],
        path=folder / value["path"],
        fields=tuple(map(_field, schema["fields"])),
        key=(key,) if isinstance(key, str) else tuple(key),
        narrowed=value.get("narrowed", False),
        keywords=keywords,
        search=SearchColumns(**_columns(value.get("search", {}))),
        timeline=TimelineColumns(**_columns(timeline)) if timeline else None,
        glossary=GlossaryColumns(**_columns(glossary)) if glossary else None,
    )


def _columns(named: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(one) if isinstance(one, list) else one for name, one in named.items()}


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
