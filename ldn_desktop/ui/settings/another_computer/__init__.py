"""The page on which a diary is shared with another computer."""
