"""One's inbox."""
