"""Components: the same thing looks the same on every page."""
