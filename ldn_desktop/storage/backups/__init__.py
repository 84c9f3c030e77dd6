"""Backups beside the diary, and how long they are retained."""
