"""Published editions: freezing one, making it again, verifying it, and what is published of it."""
