"""Short cases of every rule that turns on words, in two halves."""
