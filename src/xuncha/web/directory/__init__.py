"""The directory: organisations as of any day, their history, and what changes them."""
