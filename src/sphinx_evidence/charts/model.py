"""A chart: a Vega-Lite specification over one file of the book's data. No Sphinx here."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

CLAIMS = "claims.json"
"""The file of data that holds the claims of the book, beside the CSVs of the datasets."""


class ChartError(ValueError):
    """A specification that cannot be read or drawn; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A specification and what it draws.

    :param name: the id of the chart, and the name of its file without endings
    :param spec: the specification as Vega-Lite reads it
    :param data: name of the file that ``data.url`` leads to, such as ``estimates.csv``
    """

    name: str
    spec: dict[str, Any]
    data: str

    @property
    def dataset(self) -> str:
        """The name of the dataset that it draws, empty for one that draws the claims."""
        return "" if self.data == CLAIMS else PurePosixPath(self.data).stem


def read_chart(path: Path) -> Chart:
    """Read ``<name>.vl.json``.

    :raises ChartError: if the file is missing, is not JSON, or names no file of data
    """
    try:
        spec = json.loads(path.read_text(encoding="utf-8"))
        url = spec["data"]["url"]
    except OSError as error:
        msg = f"the chart {path.name} cannot be read: {error.strerror}"
        raise ChartError(msg) from error
    except ValueError as error:
        msg = f"the chart {path.name} is not JSON in UTF-8: {error}"
        raise ChartError(msg) from error
    except (KeyError, TypeError) as error:
        msg = f'the chart {path.name} names no data: write "data": {{"url": "../estimates.csv"}}'
        raise ChartError(msg) from error
    return Chart(path.name.partition(".")[0], spec, PurePosixPath(url).name)
