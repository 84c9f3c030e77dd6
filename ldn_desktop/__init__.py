"""LDN Desktop: a diary for people with ME/CFS and low-dose naltrexone."""

__version__ = "0.2.0"
