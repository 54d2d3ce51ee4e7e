"""Which pages have a fence that never ends, as Markdown reads them."""

from __future__ import annotations

import pytest

from sphinx_evidence.core.source_text import is_sound

SOUND = {
    "no fence": "A page.",
    "a heading in a box": ":::{note}\n# A heading\n:::",
    "code with other marks": "```\n:::{note}\n```",
    "a longer end": "```\ncode\n`````",
    "code of a list in a table": "````{list-table}\n* - ````md\n    code\n    ````\n````",
    "in a list": "- ```text\n  code\n  ```",
    "boxes in a box": "::::{note}\n:::{tip}\n:::\n:::{tip}\n:::\n::::",
    "backquotes in a line": "``` code ``` in a line",
}
OPEN = {
    "at the end": ":::{note}\nWords.",
    "a shorter end": "````\ncode\n```",
    "a box in a box of as many marks": ":::{note}\n:::{tip}\n:::\n:::",
    "in a box": "::::{note}\n```\ncode\n::::",
    "an end and nothing before it": "Words.\n\n:::",
}


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND)
def test_fences_that_end(text: str) -> None:
    assert is_sound(text)


@pytest.mark.parametrize("text", OPEN.values(), ids=OPEN)
def test_a_fence_that_does_not_end(text: str) -> None:
    assert not is_sound(text)
