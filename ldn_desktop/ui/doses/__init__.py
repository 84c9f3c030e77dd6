"""Dose steps: their history, a planned step, and the supply."""
