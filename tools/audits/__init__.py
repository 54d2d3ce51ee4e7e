"""Forms for those who judge the book, and what they answered."""
