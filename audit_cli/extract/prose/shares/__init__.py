"""Shares of a whole: what has it, and of what it is."""
