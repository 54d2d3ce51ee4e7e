"""Pages that moved: their old addresses lead on, with the part that was asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from .model import former_names, page_name_error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config

HERE = Path(__file__).parent


def add_files(app: Sphinx, config: Config) -> None:
    """Let the builder find our template and script; one of the book's own goes before it."""
    config.templates_path = [*config.templates_path, str(HERE / "templates")]
    config.html_static_path = [str(HERE / "static"), *config.html_static_path]


def moved_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield a page for each old address that is in order and not in use."""
    taken = set(app.env.found_docs)
    for docname, head in sorted(app.env.metadata.items()):
        for name in former_names(head):
            if name not in taken and not page_name_error(name):
                taken.add(name)
                title = app.env.titles[docname].astext()
                yield name, {"title": title, "target": docname}, "moved.html"
