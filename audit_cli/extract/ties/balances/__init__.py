"""Balances of income, spending and what is carried over."""
