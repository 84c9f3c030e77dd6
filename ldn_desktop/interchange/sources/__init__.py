"""One module for each program whose exports can be imported."""
