"""Controls that choose one of several."""
