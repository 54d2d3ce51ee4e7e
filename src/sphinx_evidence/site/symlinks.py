"""Refuse to build a book, or into a site, with symbolic links that lead elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.matching import Matcher

from ..core.files import stray_links
from ..core.stop import explained, stop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config


def _named(config: Config) -> Iterator[str]:
    """Yield what settings may name: the files and folders of a book besides its pages."""
    for names in (config.html_static_path, config.html_extra_path, config.templates_path):
        yield from names
    # those that no loaded feature has are not there
    yield from config.bibtex_bibfiles if "bibtex_bibfiles" in config else ()
    for setting in config:
        if setting.name.startswith("evidence_") and isinstance(setting.value, str):
            yield setting.value


def refuse_links(app: Sphinx, config: Config) -> None:
    """End the build with a line for each link, before anything is read or written.

    Folders that settings name outside of the book are left to who wrote the settings.

    :raises SystemExit: if there is any
    """
    source, conf = Path(app.srcdir), Path(app.confdir)
    written = [Path(app.outdir), Path(app.doctreedir)]
    excluded = Matcher(config.exclude_patterns)

    def is_left_out(path: str) -> bool:
        one = Path(path)
        inside = one.is_relative_to(source)
        return one in written or (inside and excluded(one.relative_to(source).as_posix()))

    named = [path for name in _named(config) if (path := conf / name) != conf]
    starts = [source, *(path for path in named if path.is_relative_to(conf))]
    with explained(app):
        problems = [*stray_links(starts, (source, conf), "the book", is_left_out)]
        for folder in written:
            problems += stray_links([folder], [folder], "the site")
    if problems:
        stop("\n".join(map(str, sorted(problems))))
