"""The files of a site: incremental builds, shared assets and the offline copy."""
