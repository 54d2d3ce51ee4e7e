"""Read ``datapackage.json``, and report what is unknown or malformed in it with its line."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from ..core.tables import decode, unprintable
from ..permalinks.model import id_error
from .cells import CELL_TYPES, MEASURED, REFERABLE, Field
from .roles import GlossaryColumns, Roles, SearchColumns, TimelineColumns

if TYPE_CHECKING:
    from collections.abc import Iterable

    JsonPath = tuple[str | int, ...]
    Notes = list[tuple[int, str]]

COLUMN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
FIXED: dict[str, dict[str, Any]] = {
    "resource": {
        "type": "table",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
    },
    "schema": {"missingValues": [""]},
    "field": {"format": "default", "delimiter": ";", "itemType": "string"},
}
"""Optional properties that can have only one value."""

CONSTRAINTS = ("required", "unique", "enum", "pattern", "minimum", "maximum")

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


@dataclass(frozen=True, slots=True)
class Resource:
    """One table of the package.

    :param path: the CSV file, from the folder of the package
    :param line: the line of the path in the package
    :param valid: whether nothing is wrong with its description; otherwise parts of it are empty
    """

    name: str
    title: str = ""
    description: str = ""
    path: str = ""
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

    A resource without a valid name is left out.
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
    reader = _Reader(lines, notes)
    listed = reader.list_of(package, ("resources",), "the data package")
    names = [value.get("name") for value in listed if isinstance(value, dict)]
    reader = replace(reader, tables=tuple(name for name in names if isinstance(name, str)))
    resources: list[Resource] = []
    for number, value in enumerate(listed):
        resource = _resource(reader, value, ("resources", number))
        if resource is not None and not _is_taken(reader, resource, resources, number):
            resources.append(resource)
    return resources, notes


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


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads members of objects, with one message for each that is malformed.

    :param tables: the names of all resources, as given
    """

    lines: dict[JsonPath, int]
    notes: Notes
    tables: tuple[str, ...] = ()

    def line(self, path: JsonPath) -> int:
        """Return the line of a value, or for a missing one that of the object that lacks it."""
        while path not in self.lines:
            path = path[:-1]
        return self.lines[path]

    def note(self, path: JsonPath, message: str) -> None:
        self.notes.append((self.line(path), message))

    def list_of(self, value: Any, path: JsonPath, whose: str) -> list[Any]:
        """Return a member of an object that is a list."""
        name = path[-1]
        items = value.get(name) if isinstance(value, dict) else None
        if isinstance(items, list) and items:
            return items
        self.note(path, f"{whose} lacks {name!r}: it must be an object with a list of {name}")
        return []

    def object(
        self,
        value: Any,
        path: JsonPath,
        whose: str,
        *,
        needs: Iterable[str] = (),
        may: Iterable[str] = (),
        fixed: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Return an object, and report missing, unknown and malformed members.

        :param needs: required members
        :param may: optional members
        :param fixed: optional members that can have only one value
        """
        if not isinstance(value, dict):
            self.note(path, f"{whose} must be an object in braces, and is {_quote(value)}")
            return {}
        fixed = fixed or {}
        known = sorted({*needs, *may, *fixed})
        if missing := ", ".join(repr(name) for name in needs if name not in value):
            self.note(path, f"{whose} lacks {missing}: add it")
        for name in (name for name in value if name not in known):
            names = ", ".join(known)
            self.note((*path, name), f"{whose} has {name!r}, which is unknown: use one of {names}")
        for name, only in fixed.items():
            if name in value and value[name] != only:
                message = (
                    f"{name!r} of {whose} is {_quote(value[name])}: it can only be {_quote(only)}"
                )
                self.note((*path, name), message)
        return value

    def text(self, value: dict[str, Any], path: JsonPath, whose: str, default: str = "") -> str:
        """Return a member that is text, and not empty."""
        name = path[-1]
        text = value.get(str(name), default)
        if not isinstance(text, str):
            self.note(path, f"{name!r} of {whose} must be text, and is {_quote(text)}")
        elif name in value and not text.strip():
            self.note(path, f"{name!r} of {whose} is empty: fill it, or leave it out")
        elif code := unprintable(text):
            self.note(path, f"{name!r} of {whose} holds {code}: delete the character")
        else:
            return text
        return default

    def flag(self, value: dict[str, Any], path: JsonPath, whose: str) -> bool:
        """Return a member that is true or false."""
        flag = value.get(str(path[-1]), False)
        if not isinstance(flag, bool):
            self.note(path, f"{path[-1]!r} of {whose} must be true or false, and is {_quote(flag)}")
        return flag is True


def _quote(value: Any) -> str:
    """Return a value as JSON, shortened to 40 characters."""
    text = json.dumps(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _resource(reader: _Reader, value: Any, path: JsonPath) -> Resource | None:
    before = len(reader.notes)
    named = value.get("name") if isinstance(value, dict) else None
    whose = (
        f"the resource {named!r}"
        if isinstance(named, str)
        else f"resource number {int(path[-1]) + 1}"
    )
    value = reader.object(
        value,
        path,
        whose,
        needs=("name", "path", "title", "description", "schema"),
        may=(
            *("narrowed", "search", "timeline", "glossary"),
            *("licenses", "sources", "homepage", "bytes", "hash", "$schema"),
        ),
        fixed=FIXED["resource"],
    )
    name = reader.text(value, (*path, "name"), whose)
    if name and (error := name_error(name)):
        message = f"the name {name!r} of a resource {error}: rename it"
        reader.note((*path, "name"), message)
        name = ""
    if not name:
        return None
    texts = {
        key: reader.text(value, (*path, key), whose)
        for key in ("title", "description")
        if key in value
    }
    fields: tuple[Field, ...] = ()
    key: tuple[str, ...] = ()
    if "schema" in value:
        fields, key = _schema(reader, value["schema"], (*path, "schema"), whose)
    # a column whose field is malformed would be reported a second time
    roles = _roles(reader, value, path, whose, fields) if len(reader.notes) == before else Roles()
    return Resource(
        name=name,
        title=texts.get("title") or name,
        description=texts.get("description", ""),
        path=_path(reader, value, (*path, "path"), whose),
        fields=fields,
        key=key,
        narrowed=reader.flag(value, (*path, "narrowed"), whose),
        roles=roles,
        valid=len(reader.notes) == before,
        line=reader.line((*path, "path")),
    )


def _roles(
    reader: _Reader, value: dict[str, Any], path: JsonPath, whose: str, fields: tuple[Field, ...]
) -> Roles:
    """Return the roles of the columns of a resource; what is malformed is left out."""
    columns = _ColumnReader(reader, {field.name: field for field in fields})
    return Roles(
        search=columns.search(value, (*path, "search"), f"'search' of {whose}"),
        timeline=columns.timeline(value, (*path, "timeline"), f"'timeline' of {whose}"),
        glossary=columns.glossary(value, (*path, "glossary"), f"'glossary' of {whose}"),
    )


@dataclass(frozen=True, slots=True)
class _ColumnReader:
    """Reads objects that name columns by their role."""

    reader: _Reader
    fields: dict[str, Field]

    def search(self, resource: dict[str, Any], path: JsonPath, whose: str) -> SearchColumns:
        if "search" not in resource:
            return SearchColumns()
        value = self.reader.object(resource["search"], path, whose, may=("title", "names"))
        title = self.several(value, (*path, "title"), whose)
        return SearchColumns(title, self.several(value, (*path, "names"), whose))

    def timeline(
        self, resource: dict[str, Any], path: JsonPath, whose: str
    ) -> TimelineColumns | None:
        if "timeline" not in resource:
            return None
        before = len(self.reader.notes)
        names = ("start", "end", "title", "text")
        value = self.reader.object(resource["timeline"], path, whose, needs=(*names, "filters"))
        one = {name: self.one(value, (*path, name), whose) for name in names}
        filters = self.several(value, (*path, "filters"), whose)
        if len(self.reader.notes) > before:
            return None
        return TimelineColumns(**one, filters=filters)

    def glossary(
        self, resource: dict[str, Any], path: JsonPath, whose: str
    ) -> GlossaryColumns | None:
        if "glossary" not in resource:
            return None
        before = len(self.reader.notes)
        optional = ("variants", "related", "by_rule", "note")
        pairs = ("pronunciations", "other_scripts")
        needs = ("headwords", "definition")
        value = resource["glossary"]
        value = self.reader.object(value, path, whose, needs=needs, may=(*optional, *pairs))
        headwords = self.several(value, (*path, "headwords"), whose)
        self._languages(headwords, (*path, "headwords"), whose)
        one = {name: self.one(value, (*path, name), whose) for name in ("definition", *optional)}
        sound, script = (self.pairs(value, (*path, name), whose, headwords) for name in pairs)
        if len(self.reader.notes) > before:
            return None
        return GlossaryColumns(headwords, pronunciations=sound, other_scripts=script, **one)

    def _languages(self, headwords: tuple[str, ...], path: JsonPath, whose: str) -> None:
        """Headwords but the first are told apart by their language, which is part of their id."""
        seen: set[str] = set()
        for name in headwords[1:]:
            language = self.fields[name].language.partition("-")[0]
            if not language or language in seen:
                message = f"headword {name!r} of {whose} needs a language of its own"
                self.reader.note(path, f"{message}: add 'language' to the field")
            seen.add(language)

    def one(self, value: dict[str, Any], path: JsonPath, whose: str) -> str:
        """Return the column of a role, empty if there is none."""
        if path[-1] not in value:
            return ""
        name = value[str(path[-1])]
        return str(name) if self._is_column(name, path, whose) else ""

    def several(self, value: dict[str, Any], path: JsonPath, whose: str) -> tuple[str, ...]:
        """Return the columns of a role."""
        names = value.get(str(path[-1]), [])
        if str(path[-1]) in value and not (isinstance(names, list) and names):
            self.reader.note(path, f"{path[-1]!r} of {whose} must be a list of fields")
            return ()
        return tuple(name for name in names if self._is_column(name, path, whose))

    def pairs(
        self, value: dict[str, Any], path: JsonPath, whose: str, first: tuple[str, ...]
    ) -> dict[str, str]:
        """Return the column that belongs to each of some columns."""
        pairs = value.get(str(path[-1]), {})
        if not isinstance(pairs, dict) or not pairs.keys() <= set(first):
            message = f"{path[-1]!r} of {whose} must be an object with a field for each of"
            self.reader.note(path, f"{message} {', '.join(first)}, or for some")
            return {}
        return {one: name for one, name in pairs.items() if self._is_column(name, path, whose)}

    def _is_column(self, name: Any, path: JsonPath, whose: str) -> bool:
        if isinstance(name, str) and name in self.fields:
            return True
        message = f"{path[-1]!r} of {whose} names {_quote(name)}, which is not a field"
        self.reader.note(path, f"{message}: use one of {', '.join(self.fields)}")
        return False


def _path(reader: _Reader, value: dict[str, Any], path: JsonPath, whose: str) -> str:
    """Return the path of a resource if it is relative and leads to no folder above."""
    path_text = reader.text(value, path, whose)
    parts = PurePosixPath(path_text).parts
    if (
        re.search(r"[\\:]", path_text)
        or path_text.startswith("/")
        or ".." in parts
        or (path_text and not parts)
    ):
        message = f"the path {path_text!r} of {whose} must be that of a CSV file beside the package"
        reader.note(path, message)
        return ""
    return path_text


def _is_taken(reader: _Reader, resource: Resource, others: list[Resource], number: int) -> bool:
    """Whether another resource has the name of this one; the same file is reported as well."""
    for other in others:
        if other.name == resource.name:
            message = f"two resources are called {resource.name!r}: rename one"
            reader.note(("resources", number, "name"), message)
            return True
        file = PurePosixPath(resource.path).name.casefold()
        if file and file == PurePosixPath(other.path).name.casefold():
            message = f"the resources {other.name!r} and {resource.name!r} have files of one name"
            reader.note(("resources", number, "path"), f"{message}, {file!r}: rename one")
    return False


def _schema(
    reader: _Reader, value: Any, path: JsonPath, whose: str
) -> tuple[tuple[Field, ...], tuple[str, ...]]:
    schema = f"the schema of {whose}"
    value = reader.object(
        value, path, schema, needs=("fields", "primaryKey"), may=("$schema",), fixed=FIXED["schema"]
    )
    if "fields" not in value:
        return (), ()
    listed = reader.list_of(value, (*path, "fields"), schema)
    fields: list[Field] = []
    for number, item in enumerate(listed):
        place = (*path, "fields", number)
        field = _field(reader, item, place, whose)
        if field is not None and field.name in {other.name for other in fields}:
            reader.note(place, f"{whose} has two fields {field.name!r}: rename one")
        elif field is not None:
            fields.append(field)
    if not fields or len(fields) < len(listed) or "primaryKey" not in value:
        return tuple(fields), ()
    key = value["primaryKey"]
    key = [key] if isinstance(key, str) else key
    names = [field.name for field in fields]
    if not isinstance(key, list) or not key or any(name not in names for name in key):
        message = (
            f"the primaryKey of {whose} is {_quote(value['primaryKey'])}: use the names of fields"
        )
        reader.note((*path, "primaryKey"), f"{message}, from {', '.join(names)}")
        return tuple(fields), ()
    return tuple(fields), tuple(key)


def _field(reader: _Reader, value: Any, path: JsonPath, whose: str) -> Field | None:
    before = len(reader.notes)
    named = value.get("name") if isinstance(value, dict) else None
    which = (
        f"the field {named!r}" if isinstance(named, str) else f"field number {int(path[-1]) + 1}"
    )
    whose = f"{which} of {whose}"
    value = reader.object(
        value,
        path,
        whose,
        needs=("name",),
        may=(
            *("title", "type", "description", "constraints", "language", "refers"),
            *("example", "rdfType"),
        ),
        fixed=FIXED["field"],
    )
    name = reader.text(value, (*path, "name"), whose)
    if name and not COLUMN.fullmatch(name):
        message = (
            f"{whose} may have letters, digits, hyphens and underscores in its name: rename it"
        )
        reader.note((*path, "name"), message)
    kind = value.get("type", "string")
    if not isinstance(kind, str) or kind not in CELL_TYPES:
        message = f"{whose} has the type {_quote(kind)}: use one of {', '.join(CELL_TYPES)}"
        reader.note((*path, "type"), message)
    language = reader.text(value, (*path, "language"), whose)
    if language and not LANGUAGE.fullmatch(language):
        message = f"the language of {whose} is {language!r}: use a tag such as ko or zh-Hans"
        reader.note((*path, "language"), message)
    refers = reader.text(value, (*path, "refers"), whose)
    known = (*REFERABLE, *reader.tables)
    if refers and refers not in known:
        message = f"{whose} refers to {refers!r}: use one of {', '.join(known)}"
        reader.note((*path, "refers"), message)
    elif refers and kind not in ("string", "list"):
        message = f"'refers' of {whose} is only for the types string and list: take it out"
        reader.note((*path, "refers"), message)
    field = Field(
        name=name,
        title=reader.text(value, (*path, "title"), whose, name),
        type=kind,
        description=reader.text(value, (*path, "description"), whose),
        language=language,
        refers=refers,
    )
    if "constraints" in value:
        field = _constrained(reader, value["constraints"], (*path, "constraints"), whose, field)
    return field if len(reader.notes) == before else None


def _constrained(reader: _Reader, value: Any, path: JsonPath, whose: str, field: Field) -> Field:
    """Return a field with the constraints of its cells."""
    value = reader.object(value, path, f"'constraints' of {whose}", may=CONSTRAINTS)
    enum = value.get("enum", [])
    listed = isinstance(enum, list) and bool(enum)
    if "enum" in value and not (listed and all(isinstance(word, str) and word for word in enum)):
        message = f"'enum' of {whose} must be a list of words in quotation marks"
        reader.note((*path, "enum"), f"{message}, and is {_quote(enum)}")
    elif code := unprintable("".join(enum)):
        reader.note((*path, "enum"), f"'enum' of {whose} holds {code}: delete the character")
    pattern = reader.text(value, (*path, "pattern"), whose)
    try:
        re.compile(pattern)
    except re.error as error:
        message = f"'pattern' of {whose} is not a regular expression ({error}): correct it"
        reader.note((*path, "pattern"), message)
    limits: dict[str, float] = {}
    for name in ("minimum", "maximum"):
        limit = value.get(name)
        if name in value and (isinstance(limit, bool) or not isinstance(limit, int | float)):
            reader.note((*path, name), f"{name!r} of {whose} must be a number")
        elif name in value and field.type not in MEASURED:
            types = ", ".join(MEASURED)
            message = f"{name!r} of {whose} is only for the types {types}: take it out"
            reader.note((*path, name), message)
        elif isinstance(limit, int | float):
            limits[name] = limit
    return replace(
        field,
        required=reader.flag(value, (*path, "required"), whose),
        unique=reader.flag(value, (*path, "unique"), whose),
        enum=tuple(enum) if listed else (),
        pattern=pattern,
        minimum=limits.get("minimum"),
        maximum=limits.get("maximum"),
    )
