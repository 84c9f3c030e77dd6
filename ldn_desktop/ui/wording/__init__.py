"""Texts of the window that several of its features use."""
