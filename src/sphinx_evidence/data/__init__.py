"""Datasets, voices, and the book itself as tables."""
