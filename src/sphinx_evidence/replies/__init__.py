"""Replies: what those concerned say, kept once and shown wherever it bears on the text."""
