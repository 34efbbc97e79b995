"""Masked numbers in speeches and reports: where they are, and which figure the words ask for."""
