"""Rectification: finding → item → measure; claimed, verified, sustained as three separate facts."""
