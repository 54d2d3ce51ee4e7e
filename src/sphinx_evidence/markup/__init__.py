"""The text of pages: what Markdown would pass on, swallow or misread is refused or mended."""
