project = "A library"
author = "Its authors"
version = release = "1.4.2rc1"
extensions = [
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.mathjax",
    "sphinx.ext.todo",
    "sphinx_evidence",
]
todo_include_todos = True
rst_prolog = ".. |version-now| replace:: 1.4"
