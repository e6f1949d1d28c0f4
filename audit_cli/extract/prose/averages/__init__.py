"""One amount for each of several: distributive amounts, prices and averages."""
