"""Other medicines, infections and events, with their dates."""
