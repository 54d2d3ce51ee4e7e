"""The source text of pages: broken or unsafe markup is reported, and repaired or shown as text."""
