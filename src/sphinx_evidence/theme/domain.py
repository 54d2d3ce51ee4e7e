"""The domain that names the style sheets of the theme and passes labels to its script."""

from __future__ import annotations

from sphinx.builders.html import StandaloneHTMLBuilder

from ..core.domains import PageDomain
from ..core.i18n import _

NAME = "evidence"
"""The value of ``html_theme`` that selects the theme."""

SHEETS = (
    *("basic.css", "styles/pydata-sphinx-theme.css", "pygments.css"),
    *("styles/sphinx-book-theme.css", "theme.css"),
)
"""Style sheets of Sphinx, the parent themes and this one, in the order in which they apply."""


class ThemeDomain(PageDomain):
    """Stores nothing."""

    name = "theme"
    label = "Theme"

    @property
    def base_sheets(self) -> tuple[str, ...]:
        """The style sheets of the theme, if it is that of the current builder."""
        builder = self.builder
        active = isinstance(builder, StandaloneHTMLBuilder) and builder.theme.name == NAME
        return SHEETS if active else ()

    def script_data(self) -> dict[str, str]:
        """Return the accessible names of scrollable code blocks and tables without a caption."""
        return {"example": _("Example"), "table": _("Table")}
