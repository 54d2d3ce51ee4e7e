"""What readers are told who come by the address of a paragraph in another edition."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ..core.messages import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..core.messages import Translate

BECAME = {
    "moved": N_("This was ¶ {number} in the edition that your address is from; it is ¶ {now} now."),
    "changed": N_(
        "The words of this paragraph have changed since the edition that your address is from, "
        "where it was ¶ {number}."
    ),
    "gone": N_(
        "The paragraph that was ¶ {number} in the edition that your address is from is no longer "
        "in this chapter, or begins with other words now."
    ),
    "moved-since": N_(
        "This was ¶ {number} in edition {version}; its words are unchanged, and it is ¶ {now} now."
    ),
    "elsewhere": N_(
        "What was ¶ {number} here in edition {version} stands with the same words in another "
        "chapter now:"
    ),
    "changed-since": N_(
        "The words of this paragraph have changed since edition {version}, where it was ¶ {number}:"
    ),
    "gone-since": N_(
        "The paragraph that was ¶ {number} in edition {version} is no longer in this book, or "
        "begins with other words now. It read:"
    ),
    "paragraph": N_("¶ {now}"),
}
"""The messages by what became of the paragraph."""


def script(source: str, messages: Mapping[str, str], translate: Translate = str) -> str:
    """Return a script with the messages that it reads.

    :param source: the script
    """
    texts = {name: translate(message) for name, message in messages.items()}
    data = json.dumps(texts, ensure_ascii=False)
    return f'"use strict";\nglobalThis.paragraphMessages = {data};\n{source}'
