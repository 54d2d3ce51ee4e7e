"""Pages: the contents of front matter, the form of a chapter, and the date of the last review."""
