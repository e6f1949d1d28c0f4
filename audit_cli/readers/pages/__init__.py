"""Formats that place signs on pages: what is a line, a paragraph or a cell, only its place says."""
