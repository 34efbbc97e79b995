"""Short words to a person about what happened, with a read mark."""
