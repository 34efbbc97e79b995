"""Sentences by what they tell, written by hand, and the model that is trained on them."""
