"""Pages: front matter, the form of a chapter, and the markup that a page may hold."""
