"""Where a report is from, and the places that it names besides."""
