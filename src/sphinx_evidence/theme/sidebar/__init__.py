"""The sidebar of the theme, rendered once per build instead of once per page.

pydata-sphinx-theme caches its sidebar itself from 0.23 (``_sidebar_cache_key`` in its
``toctree.py``), for builders that write several pages to a folder. Once sphinx-book-theme allows
that version, this package can be deleted, apart from the names of folds (``name_folds``).
"""
