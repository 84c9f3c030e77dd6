"""The command line: second customer of everything below the window."""
