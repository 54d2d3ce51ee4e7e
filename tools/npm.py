"""Programs of other languages, which npm brings into the folder of what is built."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from .errors import ToolError

if TYPE_CHECKING:
    from pathlib import Path

    from .paths import Paths


def from_npm(paths: Paths, package: str) -> Path:
    """Install a package with its version, and return the ``node_modules`` folder that holds it.

    :raises ToolError: if it cannot be installed
    """
    folder = paths.built / "npm" / package.replace("/", "-")
    folder.mkdir(parents=True, exist_ok=True)
    command = ["npm", "install", "--silent", "--prefix", str(folder), package]
    if subprocess.run(command, check=False).returncode:
        raise ToolError(f"{package} cannot be installed, as npm says above")
    return folder / "node_modules"
