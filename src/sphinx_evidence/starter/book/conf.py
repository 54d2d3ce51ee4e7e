"""Settings of the book. All that there are: "Settings" in the manual of sphinx-evidence."""

project = html_title = "Nettle Rock"
author = "Nettle Rock contributors"
copyright = author
version = release = "0.1.dev0"

extensions = ["myst_parser", "sphinxcontrib.bibtex", "sphinx_evidence"]
myst_enable_extensions = ["colon_fence", "deflist"]
suppress_warnings = ["myst.xref_ambiguous"]  # a page may be named as the label of its title
bibtex_bibfiles = ["references.bib"]

evidence_data = "data"
evidence_register = "permalinks.csv"

html_theme = "evidence"
html_copy_source = False
