"""Remainders: what is left of money, of lists, of a year; and stocks with what moved them."""
