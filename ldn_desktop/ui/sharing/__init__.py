"""What other computers that share the diary say, as the window shows it."""
