"""What this room writes into the log."""
