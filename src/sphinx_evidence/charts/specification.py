"""Rules for a specification, which are checked before Vega-Lite draws it.

Vega-Lite is lenient where a book must not be: it ignores properties that it does not know, loads
data from anywhere, and draws a column that does not exist as an empty one.

The properties are those of the JSON Schema of Vega-Lite 6.4,
https://vega.github.io/schema/vega-lite/v6.4.0.json (``FacetedEncoding``, ``MarkDef``,
``BoxPlotDef``, ``ErrorBarDef``, ``ErrorBandDef``, ``Axis``, ``Header``, ``Legend``, ``Scale``).
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

KNOWN: dict[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "channel": """
            aggregate align axis bandPosition bin bounds center columns condition datum field
            format formatType header impute legend rescale scale sort spacing stack timeUnit
            title type value
        """,
        "mark": """
            align angle aria ariaRole ariaRoleDescription aspect band bandSize baseline
            binSpacing blend borders box clip color continuousBandSize cornerRadius
            cornerRadiusBottomLeft cornerRadiusBottomRight cornerRadiusEnd cornerRadiusTopLeft
            cornerRadiusTopRight cursor description dir discreteBandSize dx dy ellipsis extent
            fill fillOpacity filled font fontSize fontStyle fontWeight height href innerRadius
            interpolate invalid limit line lineBreak lineHeight median minBandSize opacity order
            orient outerRadius outliers padAngle point radius radius2 radius2Offset radiusOffset
            rule shape size smooth stroke strokeCap strokeDash strokeDashOffset strokeJoin
            strokeMiterLimit strokeOffset strokeOpacity strokeWidth style tension text theta
            theta2 theta2Offset thetaOffset thickness ticks time timeUnitBandPosition
            timeUnitBandSize tooltip type url width x x2 x2Offset xOffset y y2 y2Offset yOffset
        """,
        "axis": """
            aria bandPosition description domain domainCap domainColor domainDash
            domainDashOffset domainOpacity domainWidth format formatType grid gridCap gridColor
            gridDash gridDashOffset gridOpacity gridWidth labelAlign labelAngle labelBaseline
            labelBound labelColor labelExpr labelFlush labelFlushOffset labelFont labelFontSize
            labelFontStyle labelFontWeight labelLimit labelLineHeight labelOffset labelOpacity
            labelOverlap labelPadding labelSeparation labels maxExtent minExtent offset orient
            position style tickBand tickCap tickColor tickCount tickDash tickDashOffset
            tickExtra tickMinStep tickOffset tickOpacity tickRound tickSize tickWidth ticks
            title titleAlign titleAnchor titleAngle titleBaseline titleColor titleFont
            titleFontSize titleFontStyle titleFontWeight titleLimit titleLineHeight titleOpacity
            titlePadding titleX titleY translate values zindex
        """,
        "header": """
            format formatType labelAlign labelAnchor labelAngle labelBaseline labelColor
            labelExpr labelFont labelFontSize labelFontStyle labelFontWeight labelLimit
            labelLineHeight labelOrient labelPadding labels orient title titleAlign titleAnchor
            titleAngle titleBaseline titleColor titleFont titleFontSize titleFontStyle
            titleFontWeight titleLimit titleLineHeight titleOrient titlePadding
        """,
        "legend": """
            aria clipHeight columnPadding columns cornerRadius description direction fillColor
            format formatType gradientLength gradientOpacity gradientStrokeColor
            gradientStrokeWidth gradientThickness gridAlign labelAlign labelBaseline labelColor
            labelExpr labelFont labelFontSize labelFontStyle labelFontWeight labelLimit
            labelOffset labelOpacity labelOverlap labelPadding labelSeparation legendX legendY
            offset orient padding rowPadding strokeColor symbolDash symbolDashOffset
            symbolFillColor symbolLimit symbolOffset symbolOpacity symbolSize symbolStrokeColor
            symbolStrokeWidth symbolType tickCount tickMinStep title titleAlign titleAnchor
            titleBaseline titleColor titleFont titleFontSize titleFontStyle titleFontWeight
            titleLimit titleLineHeight titleOpacity titleOrient titlePadding type values zindex
        """,
        "scale": """
            align base bins clamp constant domain domainMax domainMid domainMin domainRaw
            exponent interpolate nice padding paddingInner paddingOuter range rangeMax rangeMin
            reverse round scheme type zero
        """,
    }.items()
}
"""The names by the kind of object; ``mark`` holds those of composite marks too."""


VEGA_LITE = "6.4"
"""The version of Vega-Lite that the specifications are written for."""

VIEW_LISTS = ("layer", "concat", "hconcat", "vconcat")
"""The properties that hold lists of views within a view."""

READ_TYPES: dict[str, tuple[type, ...]] = {
    **dict.fromkeys(("transform", *VIEW_LISTS), (list,)),
    **dict.fromkeys(("encoding", "config", "spec"), (dict,)),
    "mark": (str, dict),
}
"""The Python types of the properties that are read here."""

_TYPE_NAMES: dict[type, str] = {list: "a list", dict: "an object", str: "a word"}

PROPERTIES = frozenset(
    "$schema align autosize background bounds center columns concat config data datasets "
    "description encoding facet hconcat height layer mark name padding params projection repeat "
    "resolve spacing spec title transform usermeta vconcat view width".split()
)
"""The properties of a view."""

CHANNELS = frozenset(
    "angle color description detail facet column row fill fillOpacity href key latitude latitude2 "
    "longitude longitude2 opacity order radius radius2 shape size stroke strokeDash "
    "strokeOpacity strokeWidth text theta theta2 time tooltip url x x2 xError xError2 xOffset y "
    "y2 yError yError2 yOffset".split()
)
"""The channels of an encoding."""

FIELD_TYPES = ("geojson", "nominal", "ordinal", "quantitative", "temporal")
"""The types that a channel may give its column."""

MAX_NAMES = 30
"""A message lists fewer names than this."""

NOTES = ("label", "uncertain")
"""What ``usermeta`` notes for the house style, which Vega-Lite does not read."""

EXTERNAL = frozenset({"data", "datasets", "href", "url"})
"""The properties that load other data or images, or make links."""

SCHEMA = re.compile(
    rf"https://vega\.github\.io/schema/vega-lite/v{VEGA_LITE.partition('.')[0]}[\d.]*\.json"
)
COLOUR = re.compile(
    r"currentColor|none|transparent|var\(--(chart-[1-4]|book-rule|pst-color-background)\)"
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
_TRANSFORMS = frozenset(
    "aggregate bin calculate density extent filter flatten fold impute joinaggregate loess lookup "
    "pivot quantile regression sample stack timeUnit window".split()
)


def spec_errors(spec: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with a specification, whatever its data are, each message once.

    If a property has the wrong type, the rest is not checked.
    """
    errors = list(_type_errors(spec))
    if not errors:
        errors = [
            *_header_errors(spec),
            *_note_errors(spec.get("usermeta", {})),
            *_external_data(spec),
            *_generated_rows(spec),
            *_unknown_names(spec),
            *_fixed_colours(spec),
            *_fixed_palettes(spec),
        ]
    return list(dict.fromkeys(errors))


