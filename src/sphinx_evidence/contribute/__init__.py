"""Links by which a reader edits a page or reports a problem, down to the paragraph."""
