"""What of a catalog may be shown, and what is written of it for Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polib
from markdown_it import MarkdownIt

from sphinx_evidence.translations.catalogs import (
    Message,
    State,
    allowed,
    read_messages,
    tier_of,
    write_shown,
)

if TYPE_CHECKING:
    from pathlib import Path

PARSE = MarkdownIt("commonmark").parse

CATALOG = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

#: docs/ice.md
msgid "It froze in 1950."
msgstr "X 1950."

#: docs/ice.md
msgid "It froze in 1951."
msgstr "X 1952."

#: docs/ice.md
#, fuzzy
#| msgid "It froze."
msgid "It froze again."
msgstr "X."

#: docs/ice.md
msgid "It thawed."
msgstr ""

#: docs/old.rst
msgid "See `the ice <https://example.org>`_."
msgstr "X `Y <https://example.org>`_."

#~ msgid "It is gone."
#~ msgstr "X."
"""


def test_what_is_current_and_keeps_the_english_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "ice.po"
    path.write_text(CATALOG, "utf-8")
    messages, problems = read_messages(path)
    assert problems == []
    assert [message.state for message in messages] == [
        *(State.CURRENT, State.CURRENT, State.STALE, State.MISSING, State.CURRENT)
    ]
    shown, refused = allowed(path, messages, PARSE)
    assert [message.translation for message in shown] == [
        "X 1950.",
        "X `Y <https://example.org>`_.",
    ]
    assert [str(problem).removeprefix(f"{path}:") for problem in refused] == [
        "8: the translation is not shown, as the number 1951 is missing: write it in figures "
        "[refused-translation]",
        "8: the translation is not shown, as the number 1952 is not in the English: correct it "
        "[refused-translation]",
    ]


def test_a_catalog_is_written_only_when_it_changes(tmp_path: Path) -> None:
    """Sphinx reads a page again when its catalog is newer."""
    source, target = tmp_path / "ice.po", tmp_path / "build" / "ice.po"
    source.write_text(CATALOG, "utf-8")
    messages = read_messages(source)[0]
    write_shown(messages[:1], target)
    assert [entry.msgstr for entry in polib.mofile(str(target.with_suffix(".mo")))] == ["X 1950."]
    before = target.stat().st_mtime_ns
    write_shown(messages[:1], target)
    assert target.stat().st_mtime_ns == before
    write_shown(messages[:2], target)
    assert len(polib.pofile(str(target))) == 2


def test_a_comment_may_be_wrapped_and_may_have_several_places() -> None:
    wrapped = (
        "text in sources-of-\nthe-river · ¶ 5 · a.html#p5 · tier\n3\ncell in b · b.html · tier 2"
    )
    assert tier_of(wrapped) == 2
    assert tier_of("") == 1
    message = Message(1, "a", "b", State.STALE, comment=wrapped)
    assert not message.is_prose
    assert Message(1, "a", "b", State.STALE, comment=wrapped.partition("cell")[0]).is_prose
