"""The book as data: tables of what it says and rests on, as CSV and as one SQLite file."""
