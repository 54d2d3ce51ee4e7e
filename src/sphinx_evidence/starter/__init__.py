"""A small running book, and the command that writes it: ``evidence new book FOLDER``."""
