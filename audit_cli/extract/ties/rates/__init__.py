"""Rates and changes whose base stands elsewhere."""
