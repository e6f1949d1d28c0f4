"""Spreadsheets: cells as they are shown, by their place in the sheet."""
