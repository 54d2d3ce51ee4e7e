project = "Growth for beginners"
author = "A lecturer"
extensions = ["myst_parser", "sphinxcontrib.bibtex", "sphinx_evidence"]
myst_enable_extensions = ["dollarmath", "amsmath", "colon_fence"]
bibtex_bibfiles = ["lectures.bib"]
numfig = True
math_numfig = True
