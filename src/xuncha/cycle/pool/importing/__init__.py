"""Lists about people: what would happen, row by row, before anything is written."""
