"""Repairing a damaged diary folder, and undoing a restore."""
