"""Metadata in the head of a page: Highwire, Signposting, schema.org and Open Graph."""
