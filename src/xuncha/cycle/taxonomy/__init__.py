"""Frames under which points to check and findings are filed, versioned and mapped to each other."""
