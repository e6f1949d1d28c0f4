"""Plain text: its encoding, its paragraphs, and tables in every layout that text has."""
