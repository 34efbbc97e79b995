"""Word templates in the official layout, made from outlines that a person can read."""
