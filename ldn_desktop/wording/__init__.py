"""Edits, answers and the differences between computers, in sentences. No Qt."""
