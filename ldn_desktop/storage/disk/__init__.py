"""Durable writes, and the lock that admits one writer."""
