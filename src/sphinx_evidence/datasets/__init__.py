"""Datasets: numbers that exist once, as tables, as values in the text, and as files."""
