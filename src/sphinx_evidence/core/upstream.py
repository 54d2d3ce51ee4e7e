"""What the package uses of its dependencies though they do not promise it.

A name is promised if the documentation of its project describes it, as it does the domain of
sphinxcontrib-bibtex, or if it is a public member of a class that is made to be derived from, such
as the builder of EPUB. All else is used here only, and each function says

- why it is needed,
- with which versions it was tried, those that ``pyproject.toml`` allows,
- which test fails when it breaks, and
- what would have to change in the dependency so that it can be deleted.

Two contacts are no names, and stand with a test of their own where they are used: the wordings of
warnings (``chapters/advice.py``), and the templates of the themes that others replace
(``theme/evidence/``, of which ``tests/test_theme.py`` keeps the digests).

Modules of Sphinx and docutils are passed in or loaded late, so that tools without Sphinx load this.
"""

from __future__ import annotations

import logging
import os
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from bs4 import BeautifulSoup
    from pybtex.database.input.bibtex import LowLevelParser
    from pybtex.scanner import PrematureEOF
    from sphinx.application import Sphinx

T = TypeVar("T")

BUILDINFO_LINES = 4
"""The number of lines of ``.buildinfo``, the file by which Sphinx knows the settings of a site.

Why: Sphinx fails with a traceback if an interrupted build has cut it.
Tried with: sphinx 7.4, 8.2 and 9.0 to 9.2
Test: test_site.py::test_what_is_kept_and_broken_heals
Upstream: Sphinx ignores such a file if it cannot be read
"""


def fails_on_warnings(app: Sphinx) -> bool:
    """Return whether warnings are errors in this build, as by ``-W``.

    Why: a build that failed by a warning may not succeed when it is repeated.
    Tried with: sphinx 7.4, 8.2 and 9.0 to 9.2
    Test: test_second_build.py::test_a_strict_build_that_failed_fails_again_until_it_is_mended
    Upstream: Sphinx repeats the warnings of pages that it does not read again
    """
    return bool(app.warningiserror or getattr(app, "_fail_on_warnings", False))  # 7.4, and later


def role_names(roles: ModuleType, package: str = "") -> set[str]:
    """Return the names of all roles outside of domains, or of those that a package has made.

    Why: the message on an unknown role names the one that is most like it.
    Tried with: docutils 0.20 to 0.22
    Test: unit/test_upstream.py::test_a_misspelt_role_or_directive_of_docutils_is_recognised
    Upstream: docutils lists what is registered

    :param roles: ``docutils.parsers.rst.roles``
    """
    made = vars(roles)["_roles"].items()
    return {name for name, one in made if str(one.__module__).startswith(package)}


def directive_names(directives: ModuleType, package: str = "") -> set[str]:
    """Return the names of the directives outside of domains that were loaded, as for roles.

    Why: the message on an unknown directive names the one that is most like it.
    Tried with: docutils 0.20 to 0.22
    Test: unit/test_upstream.py::test_a_misspelt_role_or_directive_of_docutils_is_recognised
    Upstream: docutils lists what is registered

    :param directives: ``docutils.parsers.rst.directives``
    """
    made = vars(directives)["_directives"].items()
    return {name for name, one in made if str(one.__module__).startswith(package)}


def warning_handlers() -> list[logging.Handler]:
    """Return the handlers that print the warnings of the current build.

    Their first filter is given a record with ``location``, ``type`` and ``subtype`` before Sphinx
    translates the message; the last one only those that are not suppressed and not repeated.

    Why: filters add advice to the warnings of others, count them and say which to mend first.
    Tried with: sphinx 7.4, 8.2 and 9.0 to 9.2
    Test: unit/test_upstream.py::test_filters_see_warnings_before_and_after_those_of_sphinx
    Upstream: Sphinx has an event for warnings
    """
    handlers = logging.getLogger("sphinx").handlers
    return [handler for handler in handlers if handler.level == logging.WARNING]


def toctree_renderer(
    app: Sphinx, docname: str, toctree: Callable[..., str]
) -> Callable[..., BeautifulSoup]:
    """Return ``generate_toctree_html`` of the theme, as templates of a page are given it.

    Why: the theme renders the sidebar for each page, and here it is rendered once.
    Tried with: pydata-sphinx-theme 0.20, to which sphinx-book-theme 1.4 is bound
    Test: test_sidebar.py::test_the_sidebar_is_that_of_the_theme
    Upstream: sphinx-book-theme allows pydata-sphinx-theme 0.23, which keeps what it has rendered,
    and that does so for lists that begin at the root

    :param toctree: renders the table of contents of a page, like the function of templates
    """
    from pydata_sphinx_theme.toctree import add_toctree_functions  # which loads Sphinx

    context: dict[str, Any] = {"toctree": toctree}
    add_toctree_functions(app, docname, "", context, None)
    render: Callable[..., BeautifulSoup] = context["generate_toctree_html"]
    return render


def entry_span(scanner: LowLevelParser) -> tuple[int, int]:
    """Return where the last entry that was read begins, and where it ends.

    Why: the line of an entry is in each message about it, and text between entries is a mistake.
    Tried with: pybtex 0.26
    Test: unit/test_bibfile.py::test_each_slip_has_a_line_and_the_rest_is_read
    Upstream: pybtex gives entries their place in the file
    """
    return scanner.command_start, scanner.pos


def open_field(error: PrematureEOF) -> str | None:
    """Return the field that was being read when the file ended, None if it was none.

    Why: the message says which brace or quotation mark is not closed.
    Tried with: pybtex 0.26
    Test: unit/test_bibfile.py::test_an_unclosed_brace_is_one_message
    Upstream: the error of pybtex names the field
    """
    name: str | None = error.parser.current_field_name
    return name


def with_process_errors(call: Callable[[], T]) -> tuple[T, str]:
    """Return what a function returns, and what the process writes to its standard error meanwhile.

    That is descriptor 2, which is of the whole process: what another thread writes then is returned
    too, so this is called from one thread only.

    Why: vl-convert prints the warnings of Vega-Lite there, and a chart with one is not drawn.
    Tried with: vl-convert-python 1.9
    Test: unit/test_upstream.py::test_what_vega_lite_warns_of_is_read
    Upstream: vl-convert returns the warnings
    """
    with TemporaryFile() as file:
        stderr = os.dup(2)
        os.dup2(file.fileno(), 2)
        try:
            result = call()
        finally:
            os.dup2(stderr, 2)
            os.close(stderr)
        file.seek(0)
        return result, file.read().decode(errors="replace")
