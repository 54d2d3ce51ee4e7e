"""Checks that need no build: ``python -m sphinx_evidence.lint FOLDER``."""
