"""A site in one file, and back: rows, files, and proof that both are whole."""
