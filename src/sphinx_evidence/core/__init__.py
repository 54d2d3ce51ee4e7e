"""Code that all features share; it imports none of them."""
