"""Published editions: what each contained, what changed since, and how one is frozen."""
