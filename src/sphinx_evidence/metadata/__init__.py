"""Metadata: Highwire, Signposting, schema.org and Open Graph in heads, a sitemap, MyST targets."""