def unknown_fields(spec: Mapping[str, Any], columns: frozenset[str]) -> list[str]:
    """Return a message for each column that is used but is neither in the data nor computed.

    :param columns: the columns of the data; those of an object within a cell as ``grade.reason``
    """
    errors: dict[str, str] = {}
    for name, known in _fields(spec, columns):
        if not _is_known(name, known):
            errors.setdefault(
                name, f"it uses the column {name!r}, which {_suggestion(name, known)}"
            )
    return list(errors.values())


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


def _type_errors(view: Mapping[str, Any]) -> Iterator[str]:
    """Check the types of all properties that are read here."""
    is_wrong = False
    for name, types in READ_TYPES.items():
        if name in view and not isinstance(view[name], types):
            is_wrong = True
            yield f"{name!r} must be {' or '.join(_TYPE_NAMES[one] for one in types)}"
        elif list in types:
            for item in view.get(name, ()):
                if not isinstance(item, dict):
                    is_wrong = True
                    yield f"{name!r} must hold objects, not {item!r:.40}"
    if is_wrong:
        return
    for name, channel in view.get("encoding", {}).items():
        if not isinstance(channel, dict | list | None):
            yield f'the channel {name!r} must be an object such as {{"field": "year"}}'
        elif isinstance(channel, dict) and not isinstance(channel.get("field", ""), str | dict):
            yield f"the field of the channel {name!r} must be the name of a column"
    for child in children(view):
        yield from _type_errors(child)


def _header_errors(spec: Mapping[str, Any]) -> Iterator[str]:
    schema = spec.get("$schema")
    major = VEGA_LITE.partition(".")[0]
    if schema is not None and not (isinstance(schema, str) and SCHEMA.fullmatch(schema)):
        right = f"https://vega.github.io/schema/vega-lite/v{major}.json"
        yield f"it is written for {schema!r}: write it for {right}"
    form = spec["data"].get("format")
    kind = spec["data"]["url"].rpartition(".")[2]
    right_form = {"type": "csv"} if kind == "csv" else {"type": "json", "property": "claims"}
    if form is not None and form != right_form:
        yield f"the format of its data must be {right_form}, or be left out"
    if more := sorted(spec["data"].keys() - {"url", "format"}):
        yield f"'data' has {more[0]!r}: only 'url' and 'format' are used"


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


