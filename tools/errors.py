"""The one error of the tools that is for whoever typed the command."""

from __future__ import annotations


class ToolError(Exception):
    """Something cannot be done; the message says why and what to do."""
