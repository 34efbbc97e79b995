"""What a person can do in rectification: one function an act."""
