"""Tie-out: what figures assert of one another across paragraphs and tables."""
