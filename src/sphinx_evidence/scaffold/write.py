"""Write new texts, and take them back if the checks that need no build find a mistake in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..core.files import replace_file
from ..lint.__main__ import check_folder
from .place import Mistake

if TYPE_CHECKING:
    from collections.abc import Mapping


def write(texts: Mapping[Path, str]) -> None:
    """Write all files, or none.

    :raises Mistake: if the checks find more in them than they found before
    """
    root = Path()
    known = {(problem.path, problem.message) for problem in check_folder(root)}
    before = {path: path.read_bytes() if path.exists() else None for path in texts}
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, text.encode("utf-8"))
    found = [p for p in check_folder(root) if (p.path, p.message) not in known]
    if not found:
        return
    for path, data in before.items():
        if data is None:
            path.unlink()
        else:
            replace_file(path, data)
    lines = "".join(f"\n  {problem.message}" for problem in found)
    raise Mistake(f"nothing was changed, since the checks would find:{lines}")
