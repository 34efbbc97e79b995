"""What is done with outings."""
