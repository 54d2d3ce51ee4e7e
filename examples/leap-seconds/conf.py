"""Settings of a small book on leap seconds, an example of a book made with sphinx-evidence."""

from pathlib import Path

from sphinx_evidence.core.edition import read_citation_file

book = read_citation_file(Path(__file__).with_name("CITATION.cff"))

# The book
project = "The sixty-first second"
author = book.author
version = release = book.version
copyright = f"{author}. Text and data CC BY 4.0"
language = "en_GB"

# Reading
extensions = ["myst_parser", "sphinxcontrib.bibtex", "sphinx_evidence"]
myst_enable_extensions = ["attrs_inline", "colon_fence", "smartquotes"]
smartquotes = False  # the Markdown parser makes typographic quotation marks
# A page and the label of its title have one name, and a link to either leads to the same place.
suppress_warnings = ["myst.xref_ambiguous"]
bibtex_bibfiles = ["references.bib"]

# What this book asks of its authors. It has no chapters of one form, no calendar versions and no
# readers at risk; a formula would be welcome in it.
evidence_house_rules = [
    "front-matter",  # each page says in a sentence what is on it
    "labels",  # each heading has an address that its author gave
    "wording",  # claims are short
    "sources",  # the register lists each source, which names its authors whole
    "policies",  # pages load nothing from other sites
]
evidence_data = "data"
evidence_edition_date = book.date
evidence_licence_name = "CC BY 4.0"
evidence_licence_url = "https://creativecommons.org/licenses/by/4.0/"
evidence_parts = ["chapters"]
evidence_register = "permalinks.csv"

# HTML
html_theme = "evidence"
html_title = book.title
html_short_title = "The sixty-first second"
html_copy_source = False
html_show_sourcelink = False
html_use_index = False
