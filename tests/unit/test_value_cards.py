"""The card of a value: what and when, who and how, the sources, the caveat."""

from __future__ import annotations

import json

import pytest

from sphinx_evidence.data.columns import row_card
from sphinx_evidence.data.package import read_package

COLUMNS = {
    "id": "string",
    "what": "string",
    "start": "string",
    "end": "string",
    "precision": "string",
    "low": "integer",
    "high": "integer",
    "by": "string",
    "basis": "string",
    "note": "string",
    "sources": "list",
}
ROW = "e1,Boats on the Alder,2006-05,2006-06,months,3,5,Ferry Office,count,By eye.,ferry2006"


def dataset_of(tmp_path, text, columns, **properties):
    """Return a dataset with the columns of some types."""
    fields = [
        {"name": name, "title": name.capitalize(), "type": kind} for name, kind in columns.items()
    ]
    resource = {
        **{"name": "boats", "title": "Boats", "description": "D.", "path": "boats.csv"},
        "schema": {"fields": fields, "primaryKey": [next(iter(columns))]},
        **properties,
    }
    (tmp_path / "boats.csv").write_text(f"{','.join(columns)}\n{text}\n", "utf-8")
    package = tmp_path / "datapackage.json"
    package.write_text(json.dumps({"name": "x", "resources": [resource]}), "utf-8")
    (dataset,) = read_package(package)[0].values()
    return dataset


def test_a_card_says_what_when_who_and_how_but_no_figures(tmp_path):
    dataset = dataset_of(tmp_path, ROW, COLUMNS, search={"title": ["what"]})
    assert row_card(dataset, dataset.rows[0], ["Ferry Office 2006", "Weir Board 2007"]) == [
        "Boats on the Alder · May 2006 to June 2006",
        "By: Ferry Office · Basis: count",
        "Source: Ferry Office 2006; Weir Board 2007",
        "By eye.",
    ]


def test_a_row_without_a_name_is_called_by_its_dataset_and_year(tmp_path):
    columns = {"year": "year", "metres": "integer", "sources": "list"}
    dataset = dataset_of(tmp_path, "2006,4,ferry2006", columns)
    assert row_card(dataset, dataset.rows[0], []) == ["Boats · 2006"]


@pytest.mark.parametrize(("year", "first"), [("2006/07", "Boats · 2006/07"), ("", "Boats")])
def test_a_column_called_year_dates_a_row(tmp_path, year, first):
    columns = {"id": "string", "fiscal_year": "string", "metres": "integer", "sources": "list"}
    dataset = dataset_of(tmp_path, f"a,{year},4,ferry2006", columns)
    assert row_card(dataset, dataset.rows[0], [])[0] == first
