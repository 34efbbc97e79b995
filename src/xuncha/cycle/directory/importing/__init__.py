"""From an office's own list of organisations to the directory: what would happen, row by row,
before anything is written."""
