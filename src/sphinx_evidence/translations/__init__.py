"""The text of a book in other languages: catalogs of messages, read, checked and handed on."""
