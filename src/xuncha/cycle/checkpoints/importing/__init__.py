"""From an office's own workbook of points to a dry run."""
