"""What a diary is made of, and the rules that hold for it; plain Python."""
