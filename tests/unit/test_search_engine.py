"""The search engine, which runs in the browser: ``tests/js``, run by the test runner of Node."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from sphinx_evidence.search.index import to_script

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


@pytest.mark.parametrize(
    "data", ["", {"title": ["River", "강", "河"]}, ["</script>", "\u2028", "]="]]
)
def test_a_part_of_the_index_is_a_script_that_sets_its_data(data: Any) -> None:
    script = to_script("part", data)
    command = [find_node(), "--print", f"{script}; JSON.stringify(bookSearch.part)"]
    result = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    assert json.loads(result.stdout) == data
