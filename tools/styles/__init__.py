"""The style sheets of Sphinx and the parent themes, cut to what pages of any book can have."""
