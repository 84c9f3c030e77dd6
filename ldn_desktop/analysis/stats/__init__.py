"""The statistical model; numpy alone."""
