"""Importing a file: preview, mapping, result."""
