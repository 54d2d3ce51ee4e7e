"""Citations of objects with a permalink, in common file formats and citation styles."""
