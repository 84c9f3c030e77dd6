"""The program's texts in other languages, and the tools that keep them whole.

`make messages` extracts, `make messages-check` checks, and every build compiles. How to add or
review a language stands in CONTRIBUTING.md.
"""
