"""A month on paper: the sheet to print, and the grid in which it is typed in."""
