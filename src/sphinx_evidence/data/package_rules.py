"""Rules of ``datapackage.json``: those of its JSON Schema, and those that compare its parts."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator, FormatChecker

from ..core.tables import unprintable
from ..core.text import formula_sign
from ..permalinks.model import id_error
from .cells import REFERABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    JsonPath = tuple[str | int, ...]
    Mistake = tuple[JsonPath, str]

SCHEMA = Path(__file__).parent / "datapackage.schema.json"
"""What a package may hold, for the build and for editors that check JSON while one types.

A text that does not fit a pattern is described by the ``description`` of its subschema.
"""


def name_error(name: str) -> str:
    """Return why a resource cannot have a name, or nothing; ids and files are made from it."""
    return "is that of the package itself" if name == "datapackage" else id_error(name)


def mistakes_of(package: object) -> list[Mistake]:
    """Return the path and a message for each mistake of a package.

    Parts are compared with each other only in resources that fit the schema.
    """
    mistakes = [*_unfit(package), *_unreadable(package, package)]
    wrong = {path[:2] for path, _ in mistakes}
    listed = package.get("resources") if isinstance(package, dict) else None
    resources = {
        number: value
        for number, value in enumerate(listed if isinstance(listed, list) else ())
        if ("resources", number) not in wrong
    }
    tables = [value["name"] for value in resources.values()]
    mistakes += _taken(resources)
    for number, value in resources.items():
        for path, message in (*_of_fields(value, tables), *_of_columns(value)):
            mistakes.append((("resources", number, *path), message))
    return mistakes


# each value by itself


@cache
def _validator() -> Draft202012Validator:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    return Draft202012Validator(schema, format_checker=FormatChecker(("regex",)))


def _unfit(package: object) -> Iterator[Mistake]:
    """Yield what does not fit the schema, in the words of jsonschema."""
    for error in _validator().iter_errors(package):
        path = tuple(error.absolute_path)
        value = _quote(error.instance)
        message = error.message.replace(repr(error.instance), value)
        if error.validator == "pattern":
            message = f"{value} is not {error.schema['description']}"
        yield path, f"{_whose(package, path)}: {message}"


def _unreadable(package: object, value: object, path: JsonPath = ()) -> Iterator[Mistake]:
    """Yield the texts that hold a character which cannot be printed, or are like a formula."""
    if isinstance(value, str):
        if path[-1:] in (("title",), ("description",)) and (sign := formula_sign(value)):
            message = "as a formula of a spreadsheet does: begin with a word"
            yield path, f"{_whose(package, path)} begins with {sign!r}, {message}"
        if code := unprintable(value):
            yield path, f"{_whose(package, path)} holds {code}: delete the character"
    elif isinstance(value, dict | list):
        for name, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _unreadable(package, inner, (*path, name))


def _whose(package: object, path: JsonPath) -> str:
    """Return what a message calls a value: ``'title' of the resource 'levels'``."""
    match path:
        case ():
            return "the data package"
        case ("resources", int(number)):
            return _named(package, path, f"resource number {number + 1}", "the resource")
        case ("resources", int(number), "schema", "fields", int(field)):
            which = _named(package, path, f"field number {field + 1}", "the field")
            return f"{which} of {_whose(package, path[:2])}"
        case ("resources", int(), "schema"):
            return f"the schema of {_whose(package, path[:2])}"
    above = path[:-2] if path[-2:-1] == ("constraints",) else path[:-1]
    last = f"item {path[-1] + 1}" if isinstance(path[-1], int) else repr(path[-1])
    return f"{last} of {_whose(package, above)}"


def _named(package: object, path: JsonPath, number: str, kind: str) -> str:
    value = _at(package, path)
    name = value.get("name") if isinstance(value, dict) else None
    return f"{kind} {name!r}" if isinstance(name, str) else number


def _at(package: Any, path: JsonPath) -> Any:
    """Return the value at a path."""
    for part in path:
        package = package[part]
    return package


def _quote(value: Any) -> str:
    """Return a value as JSON, shortened to 40 characters."""
    text = json.dumps(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


# parts compared with each other; paths are within the resource


def _taken(resources: Mapping[int, Mapping[str, Any]]) -> Iterator[Mistake]:
    """Each resource has a name of its own that ids can have, and a file of its own name."""
    names: set[str] = set()
    files: set[str] = set()
    for number, value in resources.items():
        name, file = value["name"], PurePosixPath(value["path"]).name.casefold()
        if error := name_error(name) or ("is that of another one" if name in names else ""):
            message = f"the name {name!r} of a resource {error}: rename it"
            yield ("resources", number, "name"), message
        elif file in files:
            message = f"the resource {name!r} has a file of the same name as another one: rename it"
            yield ("resources", number, "path"), message
        names.add(name)
        files.add(file)


def _of_fields(value: Mapping[str, Any], tables: Sequence[str]) -> Iterator[Mistake]:
    """The key consists of fields, no two have one name, and they refer to what there is."""
    whose = f"the resource {value['name']!r}"
    schema, known = value["schema"], (*REFERABLE, *tables)
    seen: list[str] = []
    for number, field in enumerate(schema["fields"]):
        name, refers = field["name"], field.get("refers", known[0])
        if name in seen:
            message = f"{whose} has two fields {name!r}: rename one"
            yield ("schema", "fields", number), message
        if refers not in known:
            message = f"the field {name!r} of {whose} refers to {refers!r}: use one of "
            yield ("schema", "fields", number, "refers"), message + ", ".join(known)
        seen.append(name)
    key = schema["primaryKey"]
    if not {*seen} >= {*([key] if isinstance(key, str) else key)}:
        message = f"the primaryKey of {whose} is {_quote(key)}: use the names of fields"
        yield ("schema", "primaryKey"), f"{message}, from {', '.join(seen)}"


def _of_columns(value: Mapping[str, Any]) -> Iterator[Mistake]:
    """The columns named by search, timeline and glossary are fields."""
    whose = f"the resource {value['name']!r}"
    fields = {field["name"]: field for field in value["schema"]["fields"]}
    glossary = value.get("glossary", {})
    for role in ("search", "timeline", "glossary"):
        for member, named in value.get(role, {}).items():
            subject = f"{member!r} of {role!r} of {whose}"
            if isinstance(named, dict) and not named.keys() <= {*glossary["headwords"]}:
                headwords = ", ".join(glossary["headwords"])
                message = f"{subject} must have a field for each of {headwords}, or for some"
                yield (role, member), message
                continue
            columns = named.values() if isinstance(named, dict) else named
            for name in [columns] if isinstance(columns, str) else columns:
                if name not in fields:
                    message = f"{subject} names {_quote(name)}, which is not a field"
                    yield (role, member), f"{message}: use one of {', '.join(fields)}"
    languages: set[str] = set()
    for name in glossary.get("headwords", ())[1:]:
        # headwords but the first are told apart by their language, which is part of their id
        language = fields.get(name, {}).get("language", "").partition("-")[0]
        if not language or language in languages:
            message = f"headword {name!r} of 'glossary' of {whose} needs a language of its own"
            yield ("glossary", "headwords"), f"{message}: add 'language' to the field"
        languages.add(language)
