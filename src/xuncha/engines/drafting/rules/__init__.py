"""One hint a module."""
