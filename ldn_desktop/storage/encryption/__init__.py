"""The key of an encrypted diary, and switching encryption on and off."""
