"""Colours, the typeface, painting and the focus ring."""
