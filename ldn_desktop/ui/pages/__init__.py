"""Pages over the window, and the parts they are made of."""
