"""Permalinks: permanent ids, their register, and citations of the objects that have one."""
