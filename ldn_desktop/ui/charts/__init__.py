"""The Charts tab and the pages opened from it."""
