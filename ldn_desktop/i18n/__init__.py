"""Translation, and dates, numbers and lists in the language of the program."""
