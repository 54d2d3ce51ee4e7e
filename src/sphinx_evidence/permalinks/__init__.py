"""Permalinks: ids that never change, their register, and how to cite what has one."""
