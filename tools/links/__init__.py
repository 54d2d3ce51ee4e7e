"""Addresses that no longer answer: the result of Sphinx's link check, with archived copies."""
