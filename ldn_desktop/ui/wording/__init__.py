"""Texts of the window alone, and of Qt."""
