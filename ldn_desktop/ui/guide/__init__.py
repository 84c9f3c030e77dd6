"""The Guide tab, Help now, read aloud and printing of the guide."""
