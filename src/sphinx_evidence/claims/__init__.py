"""Claims: statements of fact with a kind, a grade and sources."""
