"""Settings of the book. Title, version and authors are read from CITATION.cff."""

import os
from pathlib import Path

from sphinx_evidence.core.edition import read_citation_file

book = read_citation_file(Path(__file__).with_name("CITATION.cff"))

# The book
project = "Across the Tumen"
author = book.author
version = release = book.version
copyright = f"{author}. Text and data CC BY 4.0, code BSD-3-Clause"
language = "en_GB"

# Reading
extensions = ["myst_parser", "sphinxcontrib.bibtex", "sphinx_evidence"]
exclude_patterns = ["_templates"]
nitpicky = True
# Ids are unique in the book, so a link can only be ambiguous between a page and the label of its
# title, which have the same target.
suppress_warnings = ["myst.xref_ambiguous"]
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist", "smartquotes"]
# The Markdown parser makes typographic quotation marks; the transform of docutils is not needed.
smartquotes = False
myst_disable_syntax = ["wordcount"]  # word counts are not used
# Domains in which plain links are resolved; to parse each link as C++ takes a tenth of a build.
myst_ref_domains = ["std", "claim", "chart", "reply"]
bibtex_bibfiles = ["references.bib"]
bibtex_cite_id = "ref-{key}"
bibtex_tooltips = False
# What this book asks of its authors and of its pages; other books need not.
evidence_house_rules = [
    "markup",  # pages are prose: no HTML, no formulas, no files of others
    "front-matter",  # each page describes itself
    "labels",  # each heading has an id that its author gave
    "chapters",  # chapters have one form
    "wording",  # claims are short
    "sources",  # a register lists each source, which names its authors whole
    "versions",  # editions are counted by the year
    "policies",  # pages load nothing from other sites
    "scripts",  # and no scripts but ours
]
evidence_books = "_build/epub/books"
evidence_data = "data"
# Where the book stands: said by whoever publishes it, here or in the environment, so that an
# edition that was frozen before has it too.
evidence_base_address = os.environ.get("EVIDENCE_BASE_ADDRESS", "")
evidence_repository = os.environ.get("EVIDENCE_REPOSITORY", "")
evidence_contact = os.environ.get("EVIDENCE_CONTACT", "")
evidence_edition_date = book.date
evidence_licence_name = "CC BY 4.0"
evidence_licence_url = "https://creativecommons.org/licenses/by/4.0/"
evidence_parts = [
    "people-and-border",
    "life-in-hiding",
    "law-and-return",
    "accountability",
    "change",
    "resilience-and-testimony",
]
evidence_cited_pages = [
    "background",
    "questions",
    "if-it-is-your-family",
    "for-a-lawyer",
    "what-it-adds-up-to",
]
evidence_contributing = "contributing"
evidence_editions = "editions"
evidence_identifier = ""
evidence_register = "permalinks.csv"
evidence_search_limits = ["not-found", "what-is-left-out"]
evidence_search_reach = "2026-03"

# Translations; each page has a catalog of its own
locale_dirs = ["../locales"]
gettext_compact = False
# Besides the cover, the pages of the parts, and of chapters what a reader needs first.
evidence_translated = [
    "at-a-glance",
    "how-to-read",
    "questions",
    "if-it-is-your-family",
    "reference/reader-safety",
    "reference/translations",
]

# HTML
html_theme = "evidence"
html_title = book.title
html_short_title = "Across the Tumen"
html_favicon = "docs/_static/favicon.svg"
templates_path = ["docs/_templates"]
html_static_path = ["docs/_static"]
html_css_files = ["book.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_use_index = False
html_domain_indices = False
