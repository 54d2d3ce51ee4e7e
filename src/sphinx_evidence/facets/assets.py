"""Style sheet and script of the filters."""

from pathlib import Path

_PAGE = Path(__file__).parent / "page"

FACETS = (_PAGE / "facets.css", _PAGE / "facets.js")
"""Style sheet and script, for the ``assets`` of a domain that has filters."""
