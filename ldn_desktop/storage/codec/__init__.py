"""The diary as documents and bytes, and back."""
