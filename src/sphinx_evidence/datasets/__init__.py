"""Datasets: tables of a data package, for tables and values in the text, and for publication."""
