"""Settings of the manual, a book on sphinx-evidence that is built with it.

Its examples are on the invented river of ``tests/whole-book``, whose sources and tables they use.
"""

import sys
from pathlib import Path

from sphinx_evidence import __version__

sys.path.insert(0, str(Path(__file__).parent))
RIVER = "../../tests/whole-book"

project = html_title = "sphinx-evidence"
author = "Across the Tumen contributors"
copyright = author
version = release = __version__

extensions = ["myst_parser", "sphinxcontrib.bibtex", "sphinx_evidence", "examples", "river_maps"]
exclude_patterns = ["_build"]
nitpicky = True
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist", "smartquotes"]
smartquotes = False
suppress_warnings = ["myst.xref_ambiguous"]
bibtex_bibfiles = [f"{RIVER}/references.bib"]

evidence_data = f"{RIVER}/data"
evidence_licence_name = "BSD-3-Clause"

html_theme = "evidence"
html_static_path = ["_static"]
html_css_files = ["examples.css"]
html_copy_source = False
html_show_sphinx = False
html_use_index = False
