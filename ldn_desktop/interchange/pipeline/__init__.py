"""The steps of an import, from a file to one edit."""
