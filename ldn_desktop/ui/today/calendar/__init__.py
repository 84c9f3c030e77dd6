"""The month of days, coloured by severity."""
