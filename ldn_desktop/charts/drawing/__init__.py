"""What every chart draws with: canvas, style, text, axes and marks."""
