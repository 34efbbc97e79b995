"""Masked texts with the figure that each mask asks for, and how many are filled right."""
