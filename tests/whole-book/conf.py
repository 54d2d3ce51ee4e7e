"""Settings of a small book on an invented river, with all that a book of this kind has."""

from pathlib import Path

from sphinx_evidence.core.edition import read_citation_file

book = read_citation_file(Path(__file__).with_name("CITATION.cff"))

project = "A river"
author = book.author
version = release = book.version
copyright = author
language = "en"

extensions = ["myst_parser", "sphinxcontrib.bibtex", "sphinx_evidence"]
exclude_patterns = ["_templates"]
nitpicky = True
suppress_warnings = ["myst.xref_ambiguous"]
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist"]
bibtex_bibfiles = ["references.bib"]
bibtex_cite_id = "ref-{key}"
bibtex_tooltips = False
evidence_house_rules = [
    *("markup", "front-matter", "labels", "chapters", "wording"),
    *("sources", "versions", "policies", "scripts"),
]
evidence_data = "data"
evidence_base_address = "https://example.org/river/"
evidence_edition_date = book.date
evidence_licence_name = "CC0 1.0"
evidence_licence_url = "https://creativecommons.org/publicdomain/zero/1.0/"
evidence_parts = ["water", "land"]
evidence_register = "permalinks.csv"

html_theme = "evidence"
html_title = book.title
html_short_title = "A river"
html_favicon = "docs/_static/favicon.svg"
templates_path = ["docs/_templates"]
html_static_path = ["docs/_static"]
html_css_files = ["river.css"]
html_js_files = ["river.js"]
html_copy_source = False
html_show_sourcelink = False
html_use_index = False
html_domain_indices = False
html_theme_options = {"show_navbar_depth": 1}
