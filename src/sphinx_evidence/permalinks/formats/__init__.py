"""Citations of what has a permalink, in the formats and styles that people use."""
