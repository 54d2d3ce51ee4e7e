"""The ways to show the rows of a dataset on its page."""
