"""The search engine, which runs in the browser: ``tests/js``, run by the test runner of Node."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from sphinx_evidence.search.model import BLOCK, from_script, to_json, to_script

FOLDER = Path(__file__).parents[1] / "js"
OLDEST = 18
"""The first version of Node that has a test runner."""


def find_node() -> str:
    """Return the path of Node; without it skip the tests, or fail them in CI."""
    node = shutil.which("node")
    version = 0
    if node:
        said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
        version = int(match[1]) if (match := re.match(r"v(\d+)", said.stdout)) else 0
    if node and version >= OLDEST:
        return node
    message = f"Node {OLDEST} or newer is not installed: the rules of the search are not tested"
    if os.environ.get("CI"):
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.test.mjs")), ids=lambda path: path.stem)
def test_rules_of_the_search(path: Path) -> None:
    command = [find_node(), "--test", "--test-reporter=tap", str(path)]
    result = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    counts = dict(re.findall(r"^# (tests|pass|fail|skipped|todo) (\d+)$", result.stdout, re.M))
    assert result.returncode == 0, result.stdout + result.stderr
    assert int(counts["tests"]) == int(counts["pass"]) > 20


def letters(count: int) -> str:
    """Return made-up text that hardly gets smaller."""
    return "".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyz ", k=count))


@pytest.mark.parametrize(
    ("data", "blocks"),
    [
        ("", 1),
        ({"title": ["River", "강", "河"]}, 1),
        ("aaaa" + "b" * 5 + "c" * 259 + "d" * 260 + "e" * 1000, 1),
        (letters(BLOCK * 100_000 + 50_000), 2),
    ],
    ids=["empty", "scripts", "runs", "blocks"],
)
def test_the_browser_unpacks_what_python_packed(data: Any, blocks: int) -> None:
    script = to_script("packed", to_json(data))
    assert from_script(script) == data
    command = [find_node(), str(FOLDER / "unpack.mjs")]
    result = subprocess.run(
        command, input=script, capture_output=True, check=True, encoding="utf-8"
    )
    assert json.loads(result.stdout) == {"data": data, "pauses": blocks}


def test_a_damaged_index_is_an_error_and_no_endless_loop() -> None:
    script = to_script("packed", to_json(letters(2_000)))
    command = [find_node(), str(FOLDER / "unpack.mjs")]
    for damaged in (script[:600] + '";', script.replace(script[900:1000], "A" * 100)):
        result = subprocess.run(
            command, input=damaged, capture_output=True, check=False, encoding="utf-8", timeout=20
        )
        assert result.returncode != 0
