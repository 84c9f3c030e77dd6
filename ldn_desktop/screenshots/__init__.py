"""Drives the real window on a throw-away diary and takes pictures of it."""
