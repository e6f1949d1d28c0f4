"""Rates and changes whose base stands elsewhere, and the shares of one whole, wherever they stand."""
