"""Filters above tables and lists, and links to the parts of a list."""
