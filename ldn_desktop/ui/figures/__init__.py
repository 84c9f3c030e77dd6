"""matplotlib figures on the screen."""
