"""Checks that need no build."""
