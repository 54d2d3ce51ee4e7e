"""Chapters: their form, the text as it is written, and links to contribute."""
