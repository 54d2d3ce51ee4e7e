"""The diagrams of the book: one module a drawing, and ``house`` for what they share."""
