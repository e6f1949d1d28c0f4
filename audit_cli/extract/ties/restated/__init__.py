"""One fact in two places: told alike, called alike, or one slip apart."""
