"""Search that answers with sections, claims, terms, sources and rows, online and from a disk."""
