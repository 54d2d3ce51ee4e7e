"""Voices: what one person told in public, in our words; never evidence for a claim."""
