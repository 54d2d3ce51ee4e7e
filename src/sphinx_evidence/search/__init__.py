"""Full-text search over sections, claims, terms, sources and rows, on a server and from disk."""
