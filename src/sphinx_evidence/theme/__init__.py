"""The HTML theme of the book, over sphinx-book-theme."""
