"""Pages on which papers are read in."""
