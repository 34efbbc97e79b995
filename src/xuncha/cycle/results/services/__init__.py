"""What may be done with results, one file a theme."""
