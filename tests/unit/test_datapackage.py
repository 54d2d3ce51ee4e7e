"""datapackage.json: each mistake gives one message with its line, resource and field."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from sphinx_evidence.data.cells import CELL_TYPES
from sphinx_evidence.data.model import read_package
from sphinx_evidence.data.package import value_lines
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
        ("schema/fields/1/type", "metre", '"metre"', 'type "metre": use one of string, integer'),
        ("schema/fields/1/type", "datetime", '"datetime"', "use one of string, integer"),
        ("schema/fields/1/type", None, '"type": null', "has the type null: use one of"),
        ("schema/fields/1/type", ["integer"], '"type": [', 'has the type ["integer"]'),
        ("schema/fields/1/format", "%d", '"format"', 'it can only be "default"'),
        ("schema/fields/1/groupChar", " ", '"groupChar"', "which is unknown: use one of"),
        ("schema/fields/3/delimiter", "|", '"delimiter"', 'it can only be ";"'),
        ("schema/fields/2/constraints", None, '"constraints"', "must be an object"),
        ("schema/fields/2/constraints", [], '"constraints"', "must be an object in braces"),
        ("schema/fields/2/constraints/maxLength", 3, '"maxLength"', "enum, maximum, minimum"),
        ("schema/fields/2/constraints/minimum", 3, '"minimum"', "only for the types integer"),
        ("schema/fields/1/constraints/minimum", "3", '"minimum"', "must be a number"),
        ("schema/fields/2/constraints/enum", None, '"enum"', "a list of words in quotation"),
        ("schema/fields/2/constraints/enum", "gauge", '"enum"', "a list of words in quotation"),
        ("schema/fields/2/constraints/enum", 5, '"enum"', "a list of words in quotation marks"),
        ("schema/fields/1/constraints/enum", [1, 2], '"enum"', "a list of words in quotation"),
        ("schema/fields/2/constraints/pattern", "([", '"pattern"', "is not a regular expression"),
        ("schema/fields/2/constraints/pattern", 5, '"pattern"', "must be text, and is 5"),
        ("schema/fields/2/constraints/required", "no", '"required"', "must be true or false"),
        ("schema/fields/2/language", 'x" onclick="1', '"language"', "a tag such as ko"),
        ("schema/fields/2/refers", "chapters", '"refers"', "section, chapter, claim, levels"),
        ("schema/fields/2/refers", 5, '"refers"', "must be text, and is 5"),
        ("schema/fields/1/refers", "claim", '"refers"', "only for the types string and list"),
        ("schema/fields/2/name", 'x" onclick="1', '"name": "x', "letters, digits, hyphens"),
        ("schema/fields/2/name", "metres", None, "two fields 'metres': rename one"),
        ("schema/fields/0", "year", '"year",', "field number 1 of the resource 'levels'"),
        ("schema/fields", "year", '"fields"', "lacks 'fields'"),
        ("schema/fields", None, '"fields"', "lacks 'fields'"),
        ("schema/fields", [], '"fields"', "lacks 'fields'"),
        ("schema/primaryKey", ["yaar"], '"primaryKey"', "use the names of fields, from year"),
        ("schema/primaryKey", 5, '"primaryKey"', "primaryKey of the resource 'levels' is 5"),
        ("schema/primaryKey", [["year"]], '"primaryKey"', "use the names of fields"),
        ("schema/primaryKey", GONE, '"schema"', "schema of the resource 'levels' lacks 'primary"),
        ("schema/missingValues", ["-"], '"missingValues"', 'it can only be [""]'),
        ("schema/foreignKeys", [], '"foreignKeys"', "which is unknown: use one of"),
        ("schema", [], '"schema"', "must be an object in braces, and is []"),
        ("schema", GONE, None, "the resource 'levels' lacks 'schema': add it"),
        ("title", 5, '"title"', "'title' of the resource 'levels' must be text, and is 5"),
        ("title", None, '"title"', "must be text, and is null"),
        ("title", " ", '"title"', "is empty: fill it"),
        ("title", GONE, None, "the resource 'levels' lacks 'title': add it"),
        ("title", "Levels \ud800", '"title"', "holds U+D800: delete the character"),
        ("description", "Levels \ud800", '"description"', "holds U+D800"),
        ("description", ["a"], '"description"', 'must be text, and is ["a"]'),
        ("description", "=1+1", '"description"', "begins with '=', as a formula"),
        ("schema/fields/1/title", "@metres", '"@metres"', "begins with '@', as a formula"),
        ("narrowed", "no", '"narrowed"', 'must be true or false, and is "no"'),
        ("search", [], '"search"', "must be an object in braces, and is []"),
        ("search", {"titel": ["way"]}, '"titel"', "which is unknown: use one of names, title"),
        ("search/title", "way", '"title"', "must be a list of fields"),
        (
            "search/names",
            ["wave"],
            '"names"',
            'names "wave", which is not a field: use one of year',
        ),
        ("timeline", {"start": "year"}, '"timeline"', "lacks 'end', 'title', 'text', 'filters'"),
        ("timeline", TIMELINE | {"text": ""}, '"text"', 'names "", which is not a field'),
        ("timeline", TIMELINE | {"filters": []}, '"filters"', "must be a list of fields"),
        ("glossary", {"headwords": ["way"]}, '"glossary"', "lacks 'definition': add it"),
        ("glossary", GLOSSARY | {"definition": None}, '"definition"', "names null, which is not a"),
        ("glossary", GLOSSARY | {"headwords": ["way", "sources"]}, '"headwords"', "add 'language'"),
        ("glossary", GLOSSARY | {"pronunciations": {"wave": "way"}}, '"pronun', "each of way"),
        (
            "glossary",
            GLOSSARY | {"other_scripts": {"way": 5}},
            '"way": 5',
            "names 5, which is not a",
        ),
        ("narowed", True, '"narowed"', "'narowed', which is unknown: use one of"),
        ("encoding", "latin-1", '"encoding"', 'it can only be "utf-8"'),
        ("path", "/etc/hostname", '"path"', "must be that of a CSV file beside the package"),
        ("path", "../outside.csv", '"path"', "must be that of a CSV file beside the package"),
        ("path", "a/../../outside.csv", '"path"', "must be that of a CSV file beside"),
        ("path", "http://river.example/x.csv", '"path"', "must be that of a CSV file beside"),
        ("path", "c:\\levels.csv", '"path"', "must be that of a CSV file beside the package"),
        ("path", ".", '"path"', "must be that of a CSV file beside the package"),
        ("path", "", '"path"', "is empty: fill it"),
        ("path", ["levels.csv"], '"path"', "must be text"),
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
    assert problem.message == (
        "'keywords' of the data package must be a list of words in quotation marks"
    )
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
        (OTHER | {"name": "levels"}, "two resources are called 'levels': rename one"),
        (OTHER | {"path": "levels.csv"}, "have files of one name, 'levels.csv': rename one"),
        (OTHER | {"path": "more/Levels.csv"}, "have files of one name, 'levels.csv'"),
    ],
)
def test_two_resources_have_names_and_files_of_their_own(tmp_path, second, words):
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "Levels.csv").write_text(ROWS, "utf-8")
    _, ((path, line, message),) = read(tmp_path, RIVER, second)
    assert words in message
    assert path == "datapackage.json"
    assert line > 30


def test_a_link_out_of_the_folder_is_refused_and_not_read(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    (tmp_path / "outside.csv").write_text(ROWS, "utf-8")
    (folder / "link.csv").symlink_to(tmp_path / "outside.csv")
    datasets, ((path, line, message),) = read(folder, RIVER | {"path": "link.csv"}, OTHER)
    assert (path, line) == ("datapackage.json", 5)
    assert "'link.csv' of 'levels' leads out of its folder" in message
    assert datasets["levels"].rows == ()


def test_a_member_that_is_written_twice_is_named(tmp_path):
    path = tmp_path / "datapackage.json"
    path.write_text('{"resources": [\n{"name": "a"}],\n"resources": [{"x": 1}]}', "utf-8")
    _, problems = read_package(path)
    assert (3, "'resources' is written twice: delete one") in [
        (p.line, p.message) for p in problems
    ]


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
    lines, twice = value_lines(text)
    assert twice == []
    assert lines == {
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
    roles = datasets["levels"].roles
    assert (roles.search.title, roles.search.names) == (("way", "metres"), ("metres",))
    assert roles.timeline is not None
    assert (roles.timeline.start, roles.timeline.filters) == ("year", ("way",))
    assert roles.glossary is not None
    assert (roles.glossary.headwords, roles.glossary.note) == (("way",), "metres")
    assert roles.glossary.pronunciations == {"way": "sources"}
    assert datasets["floods"].roles.timeline is None
