"""Print previews and the documents that are printed."""
