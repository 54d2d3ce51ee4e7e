"""What all features share; it imports none of them."""
