"""Scores: what was got of the points to be had, what was lost, and their means."""
