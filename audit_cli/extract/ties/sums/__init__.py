"""Sums whose total and parts stand in different paragraphs or tables."""
