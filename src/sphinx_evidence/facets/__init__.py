"""Filters above tables and lists."""
