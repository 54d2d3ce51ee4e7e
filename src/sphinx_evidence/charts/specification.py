"""Rules for a specification, which are checked before Vega-Lite draws it.

Vega-Lite warns of channels, types, marks and transforms that it does not know, which :mod:`.draw`
passes on. It is lenient where a book must not be: it ignores other properties, so that a misspelt
``transform`` or ``aggregate`` draws other numbers, loads data from anywhere, and draws a column
that does not exist as an empty one.

The properties are those of the JSON Schema of Vega-Lite 6.4,
https://vega.github.io/schema/vega-lite/v6.4.0.json.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

VEGA_LITE = "6.4"
"""The version of Vega-Lite that the specifications are written for."""

VIEW_LISTS = ("layer", "concat", "hconcat", "vconcat")
"""The properties that hold lists of views within a view."""

PROPERTIES = frozenset(
    "$schema align autosize background bounds center columns concat config data datasets "
    "description encoding facet hconcat height layer mark name padding params projection repeat "
    "resolve spacing spec title transform usermeta vconcat view width".split()
)
"""The properties of a view."""

CHANNEL_PROPERTIES = frozenset(
    "aggregate align axis bandPosition bin bounds center columns condition datum field format "
    "formatType header impute legend rescale scale sort spacing stack timeUnit title type "
    "value".split()
)
"""The properties of a channel of an encoding."""

MAX_NAMES = 30
"""A message lists fewer names than this."""

NOTES = ("label", "uncertain")
"""What ``usermeta`` notes for the house style, which Vega-Lite does not read."""

EXTERNAL = frozenset({"data", "datasets", "href", "url"})
"""The properties that load other data or images, or make links."""

COLOUR = re.compile(
    r"currentColor|none|transparent|var\(--(chart-[1-5]|book-rule|pst-color-background)\)"
)
_COLOURED = re.compile(
    r"(?i).*(color|fill|stroke|background)|category|diverging|heatmap|ordinal|ramp"
)
_PALETTES = frozenset({"range", "scheme"})
_SEQUENCE = re.compile(r"\bsequence\s*\(")
_EXPRESSION = re.compile(
    r"""\bdatum(?:\.(?P<path>\w+(?:\.\w+)*)|\[\s*(?P<quote>['"])(?P<name>.*?)(?P=quote)\s*\])"""
    r"""|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*\""""
)

# The properties of transforms that name one column, several, or columns in a list of objects.
_ONE_COLUMN = (
    *("field", "stack", "impute", "key", "extent", "density", "quantile"),
    *("regression", "loess", "on", "pivot"),
)
_COLUMN_LISTS = ("fold", "flatten", "groupby")
_OBJECT_LISTS = ("aggregate", "joinaggregate", "window", "sort")
_DEFAULT_NAMES = {
    "fold": ("key", "value"),
    "density": ("value", "density"),
    "quantile": ("prob", "value"),
}
"""The columns that transforms make without ``as``."""
_UNKNOWN_RESULT = ("pivot", "lookup")
"""Transforms whose columns are known only after running them."""


def spec_errors(spec: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with a specification, whatever its data are, each message once.

    If a property has the wrong type, the rest is not checked.
    """
    errors = _type_errors(spec)
    if not errors:
        errors = [
            *_note_errors(spec.get("usermeta", {})),
            *_foreign_data({name: value for name, value in spec.items() if name != "data"}),
            *_unknown_names(spec),
            *_fixed_colours(spec),
            *_fixed_palettes(spec),
        ]
    return list(dict.fromkeys(errors))


def unknown_fields(spec: Mapping[str, Any], columns: frozenset[str]) -> list[str]:
    """Return a message for each column that is used but is neither in the data nor made anywhere.

    :param columns: the columns of the data; those of an object within a cell as ``grade.reason``
    """
    if any(name in one for one in _transforms(spec) for name in _UNKNOWN_RESULT):
        return []
    known = columns.union(*map(_made, _transforms(spec)))
    used = dict.fromkeys(name for view in views(spec) for name in _used(view))
    return [
        f"it uses the column {name!r}, which {_suggestion(name, known)}"
        for name in used
        if not _is_known(name, known)
    ]


def columns_of(rows: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Return the columns of rows as :func:`unknown_fields` takes them."""
    columns = set[str]()
    for row in rows:
        columns.update(row)
        for name, cell in row.items():
            if isinstance(cell, dict):
                columns.update(f"{name}.{part}" for part in cell)
    return frozenset(columns)


def views(view: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield a view and those within it."""
    yield view
    for child in children(view):
        yield from views(child)


def children(view: Mapping[str, Any]) -> list[Any]:
    """Return the views directly within a view."""
    within = [child for name in VIEW_LISTS for child in view.get(name, ())]
    return [*within, view["spec"]] if "spec" in view else within


def _type_errors(view: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with the types of the properties that are read here."""
    errors = [
        f"{name!r} must be a list of objects"
        for name in ("transform", *VIEW_LISTS)
        if not (isinstance(items := view.get(name, []), list) and all(map(_is_object, items)))
    ]
    for name in ("encoding", "config", "spec"):
        if not _is_object(view.get(name, {})):
            errors.append(f"{name!r} must be an object")
    return errors or [error for child in children(view) for error in _type_errors(child)]


def _is_object(value: object) -> bool:
    return isinstance(value, dict)


def _note_errors(notes: object) -> Iterator[str]:
    """Check what is noted for the house style."""
    if not isinstance(notes, dict):
        yield "'usermeta' must be an object"
        return
    for name, note in notes.items():
        if name not in NOTES:
            yield f"'usermeta' has {name!r}, which {_suggestion(name, NOTES)}"
        elif name == "label" and not isinstance(note, dict):
            yield f"'label' must name a bar, such as {{\"year\": 2011}}, not {note!r:.40}"
        elif name == "uncertain" and not (isinstance(note, list) and _texts(note) == note):
            yield f"'uncertain' must be a list of categories, not {note!r:.40}"


def _foreign_data(node: object) -> Iterator[str]:
    """Find images, links, data, and rows that an expression or a transform generates, anywhere.

    Too many rows would end the process.
    """
    if isinstance(node, dict):
        if isinstance(node.get("keyvals"), dict):
            yield "'keyvals' must be a list: a chart draws the rows of its data"
        for name, value in node.items():
            if name in EXTERNAL:
                yield f"{name!r} is not allowed here: a chart draws one file, named in its 'data'"
            else:
                yield from _foreign_data(value)
    elif isinstance(node, list):
        for item in node:
            yield from _foreign_data(item)
    elif isinstance(node, str) and _SEQUENCE.search(node):
        yield "the function 'sequence' is not allowed: a chart draws the rows of its data"


def _unknown_names(spec: Mapping[str, Any]) -> Iterator[str]:
    """Find properties that Vega-Lite would ignore."""
    for view in views(spec):
        yield from _unknown("it", view, PROPERTIES)
        for name, channel in view.get("encoding", {}).items():
            for one in channel if isinstance(channel, list) else [channel]:
                if isinstance(one, dict):
                    yield from _unknown(f"the channel {name!r}", one, CHANNEL_PROPERTIES)


def _unknown(whose: str, names: Iterable[str], known: Collection[str]) -> Iterator[str]:
    for name in names:
        if name not in known:
            yield f"{whose} has the property {name!r}, which {_suggestion(name, known)}"


def _fixed_colours(node: object, *, channel: bool = False) -> Iterator[str]:
    """Find colours that do not change between light and dark mode.

    :param channel: whether the node belongs to a colour channel
    """
    if isinstance(node, list):
        for item in node:
            yield from _fixed_colours(item, channel=channel)
    if not isinstance(node, dict):
        return
    for name, value in node.items():
        coloured = _COLOURED.fullmatch(name) is not None
        if name in ("value", "range", "scheme"):
            coloured = channel
        if coloured and not isinstance(value, dict):
            for colour in value if isinstance(value, list) else [value]:
                if isinstance(colour, str) and not COLOUR.fullmatch(colour):
                    yield (
                        f"the colour {colour!r} does not follow the page from light to dark: "
                        "use var(--chart-1) to var(--chart-5), or currentColor"
                    )
        within = coloured or (channel and name in ("condition", "scale"))
        yield from _fixed_colours(value, channel=within)


def _fixed_palettes(spec: Mapping[str, Any]) -> Iterator[str]:
    """Find columns that are encoded in the fixed colours of Vega-Lite.

    Names have those of the page. Layers share a scale, so one range is enough for all.
    """
    channels = [
        (name, channel)
        for view in views(spec)
        for name, channel in view.get("encoding", {}).items()
        if name in ("color", "fill", "stroke") and isinstance(channel, dict) and "field" in channel
        if channel.get("type") != "nominal"
    ]
    scales = [channel.get("scale", {}) for _, channel in channels]
    if scales and all(isinstance(one, dict) and not one.keys() & _PALETTES for one in scales):
        yield (
            f"its colours would not follow the page from light to dark: give the channel "
            f'{channels[0][0]!r} a "scale" with a "range" of var(--chart-1) to var(--chart-5)'
        )


def _transforms(spec: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for view in views(spec):
        yield from view.get("transform", ())


def _used(view: Mapping[str, Any]) -> Iterator[str]:
    """Yield the columns that a view uses, without those that views within it do."""
    for transform in view.get("transform", ()):
        yield from _transform_fields(transform)
    repeat = view.get("repeat")
    for names in repeat.values() if isinstance(repeat, dict) else [repeat]:
        yield from _texts(names)
    yield from _encoding_fields([view.get("facet"), view.get("encoding")])


def _transform_fields(transform: Mapping[str, Any]) -> Iterator[str]:
    """Yield the columns that a transform reads."""
    if "calculate" in transform:
        yield from _expression_fields(transform["calculate"])
    if "filter" in transform:
        yield from _predicate_fields(transform["filter"])
    for name in _ONE_COLUMN:
        if isinstance(transform.get(name), str):
            yield transform[name]
    for name in _COLUMN_LISTS:
        yield from _texts(transform.get(name))
    for name in _OBJECT_LISTS:
        yield from _encoding_fields(transform.get(name))


def _made(transform: Mapping[str, Any]) -> set[str]:
    """Return the columns that a transform makes."""
    made = set(_texts(transform.get("as")))
    if any(name in transform for name in ("bin", "stack", "timeUnit")):
        made |= {f"{name}_end" for name in made}
    for name in _OBJECT_LISTS:
        items = transform.get(name)
        for item in items if isinstance(items, list) else ():
            made.update(_texts(item.get("as")) if isinstance(item, dict) else ())
    for name, unnamed in _DEFAULT_NAMES.items():
        if name in transform and "as" not in transform:
            made.update(unnamed)
    return made


def _expression_fields(text: object) -> Iterator[str]:
    for match in _EXPRESSION.finditer(text) if isinstance(text, str) else ():
        if name := match["path"] or match["name"]:
            yield name


def _predicate_fields(node: object) -> Iterator[str]:
    """Yield the columns of a filter: an expression, or objects within ``and``, ``or``, ``not``."""
    yield from _expression_fields(node)
    if isinstance(node, dict):
        if isinstance(node.get("field"), str):
            yield node["field"]
        for name in ("and", "or", "not"):
            part = node.get(name)
            for item in part if isinstance(part, list) else [part]:
                yield from _predicate_fields(item)


def _encoding_fields(node: object) -> Iterator[str]:
    """Yield the columns of an encoding, without axes and legends, which have data of their own."""
    if isinstance(node, list):
        for item in node:
            yield from _encoding_fields(item)
    elif isinstance(node, dict):
        for name, value in node.items():
            if name in ("field", "argmin", "argmax") and isinstance(value, str):
                yield value
            elif name not in ("axis", "header", "legend"):
                yield from _encoding_fields(value)


def _texts(value: object) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, str)]


def _is_known(name: str, columns: frozenset[str]) -> bool:
    """Whether a path is that of a column: ``year``, ``grade.reason`` or ``grade['reason']``."""
    if re.sub(r"\\(.)", r"\1", name) in columns:
        return True
    root, *within = re.findall(r"[^.\[\]'\"]+", name) or [""]
    parts = {column for column in columns if column.startswith(f"{root}.")}
    return root in columns and bool(within) and (not parts or f"{root}.{within[0]}" in parts)


def _suggestion(name: str, known: Collection[str]) -> str:
    if near := get_close_matches(name, sorted(known), 1):
        return f"does not exist: did you mean {near[0]!r}?"
    advice = f"use one of {', '.join(sorted(known))}" if len(known) < MAX_NAMES else "take it out"
    return f"does not exist: {advice}"
