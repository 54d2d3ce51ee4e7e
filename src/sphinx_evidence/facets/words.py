"""How many items a list has, in words."""

from __future__ import annotations

from ..core.i18n import ngettext


def counted(noun: str, count: int) -> str:
    """Return how many items there are in words, such as ``136 claims``.

    :param noun: ``claim``, ``event`` or ``source``; anything else is an entry
    """
    match noun:
        case "claim":
            text = ngettext("{count} claim", "{count} claims", count)
        case "event":
            text = ngettext("{count} event", "{count} events", count)
        case "source":
            text = ngettext("{count} source", "{count} sources", count)
        case _:
            text = ngettext("{count} entry", "{count} entries", count)
    return text.format(count=count)
