"""Cards: what a link within the book leads to, shown beside it."""
