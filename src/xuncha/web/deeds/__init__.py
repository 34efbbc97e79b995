"""Pages of livelihood deeds."""
