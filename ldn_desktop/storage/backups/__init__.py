"""Backups beside the diary, and which of them are kept."""
