"""What Sphinx loads for ``html_theme = "evidence"`` where no extension brought the theme.

Sphinx asks installed packages for a theme when the builder is made, which is too late for domains,
settings and directives: the theme alone would be a frame without a book.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from ..core.stop import stop

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> NoReturn:
    """End the build by a line that says what conf.py lacks."""
    stop(
        'html_theme = "evidence" needs the extension that it belongs to: add "sphinx_evidence" to '
        "extensions in conf.py"
    )
