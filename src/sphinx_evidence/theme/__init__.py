"""The HTML theme ``evidence``, which inherits sphinx-book-theme."""
