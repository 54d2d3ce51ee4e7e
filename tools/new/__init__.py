"""New pieces of a book: texts that pass the checks, put in the right place of the right file."""
