"""One question at a time over the whole window."""
