"""Papers read in: what was understood of a file, corrected by a person, taken in as findings."""
