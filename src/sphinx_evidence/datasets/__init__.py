"""Datasets: tables of a data package, shown as tables and as values in the text, and published."""
