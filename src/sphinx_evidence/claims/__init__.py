"""Claims: statements that carry their kind, their grade and their sources."""
