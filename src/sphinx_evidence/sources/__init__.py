"""Sources: the bibliography, citations with pinpoints, lists of sources, and back-references."""
