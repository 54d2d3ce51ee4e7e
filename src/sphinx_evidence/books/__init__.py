"""The book and each of its chapters as files to hold: EPUB, and PDF printed from it."""
