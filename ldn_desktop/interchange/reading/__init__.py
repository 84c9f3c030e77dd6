"""Reading files: archives, tables, JSON, XML, numbers and dates."""
