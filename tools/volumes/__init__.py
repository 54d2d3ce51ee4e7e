"""Volumes of a book: faces put into them, a checker, and print."""
