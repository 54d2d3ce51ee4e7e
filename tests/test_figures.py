"""The diagrams of the book are what their programs draw, and are drawn as the engine asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from figures.__main__ import drawings
from sphinx_evidence.charts.diagram import read_diagram

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "figures"
DRAWN = dict(drawings())


@pytest.mark.parametrize("name", sorted(DRAWN))
def test_a_drawing_is_what_its_program_draws(name):
    assert (FOLDER / name).read_text("utf-8") == DRAWN[name], "run nox -s figures"


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(FOLDER.glob("*.svg")) if not path.stem.endswith("-narrow")],
    ids=lambda path: path.stem,
)
def test_a_drawing_can_be_read(path):
    assert set(read_diagram(path)) in ({"wide", "narrow"}, {"only"})
