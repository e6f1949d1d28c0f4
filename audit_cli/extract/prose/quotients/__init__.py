"""Rates: execution, things counted, answers, and the two figures that each is of."""
