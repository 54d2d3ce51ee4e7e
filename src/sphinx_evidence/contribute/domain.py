"""The domain with the style sheet of the links to contribute."""

from __future__ import annotations

from pathlib import Path

from ..core.domains import PageDomain

PAGE = Path(__file__).parent / "page"
"""The folder of its style sheet."""


class ContributeDomain(PageDomain):
    """Stores nothing."""

    name = "contribute"
    label = "Contribute"
    assets = (PAGE / "contribute.css",)
