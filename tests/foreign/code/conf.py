project = "A guide to packages"
author = "Guide authors"
release = "3.2"
extensions = [
    "myst_parser",
    "sphinx_copybutton",
    "sphinx_design",
    "sphinx_togglebutton",
    "sphinx_evidence",
]
myst_enable_extensions = ["colon_fence", "attrs_inline", "tasklist"]