def _external_data(node: object, *, top: bool = True) -> Iterator[str]:
    """Find images, links, and data other than those named at the top, at any depth."""
    if isinstance(node, dict):
        for name, value in node.items():
            if top and name == "data":
                continue
            if name in EXTERNAL:
                yield f"{name!r} is not allowed here: a chart draws one file, named in its 'data'"
            else:
                yield from _external_data(value, top=False)
    elif isinstance(node, list):
        for item in node:
            yield from _external_data(item, top=False)


def _generated_rows(node: object) -> Iterator[str]:
    """Find rows that an expression or a transform generates; too many would end the process."""
    if isinstance(node, dict):
        if isinstance(node.get("keyvals"), dict):
            yield "'keyvals' must be a list: a chart draws the rows of its data"
        for value in node.values():
            yield from _generated_rows(value)
    elif isinstance(node, list):
        for item in node:
            yield from _generated_rows(item)
    elif isinstance(node, str) and _SEQUENCE.search(node):
        yield "the function 'sequence' is not allowed: a chart draws the rows of its data"


def _unknown_names(spec: Mapping[str, Any]) -> Iterator[str]:
    """Find names that Vega-Lite would ignore."""
    for view in views(spec):
        for name in view:
            if name not in PROPERTIES:
                yield f"it has the property {name!r}, which {_suggestion(name, PROPERTIES)}"
        yield from _unknown_properties("mark", view.get("mark"))
        for name, channel in view.get("encoding", {}).items():
            if name not in CHANNELS:
                yield f"it has the channel {name!r}, which {_suggestion(name, CHANNELS)}"
            for one in channel if isinstance(channel, list) else [channel]:
                kind = one.get("type", "nominal") if isinstance(one, dict) else "nominal"
                if kind not in FIELD_TYPES:
                    yield f"it has the type {kind!r}, which {_suggestion(str(kind), FIELD_TYPES)}"
                yield from _unknown_properties("channel", one)
        for transform in view.get("transform", ()):
            if not transform.keys() & _TRANSFORMS:
                name = next(iter(transform), "")
                yield f"it has the transform {name!r}, which {_suggestion(name, _TRANSFORMS)}"


def _unknown_properties(kind: str, node: object) -> Iterator[str]:
    """Find properties of a mark or a channel, and of what a channel holds, that do not exist."""
    if not isinstance(node, dict):
        return
    for name, value in node.items():
        if name not in KNOWN[kind]:
            yield f"the {kind} has the property {name!r}, which {_suggestion(name, KNOWN[kind])}"
        elif kind == "channel" and name in KNOWN:
            yield from _unknown_properties(name, value)


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
                        "use var(--chart-1) to var(--chart-4), or currentColor"
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
            f'{channels[0][0]!r} a "scale" with a "range" of var(--chart-1) to var(--chart-4)'
        )


def _fields(
    view: Mapping[str, Any],
    columns: frozenset[str] | None,
    inherited: Mapping[str, Any] | None = None,
) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield each column that a view and its children use, with the columns that exist there.

    :param columns: the columns of its data, None if they are unknown
    :param inherited: the encoding of the parent, which each layer applies to its own data
    """
    for transform in view.get("transform", ()):
        if columns is not None:
            for name in _transform_fields(transform):
                yield name, columns
            columns = _columns_after(transform, columns)
    if columns is None:
        return
    encoding = {**(inherited or {}), **view.get("encoding", {})}
    within = children(view)
    repeat = view.get("repeat")
    repeated = list(repeat.values()) if isinstance(repeat, dict) else [repeat]
    used = [
        *_encoding_fields(view.get("facet")),
        *(name for names in repeated for name in _texts(names)),
    ]
    for name in [*used, *([] if within else _encoding_fields(encoding))]:
        yield name, columns
    for child in within:
        yield from _fields(child, columns, encoding)


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


def _columns_after(transform: Mapping[str, Any], columns: frozenset[str]) -> frozenset[str] | None:
    """Return the columns that exist after a transform, None if they are unknown."""
    if any(name in transform for name in _UNKNOWN_RESULT):
        return None
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
    if "aggregate" in transform:
        columns = frozenset(_texts(transform.get("groupby")))
    return columns | made


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
