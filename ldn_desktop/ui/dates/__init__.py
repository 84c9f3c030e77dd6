"""Choosing a date."""
