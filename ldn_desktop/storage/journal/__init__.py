"""Each edit as one appended, checksummed, fsynced line."""
