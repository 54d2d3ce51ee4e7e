"""The files of a site: which are written, which are stale, and the offline copy."""
