"""What any such office system needs, without a word of inspection in it."""
