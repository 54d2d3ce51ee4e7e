"""Load features with Sphinx, each with those that it uses, so that their order has no meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

PACKAGE = __package__.rpartition(".")[0]


def load(app: Sphinx, *features: str) -> None:
    """Load features as far as they are not loaded yet, and before them what all of them share.

    :param features: names of folders of the package
    """
    for feature in ("core", *features):
        app.setup_extension(f"{PACKAGE}.{feature}.extension")
