"""Audits: samples of cited sentences that a person compares with the notes on their sources."""
