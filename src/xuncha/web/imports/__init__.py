"""Pages for bringing files in: dry run, columns, taking."""
