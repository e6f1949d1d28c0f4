"""Tables: their cells and regions, what their columns and rows are, and what they assert."""
