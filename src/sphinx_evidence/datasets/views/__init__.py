"""Views: ways to display the rows of a dataset on its page."""
