"""Totals behind their parts, of stages and of periods, and sums that nothing but their closing speaks for."""
