"""datapackage.json: each mistake gives one message with its line, resource and field."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from sphinx_evidence.data.cells import CELL_TYPES
from sphinx_evidence.data.package import read_package, value_lines
from sphinx_evidence.data.package_rules import SCHEMA

RIVER = {
    "name": "levels",
    "path": "levels.csv",
    "title": "Levels",
    "description": "Highest levels.",
    "schema": {
        "primaryKey": ["year"],
        "fields": [
            {"name": "year", "type": "year"},
            {"name": "metres", "type": "integer"},
            {"name": "way", "type": "string"},
            {"name": "sources", "type": "list"},
        ],
    },
}
OTHER = RIVER | {"name": "floods", "path": "floods.csv"}
ROWS = "year,metres,way,sources\n2004,3,mark,a\n"
GONE = object()
TIMELINE = {"start": "year", "end": "year", "title": "way", "text": "way", "filters": ["way"]}
UNFILTERED = {"start": "year", "end": "year", "title": "way", "text": "way"}
GLOSSARY = {"headwords": ["way"], "definition": "way"}


def changed(place, value):
    """Return the resource with another value at a place such as ``schema/fields/0``."""
    resource = json.loads(json.dumps(RIVER))
    *path, last = [int(part) if part.isdecimal() else part for part in place.split("/")]
    inner = resource
    for part in path:
        inner = inner.setdefault(part, {}) if isinstance(inner, dict) else inner[part]
    if value is GONE:
        del inner[last]
    else:
        inner[last] = value
    return resource


def read(folder, *resources, rows=ROWS):
    """Write a package of these resources, and return its datasets and problems."""
    for name in ("levels", "floods"):
        (folder / f"{name}.csv").write_text(rows, "utf-8")
    path = folder / "datapackage.json"
    path.write_text(json.dumps({"resources": resources}, indent=1), "utf-8")
    datasets, problems = read_package(path)
    return datasets, [(p.path.removeprefix(f"{folder}/"), p.line, p.message) for p in problems]


@pytest.mark.parametrize(
    ("place", "value", "at", "words"),
    [
        ("schema/fields/1/type", "metre", '"metre"', '"metre" is not one of'),
        ("schema/fields/1/type", "datetime", '"datetime"', "is not one of ['string', 'integer'"),
        ("schema/fields/1/type", None, '"type": null', "null is not one of"),
        ("schema/fields/1/type", ["integer"], '"type": [', '["integer"] is not one of'),
        ("schema/fields/1/format", "%d", '"format"', "'default' was expected"),
        ("schema/fields/1/groupChar", " ", None, "'groupChar' was unexpected"),
        ("schema/fields/3/delimiter", "|", '"delimiter"', "';' was expected"),
        ("schema/fields/2/constraints", None, '"constraints"', "null is not of type 'object'"),
        ("schema/fields/2/constraints", [], '"constraints"', "[] is not of type 'object'"),
        ("schema/fields/2/constraints/maxLength", 3, '"constraints"', "'maxLength' was unexpected"),
        ("schema/fields/1/constraints/minimum", "3", '"minimum"', "is not of type 'number'"),
        ("schema/fields/2/constraints/enum", None, '"enum"', "null is not of type 'array'"),
        ("schema/fields/2/constraints/enum", "gauge", '"enum"', "is not of type 'array'"),
        ("schema/fields/2/constraints/enum", 5, '"enum"', "5 is not of type 'array'"),
        ("schema/fields/1/constraints/enum", ["a", 2], "2", "2 is not of type 'string'"),
        ("schema/fields/2/constraints/pattern", "([", '"pattern"', "is not a 'regex'"),
        ("schema/fields/2/constraints/pattern", 5, '"pattern"', "5 is not of type 'string'"),
        ("schema/fields/2/constraints/required", "no", '"required"', "is not of type 'boolean'"),
        ("schema/fields/2/language", 'x" onclick="1', '"language"', "is not a tag of a language"),
        ("schema/fields/2/refers", "chapters", '"refers"', "section, chapter, claim, levels"),
        ("schema/fields/2/refers", 5, '"refers"', "5 is not of type 'string'"),
        ("schema/fields/2/name", 'x" onclick="1', '"name": "x', "is not a name of letters"),
        ("schema/fields/2/name", "metres", None, "two fields 'metres': rename one"),
        ("schema/fields/0", "year", '"year",', "field number 1 of the resource 'levels'"),
        ("schema/fields", "year", '"fields"', "is not of type 'array'"),
        ("schema/fields", None, '"fields"', "is not of type 'array'"),
        ("schema/fields", [], '"fields"', "[] should be non-empty"),
        ("schema/primaryKey", ["yaar"], '"primaryKey"', "use the names of fields, from year"),
        ("schema/primaryKey", 5, '"primaryKey"', "5 is not of type 'string', 'array'"),
        ("schema/primaryKey", [["year"]], "[", '["year"] is not of type'),
        ("schema/primaryKey", GONE, '"schema"', "schema of the resource 'levels': 'prim"),
        ("schema/missingValues", ["-"], '"missingValues"', "[''] was expected"),
        ("schema/foreignKeys", [], '"schema"', "'foreignKeys' was unexpected"),
        ("schema", [], '"schema"', "[] is not of type 'object'"),
        ("schema", GONE, None, "the resource 'levels': 'schema' is a required property"),
        ("title", 5, '"title"', "'title' of the resource 'levels': 5 is not of type"),
        ("title", None, '"title"', "null is not of type 'string'"),
        ("title", " ", '"title"', '" " is not a text with more than spaces'),
        ("title", GONE, None, "the resource 'levels': 'title' is a required property"),
        ("title", "Levels \ud800", '"title"', "holds U+D800: delete the character"),
        ("description", "Levels \ud800", '"description"', "holds U+D800"),
        ("description", ["a"], '"description"', """["a"] is not of type 'string'"""),
        ("description", "=1+1", '"description"', "begins with '=', as a formula"),
        ("schema/fields/1/title", "@metres", '"@metres"', "begins with '@', as a formula"),
        ("narrowed", "no", '"narrowed"', """is not of type 'boolean'"""),
        ("search", [], '"search"', "[] is not of type 'object'"),
        ("search", {"titel": ["way"]}, '"search"', "'titel' was unexpected"),
        ("search/title", "way", '"title"', "is not of type 'array'"),
        (
            "search/names",
            ["wave"],
            '"names"',
            'names "wave", which is not a field: use one of year',
        ),
        ("timeline", UNFILTERED, '"timeline"', "'filters' is a required property"),
        ("timeline", TIMELINE | {"text": ""}, '"text"', 'names "", which is not a field'),
        ("timeline", TIMELINE | {"filters": []}, '"filters"', "should be non-empty"),
        ("glossary", {"headwords": ["way"]}, '"glossary"', "'definition' is a required property"),
        ("glossary", GLOSSARY | {"definition": None}, '"definition"', "null is not of type"),
        ("glossary", GLOSSARY | {"headwords": ["way", "sources"]}, '"headwords"', "add 'language'"),
        ("glossary", GLOSSARY | {"pronunciations": {"wave": "way"}}, '"pronun', "each of way"),
        (
            "glossary",
            GLOSSARY | {"other_scripts": {"way": 5}},
            '"way": 5',
            "5 is not of type 'string'",
        ),
        ("narowed", True, None, "'narowed' was unexpected"),
        ("encoding", "latin-1", '"encoding"', "'utf-8' was expected"),
        ("path", "/etc/hostname", '"path"', "is not the path of a CSV file"),
        ("path", "../outside.csv", '"path"', "is not the path of a CSV file"),
        ("path", "a/../../outside.csv", '"path"', "is not the path of a CSV file"),
        ("path", "http://river.example/x.csv", '"path"', "is not the path of a CSV file"),
        ("path", "c:\\levels.csv", '"path"', "is not the path of a CSV file"),
        ("path", ".", '"path"', "is not the path of a CSV file"),
        ("path", "", '"path"', "is not the path of a CSV file"),
        ("path", ["levels.csv"], '"path"', "is not of type 'string'"),
        ("path", "levels\0.csv", '"path"', "holds U+0000"),
    ],
)
def test_a_mistake_in_a_resource_is_one_message_and_keeps_the_others(
    tmp_path, place, value, at, words
):
    datasets, ((path, line, message),) = read(tmp_path, changed(place, value), OTHER)
    text = (tmp_path / "datapackage.json").read_text("utf-8").splitlines()
    assert path == "datapackage.json"
    assert words in message
    assert "levels" in message
    if at:
        assert at in text[line - 1]
    if place.startswith("schema/fields/2"):
        assert value == "metres" or "the field 'way'" in message or "the field 'x" in message
    assert not datasets["levels"].complete
    assert datasets["levels"].rows == ()
    assert [row.cells["metres"] for row in datasets["floods"].rows] == ["3"]


@pytest.mark.parametrize("keywords", ["rivers", [""], ["rivers", 5], None])
def test_keywords_are_a_list_of_words(tmp_path, keywords):
    (tmp_path / "levels.csv").write_text(ROWS, "utf-8")
    path = tmp_path / "datapackage.json"
    path.write_text(json.dumps({"keywords": keywords, "resources": [RIVER]}), "utf-8")
    datasets, (problem,) = read_package(path)
    assert "'keywords' of the data package: " in problem.message
    assert datasets["levels"].keywords == ()


@pytest.mark.parametrize(
    "name",
    [
        *("../up", "a/b", "Levels", "le vels", "con", "nul", "lpt1", "datapackage", "row-a"),
        *("p12", "le\u0000vels", "l" * 101, "-levels", "level_s", "수위", "a\n", 5),
    ],
)
def test_a_name_that_no_file_or_id_can_have_is_refused(tmp_path, name):
    datasets, ((path, line, message),) = read(tmp_path, RIVER | {"name": name}, OTHER)
    assert list(datasets) == ["floods"]
    assert (path, line) == ("datapackage.json", 4)
    assert "name" in message


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("datapackage", "is that of the package itself"),
        ("lpt1", "is the name of a device on Windows"),
        ("row-a", "is reserved"),
    ],
)
def test_the_message_says_why_a_name_is_refused(tmp_path, name, reason):
    _, ((_, _, message),) = read(tmp_path, RIVER | {"name": name}, OTHER)
    assert message.startswith(f"the name {name!r} of a resource {reason}")
    assert message.endswith(": rename it")


@pytest.mark.parametrize(
    ("second", "words"),
    [
        (OTHER | {"name": "levels"}, "the name 'levels' of a resource is that of another one"),
        (OTHER | {"path": "levels.csv"}, "'floods' has a file of the same name as another one"),
        (OTHER | {"path": "more/Levels.csv"}, "'floods' has a file of the same name"),
    ],
)
def test_two_resources_have_names_and_files_of_their_own(tmp_path, second, words):
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "Levels.csv").write_text(ROWS, "utf-8")
    _, ((path, line, message),) = read(tmp_path, RIVER, second)
    assert words in message
    assert path == "datapackage.json"
    assert line > 30


@pytest.mark.parametrize("name", ["levels.csv", "none.csv", "folder"])
def test_a_table_that_cannot_be_read_is_one_message_of_its_own_file(tmp_path, name):
    (tmp_path / "folder").mkdir()
    (tmp_path / "levels.csv").write_text("", "utf-8")
    resources = [RIVER | {"path": name}, OTHER]
    path = tmp_path / "datapackage.json"
    path.write_text(json.dumps({"resources": resources}), "utf-8")
    (tmp_path / "floods.csv").write_text(ROWS, "utf-8")
    datasets, (problem,) = read_package(path)
    assert problem.path == str(tmp_path / name)
    assert datasets["levels"].rows == ()
    assert datasets["floods"].complete


def test_the_types_of_the_schema_are_those_that_cells_can_have():
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["$defs"]["field"]["properties"]["type"]["enum"] == [*CELL_TYPES]


def test_lines_of_values_are_found_whatever_the_texts_hold():
    text = '{"a": [1,\n "x]},\\"\\\\", {"b":\n\ntrue}],\n"c": {}, "d": [[], [2]]}'
    assert value_lines(text) == {
        **{(): 1, ("a",): 1, ("a", 0): 1, ("a", 1): 2, ("a", 2): 2, ("a", 2, "b"): 4},
        **{("c",): 5, ("d",): 5, ("d", 0): 5, ("d", 1): 5, ("d", 1, 0): 5},
    }


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("2004,３,mark,a", "metres = '３' is not a whole number"),
        ("2004,٣,mark,a", "metres = '٣' is not a whole number"),
        ("２００４,3,mark,a", "year = '２００４' is not a year of four digits"),
        ("2004," + "9" * 16 + ",mark,a", "is not a whole number"),
        ("2004,2,mark,a", "metres = '2' is less than the minimum 3"),
        ("2004,10,mark,a", "metres = '10' is more than the maximum 9"),
    ],
)
def test_figures_have_digits_and_limits(tmp_path, row, words):
    resource = changed("schema/fields/1/constraints", {"minimum": 3, "maximum": 9})
    rows = f"year,metres,way,sources\n{row}\n"
    _, ((path, line, message),) = read(tmp_path, resource, rows=rows)
    assert (path, line) == ("levels.csv", 2)
    assert words in message


@pytest.mark.parametrize(
    "cell", ["2009-02-29", "2009-2-1", "２００９-01-01", "20090101", "0000-01-01"]
)
def test_a_day_is_one_of_the_calendar(tmp_path, cell):
    resource = changed("schema/fields/2/type", "date")
    rows = f"year,metres,way,sources\n2004,3,{cell},a\n2005,3,2008-02-29,a\n"
    _, ((_, line, message),) = read(tmp_path, resource, rows=rows)
    assert (line, message) == (
        2,
        f"way = {cell!r} is not a day of the calendar such as 2023-10-09",
    )


@pytest.mark.parametrize(
    "cell", ["2009-02-30", "2009-13", "２００９", "0000", "209", "2009-", "2009-1", "9 May 2009"]
)
def test_a_date_of_any_precision_is_said_in_words(tmp_path, cell):
    resource = changed("schema/fields/2/constraints", {"pattern": r"\d{4}(-\d{2}(-\d{2})?)?"})
    rows = "".join(
        f"{year},3,{date},a\n"
        for year, date in enumerate((cell, "2009", "2009-12", "2009-12-31"), 2001)
    )
    _, ((_, line, message),) = read(tmp_path, resource, rows=f"year,metres,way,sources\n{rows}")
    assert line == 2
    assert message == (
        f"way = {cell!r} is not a year, month or day of the calendar "
        "such as 2023, 2023-10 or 2023-10-09"
    )


@pytest.mark.parametrize(
    ("keys", "line", "words"),
    [
        (["2004/1", "2004-1"], 3, "'2004-1' has the address 'row-2004-1', as has the key '2004/1'"),
        (["A", "b", "a"], 4, "'a' has the address 'row-a', as has the key 'A' in line 2"),
        (["a", "하나"], 3, "the key '하나' has no letter of a to z and no digit: add one"),
        (["a", ""], 3, "the column 'way' is part of the key and is empty: fill it"),
        (["a", "a"], 3, "the key 'a' is in line 2 too"),
    ],
)
def test_keys_give_addresses_of_their_own(tmp_path, keys, line, words):
    resource = changed("schema/primaryKey", "way")
    rows = "".join(f"2004,3,{key},a\n" for key in keys)
    datasets, ((_, found, message),) = read(
        tmp_path, resource, rows=f"year,metres,way,sources\n{rows}"
    )
    assert found == line
    assert words in message
    assert len(datasets["levels"].rows) == len(keys)


def test_a_unique_column_has_no_cell_twice(tmp_path):
    resource = changed("schema/fields/2/constraints", {"unique": True})
    rows = "year,metres,way,sources\n2004,3,mark,a\n2005,3,,a\n2006,3,,a\n2007,3,mark,a\n"
    _, ((_, line, message),) = read(tmp_path, resource, rows=rows)
    assert (line, message) == (5, "way = 'mark' is in line 2 too: change one")


def test_a_table_without_rows_is_named(tmp_path):
    _, ((path, _, message),) = read(tmp_path, RIVER, rows="year,metres,way,sources\n")
    assert path == "levels.csv"
    assert "the table has no rows" in message


def test_the_columns_of_search_timeline_and_glossary_are_those_that_the_package_names(tmp_path):
    resource = RIVER | {
        "search": {"title": ["way", "metres"], "names": ["metres"]},
        "timeline": TIMELINE,
        "glossary": GLOSSARY | {"pronunciations": {"way": "sources"}, "note": "metres"},
    }
    datasets, problems = read(tmp_path, resource, OTHER)
    assert problems == []
    levels = datasets["levels"]
    assert (levels.search.title, levels.search.names) == (("way", "metres"), ("metres",))
    assert levels.timeline is not None
    assert (levels.timeline.start, levels.timeline.filters) == ("year", ("way",))
    assert levels.glossary is not None
    assert (levels.glossary.headwords, levels.glossary.note) == (("way",), "metres")
    assert levels.glossary.pronunciations == {"way": "sources"}
    assert datasets["floods"].timeline is None
