"""Audits: what the book says, drawn by a seed and held against the pages that it cites."""
