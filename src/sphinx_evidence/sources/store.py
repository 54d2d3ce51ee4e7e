"""The entries of the bibliography, as they are kept from one build to the next."""

from __future__ import annotations

from multiprocessing import parent_process

from pybtex.database import BibliographyData
from sphinxcontrib.bibtex.bibfile import BibData


class Bibliography(BibData):
    """sphinxcontrib-bibtex's store of entries, which stays in the process that read it.

    A process that reads pages for another one gives back its whole environment. The other has
    the entries already, and to unpickle them again for each bunch of pages takes longer than to
    read those; so they are given back as a store that is out of date.
    """

    def __reduce__(self) -> tuple[type[Bibliography], tuple[object, ...]]:
        given = self if parent_process() is None else BibData("", {}, BibliographyData())
        return Bibliography, tuple(given)
