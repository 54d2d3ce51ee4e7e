"""Markup of the package that Markdown reads as text: one line each, and never a false one."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from conftest import page
from sphinx_evidence.starter.command import write_book

if TYPE_CHECKING:
    from pathlib import Path

FREE = {"evidence_house_rules": []}
END = "\n\nA fact {cite:p}`hrw2008denied`.\n\n```{chapter-sources}\n```"

SLIPS = {
    "::: claim a-claim\n:kind: record\n:::": ("'::: claim a-claim' is no directive: write {claim}"),
    ":::{claim a-claim\n:kind: record\n:::": (
        "':::{claim a-claim' is no directive: write } after claim"
    ),
    "```{python\n1\n```": "'```{python' is no directive: write } after python",
    "Text [@hrw2008denied].": "'[@hrw2008denied' is no citation: write {cite:p}`hrw2008denied`",
    "Text {cite:p} `hrw2008denied`.": (
        "'{cite:p} `' is no role: write {cite:p}`…`, without a space"
    ),
    "Text cite:p}`hrw2008denied`.": "'cite:p}`' is no role: write {cite:p}`…`",
    "Text {cite`hrw2008denied`.": "'{cite`' is no role: write {cite}`…`",
    "Text :cite:p:`hrw2008denied`.": "':cite:p:`' is no role: write {cite:p}`…`",
    "Text {cite:p}hrw2008denied.": (
        "'{cite:p}hrw2008denied.' is no role: write {cite:p}`hrw2008denied`"
    ),
    "Text {cite:p}`hrw2008denied.": (
        "'{cite:p}`hrw2008denied.' is no role: write {cite:p}`hrw2008denied`"
    ),
}
SOUND = """\
Code: `{cite:p`, ``{cite:p} `key` ``, `[@hrw2008denied]`, and a long one `with [@hrw2008denied]
on its second line`.

    {cite:p} `hrw2008denied`

```text
:::{claim some-claim
{cite:p} `hrw2008denied` [@hrw2008denied]
```

```{code-block} markdown
::: claim some-claim
:::
```

% {cite:p} `hrw2008denied`

::: warning
A block of a class of its own, of @hrw2008denied and [@nobody], {value} `int`, ratio:`1`, {x}`y`.
:::

:::{note}
A dictionary {claim: `x`} and a {placeholder} `here`; {cite:p}nobody.
:::
"""


@pytest.mark.parametrize("slip", SLIPS)
def test_each_slip_is_one_line(book, slip):
    body = f"First.\n\n{slip}{END}"
    (warning,) = book({"a.md": page("a", body), "sources.md": None}, **FREE).warnings
    assert warning == f"a.md:10: WARNING: {SLIPS[slip]} [evidence.unread-markup]"


def test_what_is_no_slip_is_not_named(book):
    files = {"a.md": page("a", SOUND + END), "sources.md": None}
    assert [one for one in book(files, **FREE).warnings if "[evidence." in one] == []


def test_a_link_to_what_was_not_read_is_not_named_too(book):
    body = ":::{claim a-claim\n:kind: record\n:::\n\nSee [it](#a-claim)."
    (warning,) = book({"a.md": page("a", body)}).warnings
    assert "write } after claim" in warning


def test_colons_that_nothing_reads_are_named_once_a_page(book):
    claims = "".join(f":::{{claim}} {name}\n:kind: record\n:::\n\n" for name in ("a-a", "a-b"))
    files = {"a.md": page("a", f"{claims}[](#a-b){END}"), "sources.md": None}
    (warning,) = book(files, myst_enable_extensions=[], **FREE).warnings
    assert warning == (
        "a.md:8: WARNING: ':::{claim}' is read as text: add 'colon_fence' to "
        "myst_enable_extensions in conf.py [evidence.unread-markup]"
    )


@pytest.mark.slow
def test_each_brace_that_is_deleted_is_one_line(tmp_path):
    """As the manual says to those who begin."""
    write_book(tmp_path / "book")
    path = "docs/puffins.md"
    text = (tmp_path / "book" / path).read_text("utf-8")
    places = [match.start() for match in re.finditer("}", text)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}

    def warnings(place: int) -> list[str]:
        folder: Path = copytree(tmp_path / "book", tmp_path / str(place))
        (folder / path).write_text(text[:place] + text[place + 1 :], "utf-8")
        words = ["-q", "-N", "-n", "-c", ".", "docs", "_build"]
        command = [sys.executable, "-m", "sphinx", *words]
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=True
        )
        return done.stderr.replace(f"{folder.resolve()}/", "").splitlines()

    assert len(places) > 12
    with ThreadPoolExecutor(2) as pool:
        for place, found in zip(places, pool.map(warnings, places), strict=True):
            line = text.count("\n", 0, place) + 1
            assert len(found) == 1, found
            assert found[0].startswith(f"{path}:{line}: WARNING: "), found
