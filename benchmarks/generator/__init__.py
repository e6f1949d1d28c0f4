"""Texts of our own making whose true relations are known: what the accuracy benchmark reads."""
