"""Programs of other languages, which npm brings into a folder of this machine's own."""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import gettempdir

from .errors import ToolError


def from_npm(package: str) -> Path:
    """Install a package with its version, and return the ``node_modules`` folder that holds it.

    :raises ToolError: if it cannot be installed
    """
    folder = Path(gettempdir(), "evidence-npm", package.replace("/", "-"))
    folder.mkdir(parents=True, exist_ok=True)
    command = ["npm", "install", "--silent", "--prefix", str(folder), package]
    if subprocess.run(command, check=False).returncode:
        raise ToolError(f"{package} cannot be installed, as npm says above")
    return folder / "node_modules"
