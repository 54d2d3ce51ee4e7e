project = "Everything that Markdown has"
author = "Somebody"
extensions = ["myst_parser", "sphinxext.opengraph", "sphinx_sitemap", "sphinx_evidence"]
myst_enable_extensions = [
    "attrs_block",
    "attrs_inline",
    "deflist",
    "fieldlist",
    "html_admonition",
    "html_image",
    "replacements",
    "smartquotes",
    "strikethrough",
    "substitution",
]
myst_substitutions = {"tool": "**Hammer**"}
suppress_warnings = ["myst.strikethrough"]
html_baseurl = "https://example.org/everything/"
ogp_site_url = "https://example.org/everything/"
html_logo = "logo.svg"
templates_path = []
