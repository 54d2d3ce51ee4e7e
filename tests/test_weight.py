"""The first load of pages: chapters are within their budget, and nothing shifts."""

from __future__ import annotations

from gzip import compress
from typing import TYPE_CHECKING

import pytest
from weight import OTHERS, chapters, weigh_all

from chromium import FLAGS, find_browser
from real_book import built_book
from test_book import refuse

if TYPE_CHECKING:
    from pathlib import Path

    from weight import Load

pytestmark = pytest.mark.slow

LARGEST = 120_000
MOST_REQUESTS = 9
SAMPLE = ("index.html", "search.html?q=return", "reference/claims.html", "reference/timeline.html")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built book."""
    return built_book(tmp_path_factory)


@pytest.fixture(scope="session", params=["sample", pytest.param("more", marks=pytest.mark.every)])
def loads(request: pytest.FixtureRequest, site: Path) -> dict[str, Load]:
    """The first load of the largest chapter, and of pages of other types; or of more of both.

    The session ``bench`` weighs all.
    """
    *more, largest = sorted(
        chapters(site), key=lambda name: len(compress((site / name).read_bytes()))
    )
    others = [name for name in OTHERS if name not in SAMPLE]
    names = (largest, *SAMPLE) if request.param == "sample" else (*more[-2:], *others)
    return weigh_all(site, names, find_browser(), FLAGS)


def test_the_largest_chapters_are_light(loads: dict[str, Load]) -> None:
    held = loads.keys() - OTHERS
    assert held
    refuse(
        f"{name}: {loads[name].size} bytes in {loads[name].requests} requests"
        for name in sorted(held)
        if loads[name].size > LARGEST or loads[name].requests > MOST_REQUESTS
    )


def test_nothing_in_a_page_shifts(site: Path, loads: dict[str, Load]) -> None:
    """A page that shifts is loaded again, up to two times.

    On a busy machine a long table may be rendered before all of it is loaded, and its columns then
    widen; a page with a real layout shift shows it every time.
    """
    shifted = {name: load for name, load in loads.items() if load.shift}
    for _ in range(2):
        again = weigh_all(site, shifted, find_browser(), FLAGS)
        shifted = {name: load for name, load in again.items() if load.shift}
    refuse(f"{name}: {load.shift}" for name, load in shifted.items())
