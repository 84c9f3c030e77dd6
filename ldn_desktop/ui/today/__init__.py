"""The Today tab and the pages opened from it."""
