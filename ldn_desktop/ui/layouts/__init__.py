"""Layouts that reflow, and the order of Tab through them."""
