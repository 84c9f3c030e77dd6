"""Messages between a running program and a second start of it."""
