"""Reads the whole cycle: one definition for each figure."""
