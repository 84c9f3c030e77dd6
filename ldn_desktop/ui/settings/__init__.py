"""Settings and the pages opened from it."""
