"""Cards: previews of citations, claims and terms beside the links to them."""
