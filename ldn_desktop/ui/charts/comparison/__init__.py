"""Did anything change? The page, its parts, and the pages opened from it."""
