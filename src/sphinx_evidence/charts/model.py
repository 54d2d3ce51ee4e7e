"""Charts and diagrams: their records, the specification of a chart, and rules for both."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ..core.diagnostics import Problem, Rule
from ..core.text import sentences
from ..permalinks.model import id_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

CHART, DIAGRAM = "chart", "diagram"
"""The kinds of figure: drawn from data by a specification, and drawn by hand or by a program."""

CLAIMS = "claims.json"
"""The file with the claims of the book, which a chart may draw instead of a dataset."""

WORKS = "book/works.csv"
"""The table of the works of the book, likewise."""

_DATA_URL = re.compile(rf"\.\./(?:([\w.-]+\.csv|{re.escape(WORKS)})|\.\./{re.escape(CLAIMS)})")
_DATA_ADVICE = f'write "data": {{"url": "../<dataset>.csv"}}, "../{WORKS}" or "../../{CLAIMS}"'


class ChartError(ValueError):
    """A specification that cannot be read or drawn; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A specification and the file that it draws.

    :param name: the id of the chart, and the name of its file without suffixes
    :param spec: the specification as Vega-Lite reads it
    :param data: name of the file that ``data.url`` leads to, such as ``levels.csv``
    """

    name: str
    spec: dict[str, Any]
    data: str


@dataclass(frozen=True, slots=True)
class ChartRecord:
    """A chart or a diagram on a page.

    :param kind: :data:`CHART` or :data:`DIAGRAM`
    :param name: its id
    :param data: name of the file that it draws, empty if it could not be read
    :param dataset: name of the dataset that it draws, empty if it draws none
    :param alt: its text alternative
    :param caption: its caption as text, without citations, a line for each paragraph
    :param heading: the title that a diagram is given
    :param as_of: the date of what a diagram shows, in ISO 8601
    :param works: number of works that it cites
    :param board: whether it is a table, which needs no drawing and no text alternative
    """

    kind: str
    name: str
    docname: str
    line: int | None
    data: str
    dataset: str
    alt: str
    caption: str
    heading: str
    as_of: str
    works: int
    board: bool

    def translated(self, texts: Mapping[str, str]) -> ChartRecord:
        """Return the chart in other words.

        :param texts: translations by text; what has none stays
        """
        return replace(
            self,
            heading=texts.get(self.heading, self.heading),
            alt=texts.get(self.alt, self.alt),
            caption="\n".join(texts.get(text, text) for text in self.caption.split("\n")),
        )

    @property
    def title(self) -> str:
        """Its title in citations and indexes: as given, or the first sentence of its caption.

        Without both it is the id.
        """
        return self.heading.rstrip(".") or first_sentence(self.caption) or self.name


def read_chart(path: Path) -> Chart:
    """Read ``<name>.vl.json``.

    :raises ChartError: if the file is missing, is not JSON, or names no file of the book's data
    """
    try:
        spec = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        msg = f"the chart {path.name} cannot be read: {error.strerror}"
        raise ChartError(msg) from error
    except (ValueError, RecursionError) as error:
        msg = f"the chart {path.name} is not JSON in UTF-8: {error}"
        raise ChartError(msg) from error
    data = spec.get("data") if isinstance(spec, dict) else None
    url = data.get("url") if isinstance(data, dict) else None
    if not isinstance(url, str):
        msg = f"the chart {path.name} names no data: {_DATA_ADVICE}"
        raise ChartError(msg)
    match = _DATA_URL.fullmatch(url)
    if match is None:
        msg = f"the chart {path.name} draws {url!r}, not a file of the book's data: {_DATA_ADVICE}"
        raise ChartError(msg)
    return Chart(path.name.partition(".")[0], spec, match[1] or CLAIMS)


def first_sentence(caption: str) -> str:
    """Return the first sentence of a caption on one line, without its full stop."""
    return next(iter(sentences(caption)), "").rstrip(".")


def chart_text(charts: Iterable[ChartRecord]) -> Iterator[Problem]:
    """A figure has a text alternative, unless it is a table, and a caption; a diagram has a title.

    A malformed id is reported alone.
    """
    for chart in charts:
        if id_error(chart.name):
            continue
        where = (chart.docname, chart.line or 0, Rule.CHART_TEXT)
        if not chart.alt.strip() and not chart.board:
            message = f"the {chart.kind} {chart.name!r} has no ':alt:': say in words what it shows"
            yield Problem(*where, message)
        if not chart.caption.strip():
            message = f"the {chart.kind} {chart.name!r} has no caption: write it as the content"
            yield Problem(*where, message)
        if chart.kind == DIAGRAM and not chart.heading.strip():
            message = f"the diagram {chart.name!r} has no ':title:': say what it shows to be so"
            yield Problem(*where, message)
