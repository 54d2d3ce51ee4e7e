"""The node of a voice."""

from __future__ import annotations

from ..core.boxes import block


class voice(block):
    """What one person told; it is no running text, so it has no number and no audit draws it."""
