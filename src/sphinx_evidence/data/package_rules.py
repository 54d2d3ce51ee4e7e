"""Rules of ``datapackage.json``: those of its JSON Schema, and those that compare its parts."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

from ..core.tables import unprintable
from ..core.text import formula_sign
from .cells import MEASURED, REFERABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from jsonschema import ValidationError

    JsonPath = tuple[str | int, ...]
    Mistake = tuple[JsonPath, str]

SCHEMA = Path(__file__).parent / "datapackage.schema.json"
"""What a package may hold, for the build and for editors that check JSON while one types.

Where the member ``x-message`` of a subschema stands, it is what the build says of a value that does
not fit: ``{value}`` is the value, ``{words}`` the words that would fit, ``{member}`` its name,
``{whose}`` the object that has it, and ``{resource}`` the resource.
"""

_EXPECTED = {
    "object": "an object in braces, and is {value}",
    "string": "text, and is {value}",
    "boolean": "true or false, and is {value}",
    "number": "a number",
}


def mistakes_of(package: object, name_error: Callable[[str], str]) -> list[Mistake]:
    """Return the path and a message for each mistake of a package.

    Parts are compared with each other only in resources that fit the schema.

    :param name_error: returns why a resource cannot have a name, or nothing
    """
    mistakes = [*_unfit(package), *_unreadable(package, package)]
    wrong = {path[:2] for path, _ in mistakes}
    listed = package.get("resources") if isinstance(package, dict) else None
    resources = {
        number: value
        for number, value in enumerate(listed if isinstance(listed, list) else ())
        if ("resources", number) not in wrong
    }
    for number, value in resources.items():
        if error := name_error(value["name"]):
            message = f"the name {value['name']!r} of a resource {error}: rename it"
            mistakes.append((("resources", number, "name"), message))
    mistakes += _taken(resources)
    tables = [value["name"] for value in resources.values()]
    for number, value in resources.items():
        for path, message in (*_of_fields(value, tables), *_of_columns(value)):
            mistakes.append((("resources", number, *path), message))
    return mistakes


# each value by itself


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))


def _unfit(package: object) -> Iterator[Mistake]:
    """Yield what does not fit the schema: one message for each value, and for what one lacks."""
    seen: set[tuple[JsonPath, bool]] = set()
    for error in _validator().iter_errors(package):
        path = _member_path(tuple(error.absolute_path))
        is_lack = error.validator == "required"
        if error.validator == "additionalProperties":
            yield from _unknown(package, path, error)
        elif (path, is_lack) not in seen:
            seen.add((path, is_lack))
            yield (
                path,
                _lacking(package, path, error) if is_lack else _message(package, path, error),
            )


def _member_path(path: JsonPath) -> JsonPath:
    """Return the path of the list that a word stands in, or the path itself."""
    is_object = path[-2:-1] in (("resources",), ("fields",))
    return path if not path or isinstance(path[-1], str) or is_object else path[:-1]


def _unknown(package: object, path: JsonPath, error: ValidationError) -> Iterator[Mistake]:
    known = error.schema["properties"]
    names = ", ".join(sorted(name for name in known if not name.startswith("$")))
    whose = _whose(package, path)
    for name in error.instance:
        if name not in known:
            yield (*path, name), f"{whose} has {name!r}, which is unknown: use one of {names}"


def _lacking(package: object, path: JsonPath, error: ValidationError) -> str:
    missing = [name for name in error.validator_value if name not in error.instance]
    return f"{_whose(package, path)} lacks {', '.join(map(repr, missing))}: add it"


def _message(package: object, path: JsonPath, error: ValidationError) -> str:
    """Return what is wrong with a value, in the words of the schema or else in general ones."""
    value = _quote(_at(package, path))
    subject = _whose(package, path)
    if own := error.schema.get("x-message"):
        words = ", ".join(map(str, error.schema.get("enum", ())))
        whose, resource = _whose(package, path[:-1]), _whose(package, path[:2])
        return str(own).format(
            value=value, subject=subject, whose=whose, words=words, resource=resource
        )
    if error.validator == "const":
        return f"{subject} is {value}: it can only be {_quote(error.validator_value)}"
    if error.validator == "type":
        return f"{subject} must be {_EXPECTED[error.validator_value].format(value=value)}"
    return f"{subject} is empty: fill it, or leave it out"


def _unreadable(package: object, value: object, path: JsonPath = ()) -> Iterator[Mistake]:
    """Yield the texts that hold a character which cannot be printed, or are like a formula."""
    if isinstance(value, str):
        if path[-1:] in (("title",), ("description",)) and (sign := formula_sign(value)):
            message = "as a formula of a spreadsheet does: begin with a word"
            yield path, f"{_whose(package, path)} begins with {sign!r}, {message}"
        if code := unprintable(value):
            member = _member_path(path)
            yield member, f"{_whose(package, member)} holds {code}: delete the character"
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
    return f"{path[-1]!r} of {_whose(package, above)}"


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
    """No two resources have one name, or files of one name."""
    names: set[str] = set()
    files: dict[str, str] = {}
    for number, value in resources.items():
        name = value["name"]
        if name in names:
            message = f"two resources are called {name!r}: rename one"
            yield ("resources", number, "name"), message
            continue
        names.add(name)
        file = PurePosixPath(value["path"]).name.casefold()
        other = files.setdefault(file, name)
        if other != name:
            message = f"the resources {other!r} and {name!r} have files of one name, {file!r}"
            yield ("resources", number, "path"), f"{message}: rename one"


def _of_fields(value: Mapping[str, Any], tables: Sequence[str]) -> Iterator[Mistake]:
    """The key consists of fields, no two fields have one name, and each fits its type."""
    whose = f"the resource {value['name']!r}"
    schema = value["schema"]
    seen: dict[str, int] = {}
    for number, field in enumerate(schema["fields"]):
        path: JsonPath = ("schema", "fields", number)
        if field["name"] in seen:
            yield path, f"{whose} has two fields {field['name']!r}: rename one"
        seen[field["name"]] = number
        named = f"the field {field['name']!r} of {whose}"
        yield from (((*path, *place), one) for place, one in _of_field(field, named, tables))
    key = schema["primaryKey"]
    if not seen.keys() >= {*([key] if isinstance(key, str) else key)}:
        message = f"the primaryKey of {whose} is {_quote(key)}: use the names of fields"
        yield ("schema", "primaryKey"), f"{message}, from {', '.join(seen)}"


def _of_field(field: Mapping[str, Any], whose: str, tables: Sequence[str]) -> Iterator[Mistake]:
    kind, refers = field.get("type", "string"), field.get("refers")
    known = (*REFERABLE, *tables)
    if refers and refers not in known:
        yield ("refers",), f"{whose} refers to {refers!r}: use one of {', '.join(known)}"
    elif refers and kind not in ("string", "list"):
        message = "is only for the types string and list: take it out"
        yield ("refers",), f"'refers' of {whose} {message}"
    constraints = field.get("constraints", {})
    try:
        re.compile(constraints.get("pattern", ""))
    except re.error as error:
        message = f"'pattern' of {whose} is not a regular expression ({error}): correct it"
        yield ("constraints", "pattern"), message
    for name in ("minimum", "maximum"):
        if name in constraints and kind not in MEASURED:
            message = f"is only for the types {', '.join(MEASURED)}: take it out"
            yield ("constraints", name), f"{name!r} of {whose} {message}"


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
