"""The text of a new dataset, from answers by name."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from sphinx_evidence.core.text import sentences
from sphinx_evidence.data.cells import CELL_TYPES

from ..errors import ToolError

if TYPE_CHECKING:
    from collections.abc import Mapping

    Column = dict[str, Any]

LONGEST_DESCRIPTION = 155
"""The most characters of the description of a page."""

KEY: Column = {
    "name": "id",
    "title": "Row",
    "type": "string",
    "description": "Id of the row, which never changes.",
    "constraints": {"required": True, "unique": True, "pattern": "[a-z0-9-]+"},
}
LAST: tuple[Column, ...] = (
    {
        "name": "sources",
        "title": "Sources",
        "type": "list",
        "delimiter": ";",
        "description": "Keys of the bibliography, separated by semicolons.",
        "constraints": {"required": True},
    },
    {"name": "note", "title": "Note", "type": "string", "description": "Caveat of the row."},
)
"""The columns that every dataset has, before and after its own."""


def parts(text: str) -> list[str]:
    """Return the parts of a text that are separated by semicolons."""
    return [part.strip() for part in text.split(";")]


def columns(text: str) -> list[Column]:
    """Return the fields of columns that are written as ``name:type:what it means; …``.

    :raises ToolError: if one is not written so
    """
    found: list[Column] = []
    for part in parts(text):
        name, _, rest = part.partition(":")
        kind, _, meaning = (word.strip() for word in rest.partition(":"))
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or kind not in CELL_TYPES or not meaning:
            types = ", ".join(CELL_TYPES)
            raise ToolError(f"the column {part!r} is not 'name:type:what it means'; types: {types}")
        title = name.replace("_", " ").capitalize()
        found.append({"name": name, "title": title, "type": kind, "description": meaning})
    return found


def add_resource(text: str, answers: Mapping[str, str], own: list[Column]) -> str:
    """Return a data package with one more dataset at its end.

    :raises ToolError: if it is no JSON, or has the id already
    """
    try:
        package = json.loads(text)
    except json.JSONDecodeError as error:
        raise ToolError(f"the data package is not JSON (line {error.lineno}): correct it") from None
    name = answers["id"]
    if name in [resource["name"] for resource in package["resources"]]:
        raise ToolError(f"there is a dataset {name!r} already: give another --id")
    package["resources"].append(
        {
            "name": name,
            "path": f"{name}.csv",
            "title": answers["title"],
            "description": answers["description"],
            "type": "table",
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": {
                "primaryKey": ["id"],
                "missingValues": [""],
                "fields": [KEY, *own, *LAST],
            },
        }
    )
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def row_cells(answers: Mapping[str, str], own: list[Column]) -> list[str]:
    """Return the cells of the first row.

    :raises ToolError: if it has too few or too many
    """
    cells = parts(answers["row"])
    names = ["id", *(column["name"] for column in own)]
    if len(cells) != len(names):
        raise ToolError(f"--row has {len(cells)} cells: give {len(names)}, {'; '.join(names)}")
    return [*cells, ";".join(parts(answers["sources"])), answers.get("note", "")]


def dataset_page(answers: Mapping[str, str]) -> str:
    """Return the page of a dataset.

    :raises ToolError: if the first sentence of the description is too long for a page
    """
    name = answers["id"]
    sentence = sentences(answers["description"])[0]
    if len(sentence) > LONGEST_DESCRIPTION:
        raise ToolError(
            f"the first sentence of --description has {len(sentence)} letters: the page has it as "
            f"its description, of at most {LONGEST_DESCRIPTION}"
        )
    return (
        f"---\ndescription: {json.dumps(sentence, ensure_ascii=False)}\n---\n\n"
        f"({name})=\n# {answers['title']}\n\n```{{dataset}} {name}\n```\n\n"
        f"({name}-sources)=\n## Sources\n\n```{{chapter-sources}}\n```\n"
    )
