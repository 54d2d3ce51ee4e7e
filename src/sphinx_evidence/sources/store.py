"""The stored entries of the bibliography."""

from __future__ import annotations

from multiprocessing import parent_process

from pybtex.database import BibliographyData
from sphinxcontrib.bibtex.bibfile import BibData


class Bibliography(BibData):
    """sphinxcontrib-bibtex's store of entries, which a worker process does not return.

    A worker process that reads pages returns its whole environment to the main process. That has
    the entries already, and unpickling them for each chunk of pages takes longer than reading
    those pages; so a worker returns an empty store instead.
    """

    def __reduce__(self) -> tuple[type[Bibliography], tuple[object, ...]]:
        data = self if parent_process() is None else BibData("", {}, BibliographyData())
        return Bibliography, tuple(data)
