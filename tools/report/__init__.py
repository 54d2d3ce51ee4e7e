"""What a change does to the book: two built sites compared, as Markdown for a pull request."""
