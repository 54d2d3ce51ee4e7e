"""Add the ids that are new since the last edition to the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .build import build

if TYPE_CHECKING:
    from argparse import Namespace

    from .paths import Paths


def run(paths: Paths, options: Namespace) -> int:
    """Add them; return 0.

    :raises ToolError: if the book cannot be built
    """
    build(paths, "register", paths.built / "register")
    return 0
