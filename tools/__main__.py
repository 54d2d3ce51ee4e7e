"""Read what was typed and run the tool: ``python -m tools NAME``, ``python -m tools --help``."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from sphinx_evidence.core.text import visible

from . import (
    offline,
    register,
    terms,
    translations,
    validate,
)
from .audits import caveats
from .audits import command as audit
from .editions import bundle, release, reproduce, verify
from .errors import ToolError
from .figures import command as figures
from .libraries import command as libraries
from .libraries import faces
from .links import command as links
from .lint import command as lint
from .lint import withhold
from .new import command as new
from .paths import TEXT, read_paths
from .prose import command as prose
from .report import command as report
from .styles import command as styles
from .volumes import command as volumes

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from .paths import Paths


class Tool(Protocol):
    """What the module of a tool has; its docstring is the help.

    With a function ``add_options(parser)`` more than its name may be typed.
    """

    __doc__: str | None

    def run(self, paths: Paths, options: Namespace) -> int:
        """Do it; return 0, or 1 if something of the book is not in order.

        :raises ToolError: if it cannot be done
        :raises OSError: if a file cannot be read or written
        """


TOOLS: dict[str, Tool] = {
    # writing
    "new": new,
    "lint": lint,
    "prose": prose,
    "report": report,
    "translations": translations,
    "terms": terms,
    # judging
    "audit": audit,
    "caveats": caveats,
    "links": links,
    "names": withhold,
    # publishing
    "offline": offline,
    "books": volumes,
    "figures": figures,
    "register": register,
    "release": release,
    "reproduce": reproduce,
    "verify": verify,
    "bundle": bundle,
    # the engine
    "validate": validate,
    "libraries": libraries,
    "faces": faces,
    "styles": styles,
}


def parser() -> ArgumentParser:
    """Return the parser of all tools."""
    main = ArgumentParser(prog="python -m tools", description="What maintainers of a book type.")
    main.add_argument("--book", type=Path, default=Path(), help="folder of conf.py; default: here")
    words = f"folder of its text, from there, as sphinx-build is given it; default: {TEXT}"
    main.add_argument("--text", default=TEXT, help=words)
    names = main.add_subparsers(dest="tool", required=True, metavar="NAME")
    for name, tool in TOOLS.items():
        about = tool.__doc__ or ""
        one = names.add_parser(
            name,
            help=about.partition("\n")[0].rstrip("."),
            description=about,
            formatter_class=RawDescriptionHelpFormatter,
        )
        if add_options := getattr(tool, "add_options", None):
            add_options(one)
    return main


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a tool; return 0, 1 if something is not in order, or 2 if it could not be done."""
    options = parser().parse_args(arguments)
    try:
        status = TOOLS[options.tool].run(read_paths(options.book, options.text), options)
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # whoever reads on, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except ToolError as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(f"{visible(str(error.filename))}: {error.strerror}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
