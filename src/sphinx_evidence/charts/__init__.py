"""Charts: Vega-Lite specifications over the book's own data, drawn when the book is built."""
