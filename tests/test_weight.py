"""The first load of a page: a chapter is light on a slow line, and nothing moves while it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from weight import OTHERS, chapters, weigh_all

from test_book import built_book, refuse
from test_browser import FLAGS, find_browser

if TYPE_CHECKING:
    from pathlib import Path

    from weight import Load

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]

LARGEST = 150_000
MOST_REQUESTS = 12


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built book."""
    return built_book(tmp_path_factory)


@pytest.fixture(scope="module")
def loads(site: Path) -> dict[str, Load]:
    """What the browser loads for each chapter, and for a page of every other type."""
    return weigh_all(site, [*chapters(site), *OTHERS], find_browser(), FLAGS)


def test_every_chapter_is_light(loads: dict[str, Load]) -> None:
    held = loads.keys() - OTHERS
    assert held
    refuse(
        f"{name}: {loads[name].size} bytes in {loads[name].requests} requests"
        for name in sorted(held)
        if loads[name].size > LARGEST or loads[name].requests > MOST_REQUESTS
    )


def test_nothing_in_a_page_shifts(site: Path, loads: dict[str, Load]) -> None:
    """A page that shifts by itself does so every time.

    On a busy machine a long table is drawn before all of it is there, and its columns then widen;
    so what shifted is loaded again, up to two times.
    """
    shifted = {name: load for name, load in loads.items() if load.shift}
    for _ in range(2):
        again = weigh_all(site, shifted, find_browser(), FLAGS)
        shifted = {name: load for name, load in again.items() if load.shift}
    refuse(f"{name}: {load.shift}" for name, load in shifted.items())
