"""Changes: what has changed, from what, by how much, and at what rate."""
