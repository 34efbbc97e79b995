"""Checkpoints: decisions of each level broken down into points to check, and each inspection's own
list of them with its answers."""
